# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'worklist.ui'
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
    QLabel, QLineEdit, QPushButton, QSizePolicy,
    QVBoxLayout, QWidget)

from windowdesk.gui.paragraph import Paragraph
from windowdesk.gui.row_table import RowTable

class Ui_WorklistPage(object):
    def setupUi(self, WorklistPage):
        if not WorklistPage.objectName():
            WorklistPage.setObjectName(u"WorklistPage")
        self.layout_1 = QVBoxLayout(WorklistPage)
        self.layout_1.setSpacing(0)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.head = QFrame(WorklistPage)
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

        self.layout_4 = QVBoxLayout()
        self.layout_4.setSpacing(8)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(24, 4, 24, 8)
        self.search = QLineEdit(WorklistPage)
        self.search.setObjectName(u"search")
        self.search.setClearButtonEnabled(True)

        self.layout_4.addWidget(self.search)

        self.filters = QHBoxLayout()
        self.filters.setSpacing(8)
        self.filters.setObjectName(u"filters")
        self.filters.setContentsMargins(0, 0, 0, 0)

        self.layout_4.addLayout(self.filters)

        self.found = Paragraph(WorklistPage)
        self.found.setObjectName(u"found")
        self.found.setWordWrap(True)
        self.found.setProperty(u"role", u"muted")

        self.layout_4.addWidget(self.found)

        self.rows = RowTable(WorklistPage)
        self.rows.setObjectName(u"rows")

        self.layout_4.addWidget(self.rows)

        self.layout_4.setStretch(3, 1)

        self.layout_1.addLayout(self.layout_4)

        self.actionBar = QFrame(WorklistPage)
        self.actionBar.setObjectName(u"actionBar")
        self.actionBar.setProperty(u"role", u"bar")
        self.layout_6 = QHBoxLayout(self.actionBar)
        self.layout_6.setSpacing(12)
        self.layout_6.setObjectName(u"layout_6")
        self.layout_6.setContentsMargins(24, 10, 24, 10)
        self.next = Paragraph(self.actionBar)
        self.next.setObjectName(u"next")
        self.next.setWordWrap(True)
        self.next.setProperty(u"role", u"muted")

        self.layout_6.addWidget(self.next)

        self.open = QPushButton(self.actionBar)
        self.open.setObjectName(u"open")
        self.open.setProperty(u"role", u"primary")

        self.layout_6.addWidget(self.open)

        self.layout_6.setStretch(0, 1)

        self.layout_1.addWidget(self.actionBar)

        self.layout_1.setStretch(1, 1)

        self.retranslateUi(WorklistPage)

        QMetaObject.connectSlotsByName(WorklistPage)
    # setupUi

    def retranslateUi(self, WorklistPage):
        self.title.setText(QCoreApplication.translate("WorklistPage", u"\u529e\u4ef6", None))
        self.hint.setText(QCoreApplication.translate("WorklistPage", u"\u8f93\u5165\u59d3\u540d\u3001\u53f7\u7801\u3001\u624b\u673a\u5c3e\u53f7\u6216\u62fc\u97f3\u9996\u5b57\u6bcd\uff0c\u9a6c\u4e0a\u5c31\u627e\u3002", None))
        self.search.setPlaceholderText(QCoreApplication.translate("WorklistPage", u"\u627e\u529e\u4ef6\uff1a\u59d3\u540d\u3001\u53f7\u7801\u3001\u624b\u673a\u5c3e\u53f7\u3001\u4e8b\u9879\u3001\u62fc\u97f3\u9996\u5b57\u6bcd", None))
        self.found.setText("")
        self.next.setText(QCoreApplication.translate("WorklistPage", u"\u9009\u4e2d\u4e00\u884c\uff0c\u6309 Enter \u6253\u5f00\u3002", None))
        self.open.setText(QCoreApplication.translate("WorklistPage", u"\u6253\u5f00\u8fd9\u4e00\u4ef6 Enter", None))
        pass
    # retranslateUi

