# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'case.ui'
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
    QStackedWidget, QTabWidget, QVBoxLayout, QWidget)

from windowdesk.gui.badge import Badge
from windowdesk.gui.paragraph import Paragraph
from windowdesk.gui.picture_view import PictureView
from windowdesk.gui.step_bar import StepBar
from windowdesk.gui.timeline import Timeline

class Ui_CasePage(object):
    def setupUi(self, CasePage):
        if not CasePage.objectName():
            CasePage.setObjectName(u"CasePage")
        self.layout_1 = QVBoxLayout(CasePage)
        self.layout_1.setSpacing(0)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.head = QFrame(CasePage)
        self.head.setObjectName(u"head")
        self.head.setProperty(u"role", u"head")
        self.layout_2 = QVBoxLayout(self.head)
        self.layout_2.setSpacing(6)
        self.layout_2.setObjectName(u"layout_2")
        self.layout_2.setContentsMargins(24, 10, 24, 6)
        self.layout_3 = QHBoxLayout()
        self.layout_3.setSpacing(12)
        self.layout_3.setObjectName(u"layout_3")
        self.layout_3.setContentsMargins(0, 0, 0, 0)
        self.title = QLabel(self.head)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"role", u"title")

        self.layout_3.addWidget(self.title)

        self.state = Badge(self.head)
        self.state.setObjectName(u"state")

        self.layout_3.addWidget(self.state)

        self.mark = Badge(self.head)
        self.mark.setObjectName(u"mark")

        self.layout_3.addWidget(self.mark)

        self.layout_3.setStretch(0, 1)

        self.layout_2.addLayout(self.layout_3)

        self.stages = StepBar(self.head)
        self.stages.setObjectName(u"stages")

        self.layout_2.addWidget(self.stages)

        self.hint = Paragraph(self.head)
        self.hint.setObjectName(u"hint")
        self.hint.setWordWrap(True)
        self.hint.setProperty(u"role", u"hint")

        self.layout_2.addWidget(self.hint)


        self.layout_1.addWidget(self.head)

        self.stack = QStackedWidget(CasePage)
        self.stack.setObjectName(u"stack")
        self.tabs = QTabWidget()
        self.tabs.setObjectName(u"tabs")
        self.progressTab = QWidget()
        self.progressTab.setObjectName(u"progressTab")
        self.layout_4 = QVBoxLayout(self.progressTab)
        self.layout_4.setSpacing(8)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(0, 0, 0, 0)
        self.progressScroll = QScrollArea(self.progressTab)
        self.progressScroll.setObjectName(u"progressScroll")
        self.progressScroll.setWidgetResizable(True)
        self.progressScroll.setFrameShape(QFrame.Shape.NoFrame)
        self.progressScroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.progressScrollInside = QWidget()
        self.progressScroll.setWidget(self.progressScrollInside)
        self.progressScrollInside.setObjectName(u"progressScrollInside")
        self.layout_5 = QVBoxLayout(self.progressScrollInside)
        self.layout_5.setSpacing(8)
        self.layout_5.setObjectName(u"layout_5")
        self.layout_5.setContentsMargins(16, 12, 16, 12)
        self.timeline = Timeline(self.progressScrollInside)
        self.timeline.setObjectName(u"timeline")

        self.layout_5.addWidget(self.timeline)

        self.spacer_6 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_5.addItem(self.spacer_6)


        self.layout_4.addWidget(self.progressScroll)

        self.tabs.addTab(self.progressTab, "")
        self.contentTab = QWidget()
        self.contentTab.setObjectName(u"contentTab")
        self.layout_7 = QVBoxLayout(self.contentTab)
        self.layout_7.setSpacing(8)
        self.layout_7.setObjectName(u"layout_7")
        self.layout_7.setContentsMargins(0, 0, 0, 0)
        self.contentScroll = QScrollArea(self.contentTab)
        self.contentScroll.setObjectName(u"contentScroll")
        self.contentScroll.setWidgetResizable(True)
        self.contentScroll.setFrameShape(QFrame.Shape.NoFrame)
        self.contentScroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contentScrollInside = QWidget()
        self.contentScroll.setWidget(self.contentScrollInside)
        self.contentScrollInside.setObjectName(u"contentScrollInside")
        self.layout_8 = QVBoxLayout(self.contentScrollInside)
        self.layout_8.setSpacing(10)
        self.layout_8.setObjectName(u"layout_8")
        self.layout_8.setContentsMargins(16, 12, 16, 12)
        self.content = QLabel(self.contentScrollInside)
        self.content.setObjectName(u"content")
        self.content.setWordWrap(True)
        self.content.setTextFormat(Qt.TextFormat.RichText)
        self.content.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.content.setProperty(u"role", u"sheet")

        self.layout_8.addWidget(self.content)

        self.layout_9 = QHBoxLayout()
        self.layout_9.setSpacing(12)
        self.layout_9.setObjectName(u"layout_9")
        self.layout_9.setContentsMargins(0, 0, 0, 0)
        self.reveal = QPushButton(self.contentScrollInside)
        self.reveal.setObjectName(u"reveal")

        self.layout_9.addWidget(self.reveal)

        self.revealed = QLabel(self.contentScrollInside)
        self.revealed.setObjectName(u"revealed")
        self.revealed.setProperty(u"role", u"value")

        self.layout_9.addWidget(self.revealed)

        self.spacer_10 = QSpacerItem(20, 4, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_9.addItem(self.spacer_10)


        self.layout_8.addLayout(self.layout_9)

        self.spacer_11 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_8.addItem(self.spacer_11)


        self.layout_7.addWidget(self.contentScroll)

        self.tabs.addTab(self.contentTab, "")
        self.materialsTab = QWidget()
        self.materialsTab.setObjectName(u"materialsTab")
        self.layout_12 = QHBoxLayout(self.materialsTab)
        self.layout_12.setSpacing(0)
        self.layout_12.setObjectName(u"layout_12")
        self.layout_12.setContentsMargins(0, 0, 0, 0)
        self.materialsScroll = QScrollArea(self.materialsTab)
        self.materialsScroll.setObjectName(u"materialsScroll")
        self.materialsScroll.setWidgetResizable(True)
        self.materialsScroll.setFrameShape(QFrame.Shape.NoFrame)
        self.materialsScroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.materialsScrollInside = QWidget()
        self.materialsScroll.setWidget(self.materialsScrollInside)
        self.materialsScrollInside.setObjectName(u"materialsScrollInside")
        self.layout_13 = QVBoxLayout(self.materialsScrollInside)
        self.layout_13.setSpacing(8)
        self.layout_13.setObjectName(u"layout_13")
        self.layout_13.setContentsMargins(16, 12, 16, 12)
        self.materialRows = QVBoxLayout()
        self.materialRows.setSpacing(8)
        self.materialRows.setObjectName(u"materialRows")
        self.materialRows.setContentsMargins(0, 0, 0, 0)

        self.layout_13.addLayout(self.materialRows)

        self.spacer_15 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_13.addItem(self.spacer_15)


        self.layout_12.addWidget(self.materialsScroll)

        self.materialPicture = PictureView(self.materialsTab)
        self.materialPicture.setObjectName(u"materialPicture")

        self.layout_12.addWidget(self.materialPicture)

        self.layout_12.setStretch(0, 1)
        self.layout_12.setStretch(1, 1)
        self.tabs.addTab(self.materialsTab, "")
        self.papersTab = QWidget()
        self.papersTab.setObjectName(u"papersTab")
        self.layout_16 = QHBoxLayout(self.papersTab)
        self.layout_16.setSpacing(0)
        self.layout_16.setObjectName(u"layout_16")
        self.layout_16.setContentsMargins(0, 0, 0, 0)
        self.papersScroll = QScrollArea(self.papersTab)
        self.papersScroll.setObjectName(u"papersScroll")
        self.papersScroll.setWidgetResizable(True)
        self.papersScroll.setFrameShape(QFrame.Shape.NoFrame)
        self.papersScroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.papersScrollInside = QWidget()
        self.papersScroll.setWidget(self.papersScrollInside)
        self.papersScrollInside.setObjectName(u"papersScrollInside")
        self.layout_17 = QVBoxLayout(self.papersScrollInside)
        self.layout_17.setSpacing(8)
        self.layout_17.setObjectName(u"layout_17")
        self.layout_17.setContentsMargins(16, 12, 16, 12)
        self.paperRows = QVBoxLayout()
        self.paperRows.setSpacing(8)
        self.paperRows.setObjectName(u"paperRows")
        self.paperRows.setContentsMargins(0, 0, 0, 0)

        self.layout_17.addLayout(self.paperRows)

        self.spacer_19 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_17.addItem(self.spacer_19)


        self.layout_16.addWidget(self.papersScroll)

        self.layout_20 = QVBoxLayout()
        self.layout_20.setSpacing(0)
        self.layout_20.setObjectName(u"layout_20")
        self.layout_20.setContentsMargins(0, 0, 0, 0)
        self.paperPicture = PictureView(self.papersTab)
        self.paperPicture.setObjectName(u"paperPicture")

        self.layout_20.addWidget(self.paperPicture)

        self.layout_21 = QHBoxLayout()
        self.layout_21.setSpacing(12)
        self.layout_21.setObjectName(u"layout_21")
        self.layout_21.setContentsMargins(8, 8, 8, 8)
        self.spacer_22 = QSpacerItem(20, 4, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_21.addItem(self.spacer_22)

        self.printPaper = QPushButton(self.papersTab)
        self.printPaper.setObjectName(u"printPaper")

        self.layout_21.addWidget(self.printPaper)

        self.savePaper = QPushButton(self.papersTab)
        self.savePaper.setObjectName(u"savePaper")

        self.layout_21.addWidget(self.savePaper)


        self.layout_20.addLayout(self.layout_21)

        self.layout_20.setStretch(0, 1)

        self.layout_16.addLayout(self.layout_20)

        self.layout_16.setStretch(0, 1)
        self.layout_16.setStretch(1, 1)
        self.tabs.addTab(self.papersTab, "")
        self.stack.addWidget(self.tabs)

        self.layout_1.addWidget(self.stack)

        self.actionBar = QFrame(CasePage)
        self.actionBar.setObjectName(u"actionBar")
        self.actionBar.setProperty(u"role", u"bar")
        self.layout_23 = QHBoxLayout(self.actionBar)
        self.layout_23.setSpacing(12)
        self.layout_23.setObjectName(u"layout_23")
        self.layout_23.setContentsMargins(24, 10, 24, 10)
        self.back = QPushButton(self.actionBar)
        self.back.setObjectName(u"back")

        self.layout_23.addWidget(self.back)

        self.spacer_24 = QSpacerItem(20, 4, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_23.addItem(self.spacer_24)

        self.actButtons = QHBoxLayout()
        self.actButtons.setSpacing(12)
        self.actButtons.setObjectName(u"actButtons")
        self.actButtons.setContentsMargins(0, 0, 0, 0)

        self.layout_23.addLayout(self.actButtons)

        self.primary = QPushButton(self.actionBar)
        self.primary.setObjectName(u"primary")
        self.primary.setProperty(u"role", u"primary")

        self.layout_23.addWidget(self.primary)


        self.layout_1.addWidget(self.actionBar)

        self.layout_1.setStretch(1, 1)

        self.retranslateUi(CasePage)

        QMetaObject.connectSlotsByName(CasePage)
    # setupUi

    def retranslateUi(self, CasePage):
        self.title.setText(QCoreApplication.translate("CasePage", u"\u529e\u4ef6", None))
        self.hint.setText("")
        self.tabs.setTabText(self.tabs.indexOf(self.progressTab), QCoreApplication.translate("CasePage", u"\u8fdb\u5c55", None))
        self.reveal.setText(QCoreApplication.translate("CasePage", u"\u770b\u5b8c\u6574\u53f7\u7801\uff08\u4f1a\u7559\u4e0b\u8bb0\u5f55\uff09", None))
        self.revealed.setText("")
        self.tabs.setTabText(self.tabs.indexOf(self.contentTab), QCoreApplication.translate("CasePage", u"\u5185\u5bb9", None))
        self.tabs.setTabText(self.tabs.indexOf(self.materialsTab), QCoreApplication.translate("CasePage", u"\u6750\u6599", None))
        self.printPaper.setText(QCoreApplication.translate("CasePage", u"\u6253\u5370\u8fd9\u4efd\u6587\u4e66", None))
        self.savePaper.setText(QCoreApplication.translate("CasePage", u"\u53e6\u5b58\u4e3a\u6587\u4ef6", None))
        self.tabs.setTabText(self.tabs.indexOf(self.papersTab), QCoreApplication.translate("CasePage", u"\u6587\u4e66", None))
        self.back.setText(QCoreApplication.translate("CasePage", u"\u8fd4\u56de Esc", None))
        self.primary.setText("")
        pass
    # retranslateUi

