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
    QLabel, QLineEdit, QPushButton, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

from windowdesk.gui.badge import Badge
from windowdesk.gui.entries import ChoiceBox
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

        self.choices = QFrame(PaperDialog)
        self.choices.setObjectName(u"choices")
        self.choices.setProperty(u"role", u"bar")
        self.layout_3 = QVBoxLayout(self.choices)
        self.layout_3.setSpacing(6)
        self.layout_3.setObjectName(u"layout_3")
        self.layout_3.setContentsMargins(24, 10, 24, 10)
        self.layout_4 = QHBoxLayout()
        self.layout_4.setSpacing(12)
        self.layout_4.setObjectName(u"layout_4")
        self.printerLabel = QLabel(self.choices)
        self.printerLabel.setObjectName(u"printerLabel")
        self.printerLabel.setProperty(u"role", u"field")

        self.layout_4.addWidget(self.printerLabel)

        self.printer = ChoiceBox(self.choices)
        self.printer.setObjectName(u"printer")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        sizePolicy.setHorizontalStretch(3)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.printer.sizePolicy().hasHeightForWidth())
        self.printer.setSizePolicy(sizePolicy)

        self.layout_4.addWidget(self.printer)

        self.rangeLabel = QLabel(self.choices)
        self.rangeLabel.setObjectName(u"rangeLabel")
        self.rangeLabel.setProperty(u"role", u"field")

        self.layout_4.addWidget(self.rangeLabel)

        self.range = QLineEdit(self.choices)
        self.range.setObjectName(u"range")

        self.layout_4.addWidget(self.range)

        self.spacer_5 = QSpacerItem(20, 4, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_4.addItem(self.spacer_5)

        self.state = Badge(self.choices)
        self.state.setObjectName(u"state")

        self.layout_4.addWidget(self.state)

        self.layout_4.setStretch(1, 3)
        self.layout_4.setStretch(3, 1)
        self.layout_4.setStretch(4, 1)

        self.layout_3.addLayout(self.layout_4)

        self.trouble = QLabel(self.choices)
        self.trouble.setObjectName(u"trouble")
        self.trouble.setWordWrap(True)

        self.layout_3.addWidget(self.trouble)


        self.layout_1.addWidget(self.choices)

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

        self.takeBack = QPushButton(self.actionBar)
        self.takeBack.setObjectName(u"takeBack")

        self.layout_2.addWidget(self.takeBack)

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
        self.printerLabel.setText(QCoreApplication.translate("PaperDialog", u"\u6253\u5370\u673a", None))
        self.rangeLabel.setText(QCoreApplication.translate("PaperDialog", u"\u6253\u54ea\u51e0\u9875", None))
        self.range.setPlaceholderText(QCoreApplication.translate("PaperDialog", u"\u5168\u90e8", None))
        self.close.setText(QCoreApplication.translate("PaperDialog", u"\u5173\u95ed Esc", None))
        self.takeBack.setText(QCoreApplication.translate("PaperDialog", u"\u4e0d\u6253\u4e86\uff0c\u64a4\u56de", None))
        self.save.setText(QCoreApplication.translate("PaperDialog", u"\u53e6\u5b58\u4e3a\u6587\u4ef6", None))
        self.print.setText(QCoreApplication.translate("PaperDialog", u"\u6253\u5370", None))
        pass
    # retranslateUi

