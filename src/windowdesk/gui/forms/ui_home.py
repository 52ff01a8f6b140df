# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'home.ui'
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

from windowdesk.gui.paragraph import Paragraph

class Ui_HomePage(object):
    def setupUi(self, HomePage):
        if not HomePage.objectName():
            HomePage.setObjectName(u"HomePage")
        self.layout_1 = QVBoxLayout(HomePage)
        self.layout_1.setSpacing(0)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.head = QFrame(HomePage)
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

        self.scroll = QScrollArea(HomePage)
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
        self.layout_4.setContentsMargins(24, 8, 24, 12)
        self.tasks = QFrame(self.scrollInside)
        self.tasks.setObjectName(u"tasks")
        self.layout_5 = QHBoxLayout(self.tasks)
        self.layout_5.setSpacing(16)
        self.layout_5.setObjectName(u"layout_5")
        self.layout_5.setContentsMargins(0, 0, 0, 0)
        self.intake = QPushButton(self.tasks)
        self.intake.setObjectName(u"intake")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.intake.sizePolicy().hasHeightForWidth())
        self.intake.setSizePolicy(sizePolicy)
        self.intake.setProperty(u"role", u"big")
        self.layout_6 = QHBoxLayout(self.intake)
        self.layout_6.setSpacing(14)
        self.layout_6.setObjectName(u"layout_6")
        self.layout_6.setContentsMargins(18, 12, 18, 12)
        self.intakeIcon = QLabel(self.intake)
        self.intakeIcon.setObjectName(u"intakeIcon")

        self.layout_6.addWidget(self.intakeIcon)

        self.layout_7 = QVBoxLayout()
        self.layout_7.setSpacing(2)
        self.layout_7.setObjectName(u"layout_7")
        self.layout_7.setContentsMargins(0, 0, 0, 0)
        self.intakeTitle = QLabel(self.intake)
        self.intakeTitle.setObjectName(u"intakeTitle")
        self.intakeTitle.setProperty(u"role", u"bigTitle")

        self.layout_7.addWidget(self.intakeTitle)

        self.intakeWords = Paragraph(self.intake)
        self.intakeWords.setObjectName(u"intakeWords")
        self.intakeWords.setWordWrap(True)
        self.intakeWords.setProperty(u"role", u"bigWords")

        self.layout_7.addWidget(self.intakeWords)


        self.layout_6.addLayout(self.layout_7)

        self.layout_6.setStretch(1, 1)

        self.layout_5.addWidget(self.intake)

        self.progress = QPushButton(self.tasks)
        self.progress.setObjectName(u"progress")
        sizePolicy.setHeightForWidth(self.progress.sizePolicy().hasHeightForWidth())
        self.progress.setSizePolicy(sizePolicy)
        self.progress.setProperty(u"role", u"big")
        self.layout_8 = QHBoxLayout(self.progress)
        self.layout_8.setSpacing(14)
        self.layout_8.setObjectName(u"layout_8")
        self.layout_8.setContentsMargins(18, 12, 18, 12)
        self.progressIcon = QLabel(self.progress)
        self.progressIcon.setObjectName(u"progressIcon")

        self.layout_8.addWidget(self.progressIcon)

        self.layout_9 = QVBoxLayout()
        self.layout_9.setSpacing(2)
        self.layout_9.setObjectName(u"layout_9")
        self.layout_9.setContentsMargins(0, 0, 0, 0)
        self.progressTitle = QLabel(self.progress)
        self.progressTitle.setObjectName(u"progressTitle")
        self.progressTitle.setProperty(u"role", u"bigTitle")

        self.layout_9.addWidget(self.progressTitle)

        self.progressWords = Paragraph(self.progress)
        self.progressWords.setObjectName(u"progressWords")
        self.progressWords.setWordWrap(True)
        self.progressWords.setProperty(u"role", u"bigWords")

        self.layout_9.addWidget(self.progressWords)


        self.layout_8.addLayout(self.layout_9)

        self.layout_8.setStretch(1, 1)

        self.layout_5.addWidget(self.progress)

        self.results = QPushButton(self.tasks)
        self.results.setObjectName(u"results")
        sizePolicy.setHeightForWidth(self.results.sizePolicy().hasHeightForWidth())
        self.results.setSizePolicy(sizePolicy)
        self.results.setProperty(u"role", u"big")
        self.layout_10 = QHBoxLayout(self.results)
        self.layout_10.setSpacing(14)
        self.layout_10.setObjectName(u"layout_10")
        self.layout_10.setContentsMargins(18, 12, 18, 12)
        self.resultsIcon = QLabel(self.results)
        self.resultsIcon.setObjectName(u"resultsIcon")

        self.layout_10.addWidget(self.resultsIcon)

        self.layout_11 = QVBoxLayout()
        self.layout_11.setSpacing(2)
        self.layout_11.setObjectName(u"layout_11")
        self.layout_11.setContentsMargins(0, 0, 0, 0)
        self.resultsTitle = QLabel(self.results)
        self.resultsTitle.setObjectName(u"resultsTitle")
        self.resultsTitle.setProperty(u"role", u"bigTitle")

        self.layout_11.addWidget(self.resultsTitle)

        self.resultsWords = Paragraph(self.results)
        self.resultsWords.setObjectName(u"resultsWords")
        self.resultsWords.setWordWrap(True)
        self.resultsWords.setProperty(u"role", u"bigWords")

        self.layout_11.addWidget(self.resultsWords)


        self.layout_10.addLayout(self.layout_11)

        self.layout_10.setStretch(1, 1)

        self.layout_5.addWidget(self.results)

        self.layout_5.setStretch(0, 1)
        self.layout_5.setStretch(1, 1)
        self.layout_5.setStretch(2, 1)

        self.layout_4.addWidget(self.tasks)

        self.two = QFrame(self.scrollInside)
        self.two.setObjectName(u"two")
        self.layout_12 = QHBoxLayout(self.two)
        self.layout_12.setSpacing(16)
        self.layout_12.setObjectName(u"layout_12")
        self.layout_12.setContentsMargins(0, 0, 0, 0)
        self.todayCard = QFrame(self.two)
        self.todayCard.setObjectName(u"todayCard")
        self.todayCard.setProperty(u"role", u"card")
        self.layout_13 = QVBoxLayout(self.todayCard)
        self.layout_13.setSpacing(8)
        self.layout_13.setObjectName(u"layout_13")
        self.layout_13.setContentsMargins(16, 12, 16, 12)
        self.todayTitle = QLabel(self.todayCard)
        self.todayTitle.setObjectName(u"todayTitle")
        self.todayTitle.setProperty(u"role", u"heading")

        self.layout_13.addWidget(self.todayTitle)

        self.todayRows = QVBoxLayout()
        self.todayRows.setSpacing(8)
        self.todayRows.setObjectName(u"todayRows")
        self.todayRows.setContentsMargins(0, 0, 0, 0)

        self.layout_13.addLayout(self.todayRows)

        self.todayEmpty = Paragraph(self.todayCard)
        self.todayEmpty.setObjectName(u"todayEmpty")
        self.todayEmpty.setWordWrap(True)
        self.todayEmpty.setProperty(u"role", u"muted")

        self.layout_13.addWidget(self.todayEmpty)

        self.spacer_15 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_13.addItem(self.spacer_15)


        self.layout_12.addWidget(self.todayCard)

        self.draftCard = QFrame(self.two)
        self.draftCard.setObjectName(u"draftCard")
        self.draftCard.setProperty(u"role", u"card")
        self.layout_16 = QVBoxLayout(self.draftCard)
        self.layout_16.setSpacing(8)
        self.layout_16.setObjectName(u"layout_16")
        self.layout_16.setContentsMargins(16, 12, 16, 12)
        self.draftTitle = QLabel(self.draftCard)
        self.draftTitle.setObjectName(u"draftTitle")
        self.draftTitle.setProperty(u"role", u"heading")

        self.layout_16.addWidget(self.draftTitle)

        self.draftRows = QVBoxLayout()
        self.draftRows.setSpacing(8)
        self.draftRows.setObjectName(u"draftRows")
        self.draftRows.setContentsMargins(0, 0, 0, 0)

        self.layout_16.addLayout(self.draftRows)

        self.draftEmpty = Paragraph(self.draftCard)
        self.draftEmpty.setObjectName(u"draftEmpty")
        self.draftEmpty.setWordWrap(True)
        self.draftEmpty.setProperty(u"role", u"muted")

        self.layout_16.addWidget(self.draftEmpty)

        self.spacer_18 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_16.addItem(self.spacer_18)


        self.layout_12.addWidget(self.draftCard)

        self.layout_12.setStretch(0, 1)
        self.layout_12.setStretch(1, 1)

        self.layout_4.addWidget(self.two)

        self.noticeCard = QFrame(self.scrollInside)
        self.noticeCard.setObjectName(u"noticeCard")
        self.noticeCard.setProperty(u"role", u"card")
        self.layout_19 = QVBoxLayout(self.noticeCard)
        self.layout_19.setSpacing(8)
        self.layout_19.setObjectName(u"layout_19")
        self.layout_19.setContentsMargins(16, 12, 16, 12)
        self.noticeTitle = QLabel(self.noticeCard)
        self.noticeTitle.setObjectName(u"noticeTitle")
        self.noticeTitle.setProperty(u"role", u"heading")

        self.layout_19.addWidget(self.noticeTitle)

        self.noticeRows = QVBoxLayout()
        self.noticeRows.setSpacing(6)
        self.noticeRows.setObjectName(u"noticeRows")
        self.noticeRows.setContentsMargins(0, 0, 0, 0)

        self.layout_19.addLayout(self.noticeRows)


        self.layout_4.addWidget(self.noticeCard)

        self.versions = Paragraph(self.scrollInside)
        self.versions.setObjectName(u"versions")
        self.versions.setWordWrap(True)
        self.versions.setProperty(u"role", u"muted")

        self.layout_4.addWidget(self.versions)

        self.spacer_21 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_4.addItem(self.spacer_21)


        self.layout_1.addWidget(self.scroll)

        self.actionBar = QFrame(HomePage)
        self.actionBar.setObjectName(u"actionBar")
        self.actionBar.setProperty(u"role", u"bar")
        self.layout_22 = QHBoxLayout(self.actionBar)
        self.layout_22.setSpacing(12)
        self.layout_22.setObjectName(u"layout_22")
        self.layout_22.setContentsMargins(24, 10, 24, 10)
        self.next = Paragraph(self.actionBar)
        self.next.setObjectName(u"next")
        self.next.setWordWrap(True)
        self.next.setProperty(u"role", u"muted")

        self.layout_22.addWidget(self.next)

        self.begin = QPushButton(self.actionBar)
        self.begin.setObjectName(u"begin")
        self.begin.setProperty(u"role", u"primary")

        self.layout_22.addWidget(self.begin)

        self.layout_22.setStretch(0, 1)

        self.layout_1.addWidget(self.actionBar)

        self.layout_1.setStretch(1, 1)

        self.retranslateUi(HomePage)

        QMetaObject.connectSlotsByName(HomePage)
    # setupUi

    def retranslateUi(self, HomePage):
        self.title.setText(QCoreApplication.translate("HomePage", u"\u60a8\u597d", None))
        self.hint.setText(QCoreApplication.translate("HomePage", u"\u8bf7\u9009\u62e9\u8981\u529e\u7684\u4e8b\u3002", None))
        self.intake.setText("")
        self.intakeIcon.setText("")
        self.intakeTitle.setText("")
        self.intakeWords.setText("")
        self.progress.setText("")
        self.progressIcon.setText("")
        self.progressTitle.setText("")
        self.progressWords.setText("")
        self.results.setText("")
        self.resultsIcon.setText("")
        self.resultsTitle.setText("")
        self.resultsWords.setText("")
        self.todayTitle.setText(QCoreApplication.translate("HomePage", u"\u4eca\u5929\u8981\u505a\u7684", None))
        self.todayEmpty.setText(QCoreApplication.translate("HomePage", u"\u73b0\u5728\u6ca1\u6709\u8981\u5904\u7406\u7684\u4e8b\u3002\u53bf\u91cc\u6709\u6d88\u606f\u4f1a\u663e\u793a\u5728\u8fd9\u91cc\u3002", None))
        self.draftTitle.setText(QCoreApplication.translate("HomePage", u"\u6ca1\u586b\u5b8c\u7684\u8349\u7a3f", None))
        self.draftEmpty.setText(QCoreApplication.translate("HomePage", u"\u6ca1\u6709\u8349\u7a3f\u3002\u6536\u4ef6\u586b\u5230\u4e00\u534a\u4f1a\u81ea\u52a8\u4fdd\u5b58\u5728\u8fd9\u91cc\u3002", None))
        self.noticeTitle.setText(QCoreApplication.translate("HomePage", u"\u53bf\u91cc\u7684\u901a\u77e5", None))
        self.versions.setText("")
        self.next.setText(QCoreApplication.translate("HomePage", u"\u7fa4\u4f17\u6765\u4e86\uff0c\u5c31\u70b9\u201c\u5f00\u59cb\u6536\u4ef6\u201d\u3002", None))
        self.begin.setText(QCoreApplication.translate("HomePage", u"\u5f00\u59cb\u6536\u4ef6 Enter", None))
        pass
    # retranslateUi

