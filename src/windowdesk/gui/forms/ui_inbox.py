# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'inbox.ui'
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
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QHeaderView,
    QLabel, QPushButton, QScrollArea, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

from windowdesk.gui.badge import Badge
from windowdesk.gui.paragraph import Paragraph
from windowdesk.gui.row_table import RowTable

class Ui_InboxPage(object):
    def setupUi(self, InboxPage):
        if not InboxPage.objectName():
            InboxPage.setObjectName(u"InboxPage")
        self.layout_1 = QVBoxLayout(InboxPage)
        self.layout_1.setSpacing(0)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.head = QFrame(InboxPage)
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

        self.layout_4 = QHBoxLayout()
        self.layout_4.setSpacing(16)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(24, 4, 24, 8)
        self.rows = RowTable(InboxPage)
        self.rows.setObjectName(u"rows")

        self.layout_4.addWidget(self.rows)

        self.detailScroll = QScrollArea(InboxPage)
        self.detailScroll.setObjectName(u"detailScroll")
        self.detailScroll.setWidgetResizable(True)
        self.detailScroll.setFrameShape(QFrame.Shape.NoFrame)
        self.detailScroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.detailScrollInside = QWidget()
        self.detailScroll.setWidget(self.detailScrollInside)
        self.detailScrollInside.setObjectName(u"detailScrollInside")
        self.layout_5 = QVBoxLayout(self.detailScrollInside)
        self.layout_5.setSpacing(8)
        self.layout_5.setObjectName(u"layout_5")
        self.layout_5.setContentsMargins(0, 0, 0, 0)
        self.detail = QFrame(self.detailScrollInside)
        self.detail.setObjectName(u"detail")
        self.detail.setProperty(u"role", u"card")
        self.layout_6 = QVBoxLayout(self.detail)
        self.layout_6.setSpacing(10)
        self.layout_6.setObjectName(u"layout_6")
        self.layout_6.setContentsMargins(16, 12, 16, 12)
        self.layout_7 = QHBoxLayout()
        self.layout_7.setSpacing(8)
        self.layout_7.setObjectName(u"layout_7")
        self.layout_7.setContentsMargins(0, 0, 0, 0)
        self.mark = Badge(self.detail)
        self.mark.setObjectName(u"mark")

        self.layout_7.addWidget(self.mark)

        self.spacer_8 = QSpacerItem(20, 4, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_7.addItem(self.spacer_8)


        self.layout_6.addLayout(self.layout_7)

        self.what = Paragraph(self.detail)
        self.what.setObjectName(u"what")
        self.what.setWordWrap(True)
        self.what.setProperty(u"role", u"heading")

        self.layout_6.addWidget(self.what)

        self.about = Paragraph(self.detail)
        self.about.setObjectName(u"about")
        self.about.setWordWrap(True)
        self.about.setProperty(u"role", u"lead")

        self.layout_6.addWidget(self.about)

        self.text = Paragraph(self.detail)
        self.text.setObjectName(u"text")
        self.text.setWordWrap(True)

        self.layout_6.addWidget(self.text)

        self.lines = QLabel(self.detail)
        self.lines.setObjectName(u"lines")
        self.lines.setWordWrap(True)
        self.lines.setTextFormat(Qt.TextFormat.RichText)

        self.layout_6.addWidget(self.lines)

        self.toDo = Paragraph(self.detail)
        self.toDo.setObjectName(u"toDo")
        self.toDo.setWordWrap(True)
        self.toDo.setProperty(u"role", u"lead")

        self.layout_6.addWidget(self.toDo)

        self.spacer_9 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_6.addItem(self.spacer_9)


        self.layout_5.addWidget(self.detail)

        self.spacer_10 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_5.addItem(self.spacer_10)


        self.layout_4.addWidget(self.detailScroll)

        self.layout_4.setStretch(0, 3)
        self.layout_4.setStretch(1, 2)

        self.layout_1.addLayout(self.layout_4)

        self.actionBar = QFrame(InboxPage)
        self.actionBar.setObjectName(u"actionBar")
        self.actionBar.setProperty(u"role", u"bar")
        self.layout_11 = QHBoxLayout(self.actionBar)
        self.layout_11.setSpacing(12)
        self.layout_11.setObjectName(u"layout_11")
        self.layout_11.setContentsMargins(24, 10, 24, 10)
        self.next = Paragraph(self.actionBar)
        self.next.setObjectName(u"next")
        self.next.setWordWrap(True)
        self.next.setProperty(u"role", u"muted")

        self.layout_11.addWidget(self.next)

        self.putAway = QPushButton(self.actionBar)
        self.putAway.setObjectName(u"putAway")

        self.layout_11.addWidget(self.putAway)

        self.didNot = QPushButton(self.actionBar)
        self.didNot.setObjectName(u"didNot")

        self.layout_11.addWidget(self.didNot)

        self.cameOut = QPushButton(self.actionBar)
        self.cameOut.setObjectName(u"cameOut")

        self.layout_11.addWidget(self.cameOut)

        self.act = QPushButton(self.actionBar)
        self.act.setObjectName(u"act")
        self.act.setProperty(u"role", u"primary")

        self.layout_11.addWidget(self.act)

        self.layout_11.setStretch(0, 1)

        self.layout_1.addWidget(self.actionBar)

        self.layout_1.setStretch(1, 1)

        self.retranslateUi(InboxPage)

        QMetaObject.connectSlotsByName(InboxPage)
    # setupUi

    def retranslateUi(self, InboxPage):
        self.title.setText(QCoreApplication.translate("InboxPage", u"\u6765\u4ef6", None))
        self.hint.setText(QCoreApplication.translate("InboxPage", u"\u53bf\u91cc\u9000\u56de\u6765\u7684\u3001\u8981\u8865\u6b63\u7684\u3001\u529e\u597d\u7684\uff0c\u90fd\u5728\u8fd9\u91cc\uff1b\u6700\u6025\u7684\u5728\u6700\u4e0a\u9762\u3002", None))
        self.what.setText("")
        self.about.setText("")
        self.text.setText("")
        self.toDo.setText("")
        self.next.setText("")
        self.putAway.setText(QCoreApplication.translate("InboxPage", u"\u770b\u8fc7\u4e86\uff0c\u6536\u8d77\u6765", None))
        self.didNot.setText(QCoreApplication.translate("InboxPage", u"\u6ca1\u6253\u51fa", None))
        self.cameOut.setText(QCoreApplication.translate("InboxPage", u"\u5df2\u6253\u51fa", None))
        self.act.setText(QCoreApplication.translate("InboxPage", u"\u53bb\u5904\u7406 Enter", None))
        pass
    # retranslateUi

