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
from PySide6.QtWidgets import (QApplication, QFrame, QLabel, QScrollArea,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

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
        self.actTitle = QLabel(self.box)
        self.actTitle.setObjectName(u"actTitle")
        self.actTitle.setProperty(u"role", u"heading")

        self.layout_3.addWidget(self.actTitle)

        self.actHint = Paragraph(self.box)
        self.actHint.setObjectName(u"actHint")
        self.actHint.setWordWrap(True)
        self.actHint.setProperty(u"role", u"muted")

        self.layout_3.addWidget(self.actHint)

        self.materials = MaterialList(self.box)
        self.materials.setObjectName(u"materials")

        self.layout_3.addWidget(self.materials)

        self.fields = SchemaForm(self.box)
        self.fields.setObjectName(u"fields")

        self.layout_3.addWidget(self.fields)


        self.layout_2.addWidget(self.box)

        self.spacer_4 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_2.addItem(self.spacer_4)

        self.scroll.setWidget(self.scrollInside)

        self.layout_1.addWidget(self.scroll)


        self.retranslateUi(SupplementAct)

        QMetaObject.connectSlotsByName(SupplementAct)
    # setupUi

    def retranslateUi(self, SupplementAct):
        self.actTitle.setText(QCoreApplication.translate("SupplementAct", u"\u8865\u6750\u6599", None))
        self.actHint.setText("")
        pass
    # retranslateUi

