# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'help.ui'
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
    QPushButton, QSizePolicy, QTextBrowser, QVBoxLayout,
    QWidget)

from windowdesk.gui.paragraph import Paragraph

class Ui_HelpPage(object):
    def setupUi(self, HelpPage):
        if not HelpPage.objectName():
            HelpPage.setObjectName(u"HelpPage")
        self.layout_1 = QVBoxLayout(HelpPage)
        self.layout_1.setSpacing(0)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.head = QFrame(HelpPage)
        self.head.setObjectName(u"head")
        self.head.setProperty(u"role", u"head")
        self.layout_2 = QVBoxLayout(self.head)
        self.layout_2.setSpacing(2)
        self.layout_2.setObjectName(u"layout_2")
        self.layout_2.setContentsMargins(24, 10, 24, 6)
        self.title = QLabel(self.head)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"role", u"title")

        self.layout_2.addWidget(self.title)

        self.hint = Paragraph(self.head)
        self.hint.setObjectName(u"hint")
        self.hint.setWordWrap(True)
        self.hint.setProperty(u"role", u"hint")

        self.layout_2.addWidget(self.hint)


        self.layout_1.addWidget(self.head)

        self.layout_3 = QVBoxLayout()
        self.layout_3.setSpacing(0)
        self.layout_3.setObjectName(u"layout_3")
        self.layout_3.setContentsMargins(24, 8, 24, 12)
        self.words = QTextBrowser(HelpPage)
        self.words.setObjectName(u"words")
        self.words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.words.setProperty(u"role", u"sheet")

        self.layout_3.addWidget(self.words)


        self.layout_1.addLayout(self.layout_3)

        self.actionBar = QFrame(HelpPage)
        self.actionBar.setObjectName(u"actionBar")
        self.actionBar.setProperty(u"role", u"bar")
        self.layout_4 = QHBoxLayout(self.actionBar)
        self.layout_4.setSpacing(12)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(24, 10, 24, 10)
        self.next = Paragraph(self.actionBar)
        self.next.setObjectName(u"next")
        self.next.setWordWrap(True)
        self.next.setProperty(u"role", u"muted")

        self.layout_4.addWidget(self.next)

        self.back = QPushButton(self.actionBar)
        self.back.setObjectName(u"back")
        self.back.setProperty(u"role", u"primary")

        self.layout_4.addWidget(self.back)

        self.layout_4.setStretch(0, 1)

        self.layout_1.addWidget(self.actionBar)

        self.layout_1.setStretch(1, 1)

        self.retranslateUi(HelpPage)

        QMetaObject.connectSlotsByName(HelpPage)
    # setupUi

    def retranslateUi(self, HelpPage):
        self.title.setText(QCoreApplication.translate("HelpPage", u"\u5e2e\u52a9", None))
        self.hint.setText(QCoreApplication.translate("HelpPage", u"\u4e0d\u7528\u8054\u7f51\u3002\u4e0a\u4e0b\u952e\u7ffb\u9875\uff1b\u6309 Esc \u56de\u5230\u521a\u624d\u7684\u9875\u3002", None))
        self.next.setText(QCoreApplication.translate("HelpPage", u"\u5728\u54ea\u4e00\u9875\u6309 F1 \u90fd\u80fd\u770b\u5230\u8fd9\u4e00\u9875\u3002", None))
        self.back.setText(QCoreApplication.translate("HelpPage", u"\u56de\u5230\u521a\u624d\u7684\u9875 Esc", None))
        pass
    # retranslateUi

