# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'act_supplement.ui'
##
## Created by: Qt User Interface Compiler version 6.8.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QLabel,
    QPushButton, QScrollArea, QSizePolicy, QSpacerItem,
    QVBoxLayout, QWidget)

from windowdesk.gui.material_list import MaterialList
from windowdesk.gui.paragraph import Paragraph
from windowdesk.gui.schema_form import SchemaForm

class Ui_SupplementAct(object):
    def setupUi(self, SupplementAct):
        if not SupplementAct.objectName():
            SupplementAct.setObjectName(u"SupplementAct")
        self.layout_1 = QVBoxLayout(SupplementAct)
        self.layout_1.setSpacing(8)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.scroll = QScrollArea(SupplementAct)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scrollInside = QWidget()
        self.scroll.setWidget(self.scrollInside)
        self.scrollInside.setObjectName(u"scrollInside")
        self.layout_2 = QVBoxLayout(self.scrollInside)
        self.layout_2.setSpacing(14)
        self.layout_2.setObjectName(u"layout_2")
        self.layout_2.setContentsMargins(24, 8, 24, 12)
        self.box = QFrame(self.scrollInside)
        self.box.setObjectName(u"box")
        self.box.setProperty(u"role", u"card")
        self.layout_3 = QVBoxLayout(self.box)
        self.layout_3.setSpacing(10)
        self.layout_3.setObjectName(u"layout_3")
        self.layout_3.setContentsMargins(16, 12, 16, 12)
        self.titleRow = QHBoxLayout()
        self.titleRow.setObjectName(u"titleRow")
        self.actTitle = QLabel(self.box)
        self.actTitle.setObjectName(u"actTitle")
        self.actTitle.setProperty(u"role", u"heading")

        self.titleRow.addWidget(self.actTitle)

        self.discard = QPushButton(self.box)
        self.discard.setObjectName(u"discard")
        self.discard.setVisible(False)
        self.discard.setProperty(u"role", u"small")

        self.titleRow.addWidget(self.discard)

        self.titleRow.setStretch(0, 1)

        self.layout_3.addLayout(self.titleRow)

        self.actHint = Paragraph(self.box)
        self.actHint.setObjectName(u"actHint")
        self.actHint.setWordWrap(True)
        self.actHint.setProperty(u"role", u"muted")

        self.layout_3.addWidget(self.actHint)


        self.layout_2.addWidget(self.box)

        self.materialsCard = QFrame(self.scrollInside)
        self.materialsCard.setObjectName(u"materialsCard")
        self.materialsCard.setProperty(u"role", u"card")
        self.materialsCardLayout = QVBoxLayout(self.materialsCard)
        self.materialsCardLayout.setSpacing(10)
        self.materialsCardLayout.setObjectName(u"materialsCardLayout")
        self.materialsCardLayout.setContentsMargins(16, 12, 16, 12)
        self.materialsCardTitle = QLabel(self.materialsCard)
        self.materialsCardTitle.setObjectName(u"materialsCardTitle")
        self.materialsCardTitle.setProperty(u"role", u"heading")

        self.materialsCardLayout.addWidget(self.materialsCardTitle)

        self.materials = MaterialList(self.materialsCard)
        self.materials.setObjectName(u"materials")

        self.materialsCardLayout.addWidget(self.materials)


        self.layout_2.addWidget(self.materialsCard)

        self.formCard = QFrame(self.scrollInside)
        self.formCard.setObjectName(u"formCard")
        self.formCard.setProperty(u"role", u"card")
        self.formCardLayout = QVBoxLayout(self.formCard)
        self.formCardLayout.setSpacing(10)
        self.formCardLayout.setObjectName(u"formCardLayout")
        self.formCardLayout.setContentsMargins(16, 12, 16, 12)
        self.formCardTitle = QLabel(self.formCard)
        self.formCardTitle.setObjectName(u"formCardTitle")
        self.formCardTitle.setProperty(u"role", u"heading")

        self.formCardLayout.addWidget(self.formCardTitle)

        self.formLines = QVBoxLayout()
        self.formLines.setSpacing(6)
        self.formLines.setObjectName(u"formLines")

        self.formCardLayout.addLayout(self.formLines)

        self.fields = SchemaForm(self.formCard)
        self.fields.setObjectName(u"fields")

        self.formCardLayout.addWidget(self.fields)

        self.formEmpty = Paragraph(self.formCard)
        self.formEmpty.setObjectName(u"formEmpty")
        self.formEmpty.setVisible(False)
        self.formEmpty.setWordWrap(True)
        self.formEmpty.setProperty(u"role", u"muted")

        self.formCardLayout.addWidget(self.formEmpty)


        self.layout_2.addWidget(self.formCard)

        self.spacer_4 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_2.addItem(self.spacer_4)


        self.layout_1.addWidget(self.scroll)


        self.retranslateUi(SupplementAct)

        QMetaObject.connectSlotsByName(SupplementAct)
    # setupUi

    def retranslateUi(self, SupplementAct):
        self.actTitle.setText(QCoreApplication.translate("SupplementAct", u"\u8865\u6750\u6599", None))
        self.discard.setText(QCoreApplication.translate("SupplementAct", u"\u5df2\u8865\u7684\u90fd\u4e0d\u8981\u4e86", None))
        self.actHint.setText("")
        self.materialsCardTitle.setText(QCoreApplication.translate("SupplementAct", u"\u6750\u6599", None))
        self.formCardTitle.setText(QCoreApplication.translate("SupplementAct", u"\u7533\u8bf7\u5185\u5bb9", None))
        self.formEmpty.setText(QCoreApplication.translate("SupplementAct", u"\u8fd9\u4e2a\u4e8b\u9879\u6ca1\u6709\u8981\u586b\u7684\u5185\u5bb9\uff1b\u8bf7\u6309\u4e0a\u9762\u8bf4\u7684\u8865\u6750\u6599\u3002", None))
        pass
    # retranslateUi

