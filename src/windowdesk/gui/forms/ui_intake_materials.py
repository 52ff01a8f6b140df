# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'intake_materials.ui'
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
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QPushButton,
    QScrollArea, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from windowdesk.gui.material_list import MaterialList
from windowdesk.gui.paragraph import Paragraph

class Ui_IntakeMaterials(object):
    def setupUi(self, IntakeMaterials):
        if not IntakeMaterials.objectName():
            IntakeMaterials.setObjectName(u"IntakeMaterials")
        self.layout_1 = QVBoxLayout(IntakeMaterials)
        self.layout_1.setSpacing(0)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.top = QFrame(IntakeMaterials)
        self.top.setObjectName(u"top")
        self.layout_2 = QHBoxLayout(self.top)
        self.layout_2.setSpacing(12)
        self.layout_2.setObjectName(u"layout_2")
        self.layout_2.setContentsMargins(24, 8, 24, 4)
        self.progress = Paragraph(self.top)
        self.progress.setObjectName(u"progress")
        self.progress.setWordWrap(True)
        self.progress.setProperty(u"role", u"lead")

        self.layout_2.addWidget(self.progress)

        self.notice = QPushButton(self.top)
        self.notice.setObjectName(u"notice")

        self.layout_2.addWidget(self.notice)

        self.undertaking = QPushButton(self.top)
        self.undertaking.setObjectName(u"undertaking")

        self.layout_2.addWidget(self.undertaking)

        self.layout_2.setStretch(0, 1)

        self.layout_1.addWidget(self.top)

        self.scroll = QScrollArea(IntakeMaterials)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scrollInside = QWidget()
        self.scroll.setWidget(self.scrollInside)
        self.scrollInside.setObjectName(u"scrollInside")
        self.layout_3 = QVBoxLayout(self.scrollInside)
        self.layout_3.setSpacing(12)
        self.layout_3.setObjectName(u"layout_3")
        self.layout_3.setContentsMargins(24, 4, 24, 12)
        self.materials = MaterialList(self.scrollInside)
        self.materials.setObjectName(u"materials")

        self.layout_3.addWidget(self.materials)

        self.spacer_4 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_3.addItem(self.spacer_4)


        self.layout_1.addWidget(self.scroll)

        self.layout_1.setStretch(1, 1)

        self.retranslateUi(IntakeMaterials)

        QMetaObject.connectSlotsByName(IntakeMaterials)
    # setupUi

    def retranslateUi(self, IntakeMaterials):
        self.progress.setText("")
        self.notice.setText(QCoreApplication.translate("IntakeMaterials", u"\u6253\u5370\u4e00\u6b21\u6027\u544a\u77e5\u5355", None))
        self.undertaking.setText(QCoreApplication.translate("IntakeMaterials", u"\u6253\u5370\u5bb9\u7f3a\u627f\u8bfa\u4e66", None))
        pass
    # retranslateUi

