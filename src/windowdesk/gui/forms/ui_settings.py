# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'settings.ui'
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
    QPushButton, QRadioButton, QScrollArea, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

from windowdesk.gui.paragraph import Paragraph

class Ui_SettingsPage(object):
    def setupUi(self, SettingsPage):
        if not SettingsPage.objectName():
            SettingsPage.setObjectName(u"SettingsPage")
        self.layout_1 = QVBoxLayout(SettingsPage)
        self.layout_1.setSpacing(0)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.head = QFrame(SettingsPage)
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

        self.scroll = QScrollArea(SettingsPage)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scrollInside = QWidget()
        self.scroll.setWidget(self.scrollInside)
        self.scrollInside.setObjectName(u"scrollInside")
        self.scrollInside.setGeometry(QRect(0, 0, 1000, 500))
        self.cards = QVBoxLayout(self.scrollInside)
        self.cards.setSpacing(14)
        self.cards.setObjectName(u"cards")
        self.cards.setContentsMargins(24, 4, 24, 12)
        self.sizeCard = QFrame(self.scrollInside)
        self.sizeCard.setObjectName(u"sizeCard")
        self.sizeCard.setProperty(u"role", u"card")
        self.layout_5 = QVBoxLayout(self.sizeCard)
        self.layout_5.setSpacing(8)
        self.layout_5.setObjectName(u"layout_5")
        self.layout_5.setContentsMargins(16, 12, 16, 12)
        self.sizeTitle = QLabel(self.sizeCard)
        self.sizeTitle.setObjectName(u"sizeTitle")
        self.sizeTitle.setProperty(u"role", u"heading")

        self.layout_5.addWidget(self.sizeTitle)

        self.layout_6 = QHBoxLayout()
        self.layout_6.setSpacing(32)
        self.layout_6.setObjectName(u"layout_6")
        self.layout_6.setContentsMargins(0, 0, 0, 0)
        self.sizeStandard = QRadioButton(self.sizeCard)
        self.sizeStandard.setObjectName(u"sizeStandard")

        self.layout_6.addWidget(self.sizeStandard)

        self.sizeLarge = QRadioButton(self.sizeCard)
        self.sizeLarge.setObjectName(u"sizeLarge")

        self.layout_6.addWidget(self.sizeLarge)

        self.sizeLargest = QRadioButton(self.sizeCard)
        self.sizeLargest.setObjectName(u"sizeLargest")

        self.layout_6.addWidget(self.sizeLargest)

        self.spacer_7 = QSpacerItem(20, 4, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_6.addItem(self.spacer_7)


        self.layout_5.addLayout(self.layout_6)


        self.cards.addWidget(self.sizeCard)

        self.spacer_15 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.cards.addItem(self.spacer_15)


        self.layout_1.addWidget(self.scroll)

        self.actionBar = QFrame(SettingsPage)
        self.actionBar.setObjectName(u"actionBar")
        self.actionBar.setProperty(u"role", u"bar")
        self.layout_16 = QHBoxLayout(self.actionBar)
        self.layout_16.setSpacing(12)
        self.layout_16.setObjectName(u"layout_16")
        self.layout_16.setContentsMargins(24, 10, 24, 10)
        self.next = Paragraph(self.actionBar)
        self.next.setObjectName(u"next")
        self.next.setWordWrap(True)
        self.next.setProperty(u"role", u"muted")

        self.layout_16.addWidget(self.next)

        self.save = QPushButton(self.actionBar)
        self.save.setObjectName(u"save")
        self.save.setProperty(u"role", u"primary")

        self.layout_16.addWidget(self.save)

        self.layout_16.setStretch(0, 1)

        self.layout_1.addWidget(self.actionBar)

        self.layout_1.setStretch(1, 1)

        self.retranslateUi(SettingsPage)

        QMetaObject.connectSlotsByName(SettingsPage)
    # setupUi

    def retranslateUi(self, SettingsPage):
        self.title.setText(QCoreApplication.translate("SettingsPage", u"\u8bbe\u7f6e", None))
        self.hint.setText(QCoreApplication.translate("SettingsPage", u"\u6539\u597d\u4ee5\u540e\u70b9\u53f3\u4e0b\u89d2\u201c\u4fdd\u5b58\u8bbe\u7f6e\u201d\u3002\u5b57\u7684\u5927\u5c0f\u4e00\u70b9\u5c31\u53d8\u3002", None))
        self.sizeTitle.setText(QCoreApplication.translate("SettingsPage", u"\u5b57\u7684\u5927\u5c0f", None))
        self.sizeStandard.setText(QCoreApplication.translate("SettingsPage", u"\u6807\u51c6", None))
        self.sizeLarge.setText(QCoreApplication.translate("SettingsPage", u"\u5927", None))
        self.sizeLargest.setText(QCoreApplication.translate("SettingsPage", u"\u7279\u5927", None))
        self.next.setText("")
        self.save.setText(QCoreApplication.translate("SettingsPage", u"\u4fdd\u5b58\u8bbe\u7f6e F9", None))
        pass
    # retranslateUi

