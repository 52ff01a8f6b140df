# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'intake_item.ui'
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
from PySide6.QtWidgets import (QApplication, QHeaderView, QLineEdit, QSizePolicy,
    QVBoxLayout, QWidget)

from windowdesk.gui.paragraph import Paragraph
from windowdesk.gui.row_table import RowTable

class Ui_IntakeItem(object):
    def setupUi(self, IntakeItem):
        if not IntakeItem.objectName():
            IntakeItem.setObjectName(u"IntakeItem")
        self.layout_1 = QVBoxLayout(IntakeItem)
        self.layout_1.setSpacing(8)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(24, 8, 24, 10)
        self.search = QLineEdit(IntakeItem)
        self.search.setObjectName(u"search")
        self.search.setClearButtonEnabled(True)

        self.layout_1.addWidget(self.search)

        self.found = Paragraph(IntakeItem)
        self.found.setObjectName(u"found")
        self.found.setWordWrap(True)
        self.found.setProperty(u"role", u"muted")

        self.layout_1.addWidget(self.found)

        self.items = RowTable(IntakeItem)
        self.items.setObjectName(u"items")

        self.layout_1.addWidget(self.items)

        self.layout_1.setStretch(2, 1)

        self.retranslateUi(IntakeItem)

        QMetaObject.connectSlotsByName(IntakeItem)
    # setupUi

    def retranslateUi(self, IntakeItem):
        self.search.setPlaceholderText(QCoreApplication.translate("IntakeItem", u"\u8f93\u5165\u4e8b\u9879\u540d\u79f0\u6216\u62fc\u97f3\u9996\u5b57\u6bcd\uff0c\u4f8b\u5982\uff1agljt\uff08\u9ad8\u9f84\u6d25\u8d34\uff09", None))
        self.found.setText("")
        pass
    # retranslateUi

