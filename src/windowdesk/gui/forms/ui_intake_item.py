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
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QHeaderView,
    QLabel, QLineEdit, QPushButton, QScrollArea,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

from windowdesk.gui.badge import Badge
from windowdesk.gui.entries import DateEntry
from windowdesk.gui.paragraph import Paragraph
from windowdesk.gui.row_table import RowTable

class Ui_IntakeItem(object):
    def setupUi(self, IntakeItem):
        if not IntakeItem.objectName():
            IntakeItem.setObjectName(u"IntakeItem")
        self.layout_1 = QVBoxLayout(IntakeItem)
        self.layout_1.setSpacing(8)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.scroll = QScrollArea(IntakeItem)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scrollInside = QWidget()
        self.scroll.setWidget(self.scrollInside)
        self.scrollInside.setObjectName(u"scrollInside")
        self.layout_2 = QVBoxLayout(self.scrollInside)
        self.layout_2.setSpacing(8)
        self.layout_2.setObjectName(u"layout_2")
        self.layout_2.setContentsMargins(24, 8, 24, 10)
        self.search = QLineEdit(self.scrollInside)
        self.search.setObjectName(u"search")
        self.search.setClearButtonEnabled(True)

        self.layout_2.addWidget(self.search)

        self.found = Paragraph(self.scrollInside)
        self.found.setObjectName(u"found")
        self.found.setWordWrap(True)
        self.found.setProperty(u"role", u"muted")

        self.layout_2.addWidget(self.found)

        self.items = RowTable(self.scrollInside)
        self.items.setObjectName(u"items")
        self.items.setMinimumSize(QSize(0, 220))

        self.layout_2.addWidget(self.items)

        self.authorityCard = QFrame(self.scrollInside)
        self.authorityCard.setObjectName(u"authorityCard")
        self.authorityCard.setProperty(u"role", u"card")
        self.layout_3 = QVBoxLayout(self.authorityCard)
        self.layout_3.setSpacing(8)
        self.layout_3.setObjectName(u"layout_3")
        self.layout_3.setContentsMargins(16, 10, 16, 10)
        self.layout_4 = QHBoxLayout()
        self.layout_4.setSpacing(12)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(0, 0, 0, 0)
        self.authorityTitle = QLabel(self.authorityCard)
        self.authorityTitle.setObjectName(u"authorityTitle")
        self.authorityTitle.setProperty(u"role", u"heading")

        self.layout_4.addWidget(self.authorityTitle)

        self.authority = Badge(self.authorityCard)
        self.authority.setObjectName(u"authority")

        self.layout_4.addWidget(self.authority)

        self.layout_4.setStretch(0, 1)

        self.layout_3.addLayout(self.layout_4)

        self.layout_5 = QHBoxLayout()
        self.layout_5.setSpacing(10)
        self.layout_5.setObjectName(u"layout_5")
        self.layout_5.setContentsMargins(0, 0, 0, 0)
        self.relationLabel = QLabel(self.authorityCard)
        self.relationLabel.setObjectName(u"relationLabel")

        self.layout_5.addWidget(self.relationLabel)

        self.relation = QLineEdit(self.authorityCard)
        self.relation.setObjectName(u"relation")
        self.relation.setMaxLength(30)

        self.layout_5.addWidget(self.relation)

        self.untilLabel = QLabel(self.authorityCard)
        self.untilLabel.setObjectName(u"untilLabel")

        self.layout_5.addWidget(self.untilLabel)

        self.until = DateEntry(self.authorityCard)
        self.until.setObjectName(u"until")

        self.layout_5.addWidget(self.until)

        self.witnessLabel = QLabel(self.authorityCard)
        self.witnessLabel.setObjectName(u"witnessLabel")

        self.layout_5.addWidget(self.witnessLabel)

        self.witness = QLineEdit(self.authorityCard)
        self.witness.setObjectName(u"witness")
        self.witness.setMaxLength(30)

        self.layout_5.addWidget(self.witness)

        self.layout_5.setStretch(1, 2)
        self.layout_5.setStretch(3, 2)
        self.layout_5.setStretch(5, 2)

        self.layout_3.addLayout(self.layout_5)

        self.layout_6 = QHBoxLayout()
        self.layout_6.setSpacing(12)
        self.layout_6.setObjectName(u"layout_6")
        self.layout_6.setContentsMargins(0, 0, 0, 0)
        self.printAuthority = QPushButton(self.authorityCard)
        self.printAuthority.setObjectName(u"printAuthority")

        self.layout_6.addWidget(self.printAuthority)

        self.scanAuthority = QPushButton(self.authorityCard)
        self.scanAuthority.setObjectName(u"scanAuthority")

        self.layout_6.addWidget(self.scanAuthority)

        self.fileAuthority = QPushButton(self.authorityCard)
        self.fileAuthority.setObjectName(u"fileAuthority")

        self.layout_6.addWidget(self.fileAuthority)

        self.lookAuthority = QPushButton(self.authorityCard)
        self.lookAuthority.setObjectName(u"lookAuthority")

        self.layout_6.addWidget(self.lookAuthority)

        self.spacer_7 = QSpacerItem(20, 4, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_6.addItem(self.spacer_7)


        self.layout_3.addLayout(self.layout_6)

        self.signRows = QHBoxLayout()
        self.signRows.setSpacing(12)
        self.signRows.setObjectName(u"signRows")
        self.signRows.setContentsMargins(0, 0, 0, 0)

        self.layout_3.addLayout(self.signRows)


        self.layout_2.addWidget(self.authorityCard)

        self.verticalCard = QFrame(self.scrollInside)
        self.verticalCard.setObjectName(u"verticalCard")
        self.verticalCard.setProperty(u"role", u"card")
        self.layout_8 = QVBoxLayout(self.verticalCard)
        self.layout_8.setSpacing(8)
        self.layout_8.setObjectName(u"layout_8")
        self.layout_8.setContentsMargins(16, 10, 16, 10)
        self.verticalHint = Paragraph(self.verticalCard)
        self.verticalHint.setObjectName(u"verticalHint")
        self.verticalHint.setWordWrap(True)
        self.verticalHint.setProperty(u"role", u"lead")

        self.layout_8.addWidget(self.verticalHint)

        self.vertical = QLineEdit(self.verticalCard)
        self.vertical.setObjectName(u"vertical")
        self.vertical.setMaxLength(60)

        self.layout_8.addWidget(self.vertical)


        self.layout_2.addWidget(self.verticalCard)

        self.layout_2.setStretch(2, 1)

        self.layout_1.addWidget(self.scroll)


        self.retranslateUi(IntakeItem)

        QMetaObject.connectSlotsByName(IntakeItem)
    # setupUi

    def retranslateUi(self, IntakeItem):
        self.search.setPlaceholderText(QCoreApplication.translate("IntakeItem", u"\u8f93\u5165\u4e8b\u9879\u540d\u79f0\u6216\u62fc\u97f3\u9996\u5b57\u6bcd\uff0c\u4f8b\u5982\uff1agljt\uff08\u9ad8\u9f84\u6d25\u8d34\uff09", None))
        self.found.setText("")
        self.authorityTitle.setText(QCoreApplication.translate("IntakeItem", u"\u4ee3\u529e\u59d4\u6258", None))
        self.relationLabel.setText(QCoreApplication.translate("IntakeItem", u"\u548c\u7533\u8bf7\u4eba\u7684\u5173\u7cfb", None))
        self.relation.setPlaceholderText(QCoreApplication.translate("IntakeItem", u"\u4f8b\u5982\uff1a\u513f\u5b50\u3001\u4ee3\u529e\u5458", None))
        self.untilLabel.setText(QCoreApplication.translate("IntakeItem", u"\u59d4\u6258\u5230", None))
        self.witnessLabel.setText(QCoreApplication.translate("IntakeItem", u"\u89c1\u8bc1\u4eba", None))
        self.witness.setPlaceholderText(QCoreApplication.translate("IntakeItem", u"\u4e0d\u4f1a\u5199\u5b57\u65f6\u586b", None))
        self.printAuthority.setText(QCoreApplication.translate("IntakeItem", u"\u6253\u5370\u4ee3\u529e\u59d4\u6258\u4e66", None))
        self.scanAuthority.setText(QCoreApplication.translate("IntakeItem", u"\u626b\u63cf\u59d4\u6258\u4e66 F3", None))
        self.fileAuthority.setText(QCoreApplication.translate("IntakeItem", u"\u9009\u6587\u4ef6", None))
        self.lookAuthority.setText(QCoreApplication.translate("IntakeItem", u"\u770b\u548c\u6539", None))
        self.verticalHint.setText("")
        self.vertical.setPlaceholderText(QCoreApplication.translate("IntakeItem", u"\u90a3\u8fb9\u7cfb\u7edf\u7ed9\u7684\u7f16\u53f7", None))
        pass
    # retranslateUi

