# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'trouble.ui'
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
    QLineEdit, QPushButton, QScrollArea, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

from windowdesk.gui.paragraph import Paragraph

class Ui_TroublePage(object):
    def setupUi(self, TroublePage):
        if not TroublePage.objectName():
            TroublePage.setObjectName(u"TroublePage")
        self.layout_1 = QVBoxLayout(TroublePage)
        self.layout_1.setSpacing(0)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.head = QFrame(TroublePage)
        self.head.setObjectName(u"head")
        self.head.setProperty(u"role", u"head")
        self.layout_2 = QHBoxLayout(self.head)
        self.layout_2.setSpacing(12)
        self.layout_2.setObjectName(u"layout_2")
        self.layout_2.setContentsMargins(24, 12, 24, 8)
        self.layout_3 = QVBoxLayout()
        self.layout_3.setSpacing(2)
        self.layout_3.setObjectName(u"layout_3")
        self.layout_3.setContentsMargins(0, 0, 0, 0)
        self.title = QLabel(self.head)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"role", u"title")

        self.layout_3.addWidget(self.title)

        self.hint = Paragraph(self.head)
        self.hint.setObjectName(u"hint")
        self.hint.setWordWrap(True)
        self.hint.setProperty(u"role", u"hint")

        self.layout_3.addWidget(self.hint)


        self.layout_2.addLayout(self.layout_3)

        self.layout_2.setStretch(0, 1)

        self.layout_1.addWidget(self.head)

        self.scroll = QScrollArea(TroublePage)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scrollInside = QWidget()
        self.scroll.setWidget(self.scrollInside)
        self.scrollInside.setObjectName(u"scrollInside")
        self.layout_4 = QVBoxLayout(self.scrollInside)
        self.layout_4.setSpacing(16)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(24, 12, 24, 12)
        self.what = QFrame(self.scrollInside)
        self.what.setObjectName(u"what")
        self.what.setProperty(u"role", u"card")
        self.layout_5 = QVBoxLayout(self.what)
        self.layout_5.setSpacing(8)
        self.layout_5.setObjectName(u"layout_5")
        self.layout_5.setContentsMargins(16, 12, 16, 12)
        self.layout_6 = QHBoxLayout()
        self.layout_6.setSpacing(16)
        self.layout_6.setObjectName(u"layout_6")
        self.layout_6.setContentsMargins(0, 0, 0, 0)
        self.sign = QLabel(self.what)
        self.sign.setObjectName(u"sign")

        self.layout_6.addWidget(self.sign)

        self.layout_7 = QVBoxLayout()
        self.layout_7.setSpacing(6)
        self.layout_7.setObjectName(u"layout_7")
        self.layout_7.setContentsMargins(0, 0, 0, 0)
        self.happened = Paragraph(self.what)
        self.happened.setObjectName(u"happened")
        self.happened.setWordWrap(True)
        self.happened.setProperty(u"role", u"heading")

        self.layout_7.addWidget(self.happened)

        self.toDo = Paragraph(self.what)
        self.toDo.setObjectName(u"toDo")
        self.toDo.setWordWrap(True)
        self.toDo.setProperty(u"role", u"lead")

        self.layout_7.addWidget(self.toDo)

        self.code = QLabel(self.what)
        self.code.setObjectName(u"code")
        self.code.setProperty(u"role", u"muted")

        self.layout_7.addWidget(self.code)


        self.layout_6.addLayout(self.layout_7)

        self.layout_6.setStretch(1, 1)

        self.layout_5.addLayout(self.layout_6)


        self.layout_4.addWidget(self.what)

        self.ask = QFrame(self.scrollInside)
        self.ask.setObjectName(u"ask")
        self.ask.setProperty(u"role", u"card")
        self.layout_8 = QVBoxLayout(self.ask)
        self.layout_8.setSpacing(10)
        self.layout_8.setObjectName(u"layout_8")
        self.layout_8.setContentsMargins(16, 12, 16, 12)
        self.askText = Paragraph(self.ask)
        self.askText.setObjectName(u"askText")
        self.askText.setWordWrap(True)
        self.askText.setProperty(u"role", u"lead")

        self.layout_8.addWidget(self.askText)

        self.layout_9 = QHBoxLayout()
        self.layout_9.setSpacing(12)
        self.layout_9.setObjectName(u"layout_9")
        self.layout_9.setContentsMargins(0, 0, 0, 0)
        self.secretLabel = QLabel(self.ask)
        self.secretLabel.setObjectName(u"secretLabel")

        self.layout_9.addWidget(self.secretLabel)

        self.secret = QLineEdit(self.ask)
        self.secret.setObjectName(u"secret")
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)

        self.layout_9.addWidget(self.secret)

        self.layout_9.setStretch(1, 1)

        self.layout_8.addLayout(self.layout_9)


        self.layout_4.addWidget(self.ask)

        self.spacer_10 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_4.addItem(self.spacer_10)


        self.layout_1.addWidget(self.scroll)

        self.actionBar = QFrame(TroublePage)
        self.actionBar.setObjectName(u"actionBar")
        self.actionBar.setProperty(u"role", u"bar")
        self.layout_11 = QHBoxLayout(self.actionBar)
        self.layout_11.setSpacing(12)
        self.layout_11.setObjectName(u"layout_11")
        self.layout_11.setContentsMargins(24, 10, 24, 10)
        self.leave = QPushButton(self.actionBar)
        self.leave.setObjectName(u"leave")

        self.layout_11.addWidget(self.leave)

        self.spacer_12 = QSpacerItem(20, 4, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_11.addItem(self.spacer_12)

        self.again = QPushButton(self.actionBar)
        self.again.setObjectName(u"again")
        self.again.setProperty(u"role", u"primary")

        self.layout_11.addWidget(self.again)


        self.layout_1.addWidget(self.actionBar)

        self.layout_1.setStretch(1, 1)

        self.retranslateUi(TroublePage)

        QMetaObject.connectSlotsByName(TroublePage)
    # setupUi

    def retranslateUi(self, TroublePage):
        self.title.setText(QCoreApplication.translate("TroublePage", u"\u6570\u636e\u6ca1\u6709\u6253\u5f00", None))
        self.hint.setText(QCoreApplication.translate("TroublePage", u"\u8bf7\u7167\u4e0b\u9762\u5199\u7684\u505a\uff1b\u505a\u597d\u4e86\u518d\u70b9\u53f3\u4e0b\u89d2\u7684\u6309\u94ae\u3002", None))
        self.sign.setText("")
        self.happened.setText("")
        self.toDo.setText("")
        self.code.setText("")
        self.askText.setText(QCoreApplication.translate("TroublePage", u"\u8fd9\u4efd\u6570\u636e\u7528\u53e3\u4ee4\u4fdd\u62a4\u3002\u8bf7\u8f93\u5165\u53e3\u4ee4\uff0c\u518d\u70b9\u201c\u6253\u5f00\u201d\u3002", None))
        self.secretLabel.setText(QCoreApplication.translate("TroublePage", u"\u53e3\u4ee4", None))
        self.leave.setText(QCoreApplication.translate("TroublePage", u"\u5173\u95ed\u7a0b\u5e8f\uff08&Q\uff09", None))
        self.again.setText(QCoreApplication.translate("TroublePage", u"\u518d\u8bd5\u4e00\u6b21\uff08&R\uff09", None))
        pass
    # retranslateUi

