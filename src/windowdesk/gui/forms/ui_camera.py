# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'camera.ui'
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
from PySide6.QtWidgets import (QApplication, QDialog, QFrame, QHBoxLayout,
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from windowdesk.gui.crop_view import CropView
from windowdesk.gui.paragraph import Paragraph

class Ui_CameraDialog(object):
    def setupUi(self, CameraDialog):
        if not CameraDialog.objectName():
            CameraDialog.setObjectName(u"CameraDialog")
        CameraDialog.setMinimumSize(QSize(640, 480))
        self.layout_1 = QVBoxLayout(CameraDialog)
        self.layout_1.setSpacing(0)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.view = CropView(CameraDialog)
        self.view.setObjectName(u"view")

        self.layout_1.addWidget(self.view)

        self.hint = Paragraph(CameraDialog)
        self.hint.setObjectName(u"hint")
        self.hint.setWordWrap(True)
        self.hint.setMargin(8)

        self.layout_1.addWidget(self.hint)

        self.actionBar = QFrame(CameraDialog)
        self.actionBar.setObjectName(u"actionBar")
        self.actionBar.setProperty(u"role", u"bar")
        self.layout_2 = QHBoxLayout(self.actionBar)
        self.layout_2.setSpacing(12)
        self.layout_2.setObjectName(u"layout_2")
        self.layout_2.setContentsMargins(24, 10, 24, 10)
        self.close = QPushButton(self.actionBar)
        self.close.setObjectName(u"close")

        self.layout_2.addWidget(self.close)

        self.spacer_3 = QSpacerItem(20, 4, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_2.addItem(self.spacer_3)

        self.shoot = QPushButton(self.actionBar)
        self.shoot.setObjectName(u"shoot")
        self.shoot.setProperty(u"role", u"primary")

        self.layout_2.addWidget(self.shoot)


        self.layout_1.addWidget(self.actionBar)

        self.layout_1.setStretch(0, 1)

        self.retranslateUi(CameraDialog)

        QMetaObject.connectSlotsByName(CameraDialog)
    # setupUi

    def retranslateUi(self, CameraDialog):
        self.hint.setText("")
        self.close.setText(QCoreApplication.translate("CameraDialog", u"\u62cd\u5b8c\u4e86 Esc", None))
        self.shoot.setText(QCoreApplication.translate("CameraDialog", u"\u62cd\u7167 F3", None))
        pass
    # retranslateUi

