# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'paper.ui'
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

from windowdesk.gui.picture_view import PictureView

class Ui_PaperDialog(object):
    def setupUi(self, PaperDialog):
        if not PaperDialog.objectName():
            PaperDialog.setObjectName(u"PaperDialog")
        PaperDialog.setMinimumSize(QSize(640, 480))
        self.layout_1 = QVBoxLayout(PaperDialog)
        self.layout_1.setSpacing(0)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.pages = PictureView(PaperDialog)
        self.pages.setObjectName(u"pages")

        self.layout_1.addWidget(self.pages)

        self.actionBar = QFrame(PaperDialog)
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

        self.save = QPushButton(self.actionBar)
        self.save.setObjectName(u"save")

        self.layout_2.addWidget(self.save)

        self.print = QPushButton(self.actionBar)
        self.print.setObjectName(u"print")
        self.print.setProperty(u"role", u"primary")

        self.layout_2.addWidget(self.print)


        self.layout_1.addWidget(self.actionBar)

        self.layout_1.setStretch(0, 1)

        self.retranslateUi(PaperDialog)

        QMetaObject.connectSlotsByName(PaperDialog)
    # setupUi

    def retranslateUi(self, PaperDialog):
        self.close.setText(QCoreApplication.translate("PaperDialog", u"\u5173\u95ed Esc", None))
        self.save.setText(QCoreApplication.translate("PaperDialog", u"\u53e6\u5b58\u4e3a\u6587\u4ef6", None))
        self.print.setText(QCoreApplication.translate("PaperDialog", u"\u6253\u5370", None))
        pass
    # retranslateUi

