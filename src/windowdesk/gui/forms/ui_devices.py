# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'devices.ui'
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
    QPushButton, QScrollArea, QSizePolicy, QSpacerItem,
    QVBoxLayout, QWidget)

from windowdesk.gui.badge import Badge
from windowdesk.gui.device_picture import DevicePicture
from windowdesk.gui.paragraph import Paragraph

class Ui_DevicesPage(object):
    def setupUi(self, DevicesPage):
        if not DevicesPage.objectName():
            DevicesPage.setObjectName(u"DevicesPage")
        self.layout_13 = QVBoxLayout(DevicesPage)
        self.layout_13.setSpacing(0)
        self.layout_13.setObjectName(u"layout_13")
        self.layout_13.setContentsMargins(0, 0, 0, 0)
        self.head = QFrame(DevicesPage)
        self.head.setObjectName(u"head")
        self.head.setProperty(u"role", u"head")
        self.layout_1 = QVBoxLayout(self.head)
        self.layout_1.setSpacing(2)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(24, 10, 24, 6)
        self.title = QLabel(self.head)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"role", u"title")

        self.layout_1.addWidget(self.title)

        self.hint = Paragraph(self.head)
        self.hint.setObjectName(u"hint")
        self.hint.setWordWrap(True)
        self.hint.setProperty(u"role", u"hint")

        self.layout_1.addWidget(self.hint)


        self.layout_13.addWidget(self.head)

        self.layout_11 = QHBoxLayout()
        self.layout_11.setSpacing(0)
        self.layout_11.setObjectName(u"layout_11")
        self.layout_11.setContentsMargins(0, 0, 0, 0)
        self.scroll = QScrollArea(DevicesPage)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scrollInside = QWidget()
        self.scroll.setWidget(self.scrollInside)
        self.scrollInside.setObjectName(u"scrollInside")
        self.layout_4 = QVBoxLayout(self.scrollInside)
        self.layout_4.setSpacing(10)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(24, 8, 8, 12)
        self.foundRows = QVBoxLayout()
        self.foundRows.setSpacing(8)
        self.foundRows.setObjectName(u"foundRows")
        self.foundRows.setContentsMargins(0, 0, 0, 0)

        self.layout_4.addLayout(self.foundRows)

        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        self.rows.setObjectName(u"rows")
        self.rows.setContentsMargins(0, 0, 0, 0)

        self.layout_4.addLayout(self.rows)

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_4.addItem(self.below)


        self.layout_11.addWidget(self.scroll)

        self.layout_10 = QVBoxLayout()
        self.layout_10.setSpacing(0)
        self.layout_10.setObjectName(u"layout_10")
        self.layout_10.setContentsMargins(0, 0, 0, 0)
        self.panelScroll = QScrollArea(DevicesPage)
        self.panelScroll.setObjectName(u"panelScroll")
        self.panelScroll.setWidgetResizable(True)
        self.panelScroll.setFrameShape(QFrame.Shape.NoFrame)
        self.panelScroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.panelInside = QWidget()
        self.panelScroll.setWidget(self.panelInside)
        self.panelInside.setObjectName(u"panelInside")
        self.layout_8 = QVBoxLayout(self.panelInside)
        self.layout_8.setSpacing(0)
        self.layout_8.setObjectName(u"layout_8")
        self.layout_8.setContentsMargins(8, 8, 24, 12)
        self.panel = QFrame(self.panelInside)
        self.panel.setObjectName(u"panel")
        self.panel.setProperty(u"role", u"card")
        self.layout_7 = QVBoxLayout(self.panel)
        self.layout_7.setSpacing(8)
        self.layout_7.setObjectName(u"layout_7")
        self.layout_7.setContentsMargins(16, 12, 16, 12)
        self.layout_5 = QHBoxLayout()
        self.layout_5.setSpacing(12)
        self.layout_5.setObjectName(u"layout_5")
        self.layout_5.setContentsMargins(0, 0, 0, 0)
        self.panelTitle = QLabel(self.panel)
        self.panelTitle.setObjectName(u"panelTitle")
        self.panelTitle.setProperty(u"role", u"heading")

        self.layout_5.addWidget(self.panelTitle)

        self.panelState = Badge(self.panel)
        self.panelState.setObjectName(u"panelState")

        self.layout_5.addWidget(self.panelState)

        self.layout_5.setStretch(0, 1)

        self.layout_7.addLayout(self.layout_5)

        self.sentence = Paragraph(self.panel)
        self.sentence.setObjectName(u"sentence")
        self.sentence.setWordWrap(True)
        self.sentence.setProperty(u"role", u"lead")

        self.layout_7.addWidget(self.sentence)

        self.rollRow = QHBoxLayout()
        self.rollRow.setSpacing(10)
        self.rollRow.setObjectName(u"rollRow")
        self.newRoll = QPushButton(self.panel)
        self.newRoll.setObjectName(u"newRoll")

        self.rollRow.addWidget(self.newRoll)

        self.sameRoll = QPushButton(self.panel)
        self.sameRoll.setObjectName(u"sameRoll")

        self.rollRow.addWidget(self.sameRoll)

        self.besideRoll = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.rollRow.addItem(self.besideRoll)


        self.layout_7.addLayout(self.rollRow)

        self.picture = DevicePicture(self.panel)
        self.picture.setObjectName(u"picture")

        self.layout_7.addWidget(self.picture)

        self.should = Paragraph(self.panel)
        self.should.setObjectName(u"should")
        self.should.setWordWrap(True)
        self.should.setProperty(u"role", u"muted")

        self.layout_7.addWidget(self.should)

        self.steps = QVBoxLayout()
        self.steps.setSpacing(6)
        self.steps.setObjectName(u"steps")
        self.steps.setContentsMargins(0, 0, 0, 0)

        self.layout_7.addLayout(self.steps)


        self.layout_8.addWidget(self.panel)

        self.below2 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_8.addItem(self.below2)


        self.layout_10.addWidget(self.panelScroll)

        self.layout_9 = QHBoxLayout()
        self.layout_9.setSpacing(10)
        self.layout_9.setObjectName(u"layout_9")
        self.layout_9.setContentsMargins(8, 4, 24, 10)
        self.test = QPushButton(DevicesPage)
        self.test.setObjectName(u"test")

        self.layout_9.addWidget(self.test)

        self.reopen = QPushButton(DevicesPage)
        self.reopen.setObjectName(u"reopen")

        self.layout_9.addWidget(self.reopen)

        self.fallback = QPushButton(DevicesPage)
        self.fallback.setObjectName(u"fallback")

        self.layout_9.addWidget(self.fallback)

        self.beside = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_9.addItem(self.beside)


        self.layout_10.addLayout(self.layout_9)

        self.layout_10.setStretch(0, 1)

        self.layout_11.addLayout(self.layout_10)

        self.layout_11.setStretch(0, 1)
        self.layout_11.setStretch(1, 1)

        self.layout_13.addLayout(self.layout_11)

        self.actionBar = QFrame(DevicesPage)
        self.actionBar.setObjectName(u"actionBar")
        self.actionBar.setProperty(u"role", u"bar")
        self.layout_12 = QHBoxLayout(self.actionBar)
        self.layout_12.setSpacing(12)
        self.layout_12.setObjectName(u"layout_12")
        self.layout_12.setContentsMargins(24, 10, 24, 10)
        self.next = Paragraph(self.actionBar)
        self.next.setObjectName(u"next")
        self.next.setWordWrap(True)
        self.next.setProperty(u"role", u"muted")

        self.layout_12.addWidget(self.next)

        self.support = QPushButton(self.actionBar)
        self.support.setObjectName(u"support")

        self.layout_12.addWidget(self.support)

        self.find = QPushButton(self.actionBar)
        self.find.setObjectName(u"find")

        self.layout_12.addWidget(self.find)

        self.check = QPushButton(self.actionBar)
        self.check.setObjectName(u"check")
        self.check.setProperty(u"role", u"primary")

        self.layout_12.addWidget(self.check)

        self.layout_12.setStretch(0, 1)

        self.layout_13.addWidget(self.actionBar)

        self.layout_13.setStretch(1, 1)

        self.retranslateUi(DevicesPage)

        QMetaObject.connectSlotsByName(DevicesPage)
    # setupUi

    def retranslateUi(self, DevicesPage):
        self.title.setText(QCoreApplication.translate("DevicesPage", u"\u8bbe\u5907\u4f53\u68c0", None))
        self.hint.setText(QCoreApplication.translate("DevicesPage", u"\u54ea\u4e00\u6837\u6709\u95ee\u9898\uff0c\u70b9\u5b83\u53f3\u8fb9\u7684\u201c\u770b\u4e00\u770b\u201d\uff0c\u7167\u7740\u6b65\u9aa4\u505a\u3002\u8bbe\u5907\u574f\u4e86\u4e5f\u80fd\u6536\u4ef6\u3002", None))
        self.panelTitle.setText("")
        self.sentence.setText("")
        self.newRoll.setText(QCoreApplication.translate("DevicesPage", u"\u5df2\u6362\u65b0\u7eb8\u5377", None))
        self.sameRoll.setText(QCoreApplication.translate("DevicesPage", u"\u8fd8\u662f\u539f\u6765\u90a3\u5377", None))
        self.should.setText("")
        self.test.setText(QCoreApplication.translate("DevicesPage", u"\u8bd5\u4e00\u8bd5", None))
        self.reopen.setText(QCoreApplication.translate("DevicesPage", u"\u91cd\u65b0\u8fde\u63a5", None))
        self.fallback.setText("")
        self.next.setText("")
        self.support.setText(QCoreApplication.translate("DevicesPage", u"\u5199\u6c42\u52a9\u8d44\u6599", None))
        self.find.setText(QCoreApplication.translate("DevicesPage", u"\u627e\u4e00\u627e\u63d2\u7740\u7684\u8bbe\u5907", None))
        self.check.setText(QCoreApplication.translate("DevicesPage", u"\u5168\u90e8\u68c0\u67e5", None))
        pass
    # retranslateUi

