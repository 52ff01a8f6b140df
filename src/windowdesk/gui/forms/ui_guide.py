# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'guide.ui'
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
    QLabel, QLineEdit, QPushButton, QScrollArea,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

from windowdesk.gui.paragraph import Paragraph
from windowdesk.gui.questions import QuestionList
from windowdesk.gui.row_table import RowTable

class Ui_GuidePage(object):
    def setupUi(self, GuidePage):
        if not GuidePage.objectName():
            GuidePage.setObjectName(u"GuidePage")
        self.layout_1 = QVBoxLayout(GuidePage)
        self.layout_1.setSpacing(0)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.head = QFrame(GuidePage)
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
        self.layout_5 = QVBoxLayout()
        self.layout_5.setSpacing(8)
        self.layout_5.setObjectName(u"layout_5")
        self.layout_5.setContentsMargins(0, 0, 0, 0)
        self.search = QLineEdit(GuidePage)
        self.search.setObjectName(u"search")
        self.search.setClearButtonEnabled(True)

        self.layout_5.addWidget(self.search)

        self.items = RowTable(GuidePage)
        self.items.setObjectName(u"items")

        self.layout_5.addWidget(self.items)

        self.layout_5.setStretch(1, 1)

        self.layout_4.addLayout(self.layout_5)

        self.scroll = QScrollArea(GuidePage)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scrollInside = QWidget()
        self.scroll.setWidget(self.scrollInside)
        self.scrollInside.setObjectName(u"scrollInside")
        self.layout_6 = QVBoxLayout(self.scrollInside)
        self.layout_6.setSpacing(10)
        self.layout_6.setObjectName(u"layout_6")
        self.layout_6.setContentsMargins(0, 0, 8, 0)
        self.itemTitle = QLabel(self.scrollInside)
        self.itemTitle.setObjectName(u"itemTitle")
        self.itemTitle.setProperty(u"role", u"heading")

        self.layout_6.addWidget(self.itemTitle)

        self.itemState = Paragraph(self.scrollInside)
        self.itemState.setObjectName(u"itemState")
        self.itemState.setWordWrap(True)
        self.itemState.setProperty(u"role", u"muted")

        self.layout_6.addWidget(self.itemState)

        self.situationCard = QFrame(self.scrollInside)
        self.situationCard.setObjectName(u"situationCard")
        self.situationCard.setProperty(u"role", u"card")
        self.layout_7 = QVBoxLayout(self.situationCard)
        self.layout_7.setSpacing(8)
        self.layout_7.setObjectName(u"layout_7")
        self.layout_7.setContentsMargins(16, 12, 16, 12)
        self.situationTitle = QLabel(self.situationCard)
        self.situationTitle.setObjectName(u"situationTitle")
        self.situationTitle.setProperty(u"role", u"heading")

        self.layout_7.addWidget(self.situationTitle)

        self.questions = QuestionList(self.situationCard)
        self.questions.setObjectName(u"questions")

        self.layout_7.addWidget(self.questions)


        self.layout_6.addWidget(self.situationCard)

        self.materials = QLabel(self.scrollInside)
        self.materials.setObjectName(u"materials")
        self.materials.setWordWrap(True)
        self.materials.setTextFormat(Qt.TextFormat.RichText)

        self.layout_6.addWidget(self.materials)

        self.elements = QLabel(self.scrollInside)
        self.elements.setObjectName(u"elements")
        self.elements.setWordWrap(True)
        self.elements.setTextFormat(Qt.TextFormat.RichText)

        self.layout_6.addWidget(self.elements)

        self.spacer_8 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_6.addItem(self.spacer_8)


        self.layout_4.addWidget(self.scroll)

        self.layout_4.setStretch(0, 2)
        self.layout_4.setStretch(1, 3)

        self.layout_1.addLayout(self.layout_4)

        self.actionBar = QFrame(GuidePage)
        self.actionBar.setObjectName(u"actionBar")
        self.actionBar.setProperty(u"role", u"bar")
        self.layout_9 = QHBoxLayout(self.actionBar)
        self.layout_9.setSpacing(12)
        self.layout_9.setObjectName(u"layout_9")
        self.layout_9.setContentsMargins(24, 10, 24, 10)
        self.next = Paragraph(self.actionBar)
        self.next.setObjectName(u"next")
        self.next.setWordWrap(True)
        self.next.setProperty(u"role", u"muted")

        self.layout_9.addWidget(self.next)

        self.begin = QPushButton(self.actionBar)
        self.begin.setObjectName(u"begin")
        self.begin.setProperty(u"role", u"primary")

        self.layout_9.addWidget(self.begin)

        self.layout_9.setStretch(0, 1)

        self.layout_1.addWidget(self.actionBar)

        self.layout_1.setStretch(1, 1)

        self.retranslateUi(GuidePage)

        QMetaObject.connectSlotsByName(GuidePage)
    # setupUi

    def retranslateUi(self, GuidePage):
        self.title.setText(QCoreApplication.translate("GuidePage", u"\u529e\u4e8b\u6307\u5357", None))
        self.hint.setText(QCoreApplication.translate("GuidePage", u"\u4e0d\u7528\u8054\u7f51\u4e5f\u80fd\u67e5\u3002\u628a\u8981\u5e26\u7684\u6750\u6599\u8bb2\u7ed9\u7fa4\u4f17\u542c\u3002", None))
        self.search.setPlaceholderText(QCoreApplication.translate("GuidePage", u"\u4e8b\u9879\u540d\u79f0\u6216\u62fc\u97f3\u9996\u5b57\u6bcd", None))
        self.itemTitle.setText("")
        self.itemState.setText("")
        self.situationTitle.setText(QCoreApplication.translate("GuidePage", u"\u9009\u60c5\u5f62\uff0c\u770b\u8981\u5e26\u54ea\u4e9b\u6750\u6599", None))
        self.next.setText(QCoreApplication.translate("GuidePage", u"\u7fa4\u4f17\u8981\u529e\uff0c\u5c31\u70b9\u53f3\u8fb9\u7684\u6309\u94ae\u3002", None))
        self.begin.setText(QCoreApplication.translate("GuidePage", u"\u6309\u8fd9\u4e2a\u4e8b\u9879\u6536\u4ef6 Enter", None))
        pass
    # retranslateUi

