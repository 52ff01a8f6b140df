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
from PySide6.QtWidgets import (QApplication, QFrame, QGridLayout, QHBoxLayout,
    QLabel, QLineEdit, QPushButton, QRadioButton,
    QScrollArea, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from windowdesk.gui.badge import Badge
from windowdesk.gui.entries import ChoiceBox
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
        self.scrollInside.setObjectName(u"scrollInside")
        self.scrollInside.setGeometry(QRect(0, 0, 1000, 500))
        self.layout_4 = QVBoxLayout(self.scrollInside)
        self.layout_4.setSpacing(14)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(24, 4, 24, 12)
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


        self.layout_4.addWidget(self.sizeCard)

        self.peopleCard = QFrame(self.scrollInside)
        self.peopleCard.setObjectName(u"peopleCard")
        self.peopleCard.setProperty(u"role", u"card")
        self.layout_8 = QVBoxLayout(self.peopleCard)
        self.layout_8.setSpacing(8)
        self.layout_8.setObjectName(u"layout_8")
        self.layout_8.setContentsMargins(16, 12, 16, 12)
        self.peopleTitle = QLabel(self.peopleCard)
        self.peopleTitle.setObjectName(u"peopleTitle")
        self.peopleTitle.setProperty(u"role", u"heading")

        self.layout_8.addWidget(self.peopleTitle)

        self.layout_9 = QGridLayout()
        self.layout_9.setSpacing(8)
        self.layout_9.setObjectName(u"layout_9")
        self.layout_9.setContentsMargins(0, 0, 0, 0)
        self.siteNameLabel = QLabel(self.peopleCard)
        self.siteNameLabel.setObjectName(u"siteNameLabel")
        self.siteNameLabel.setProperty(u"role", u"field")

        self.layout_9.addWidget(self.siteNameLabel, 0, 0, 1, 1)

        self.siteName = QLineEdit(self.peopleCard)
        self.siteName.setObjectName(u"siteName")
        self.siteName.setMaxLength(60)

        self.layout_9.addWidget(self.siteName, 0, 1, 1, 1)

        self.windowLabel = QLabel(self.peopleCard)
        self.windowLabel.setObjectName(u"windowLabel")
        self.windowLabel.setProperty(u"role", u"field")

        self.layout_9.addWidget(self.windowLabel, 1, 0, 1, 1)

        self.window = QLineEdit(self.peopleCard)
        self.window.setObjectName(u"window")
        self.window.setMaxLength(10)

        self.layout_9.addWidget(self.window, 1, 1, 1, 1)

        self.clerkLabel = QLabel(self.peopleCard)
        self.clerkLabel.setObjectName(u"clerkLabel")
        self.clerkLabel.setProperty(u"role", u"field")

        self.layout_9.addWidget(self.clerkLabel, 2, 0, 1, 1)

        self.clerk = QLineEdit(self.peopleCard)
        self.clerk.setObjectName(u"clerk")
        self.clerk.setMaxLength(30)

        self.layout_9.addWidget(self.clerk, 2, 1, 1, 1)

        self.badgeLabel = QLabel(self.peopleCard)
        self.badgeLabel.setObjectName(u"badgeLabel")
        self.badgeLabel.setProperty(u"role", u"field")

        self.layout_9.addWidget(self.badgeLabel, 3, 0, 1, 1)

        self.badge = QLineEdit(self.peopleCard)
        self.badge.setObjectName(u"badge")
        self.badge.setMaxLength(20)

        self.layout_9.addWidget(self.badge, 3, 1, 1, 1)

        self.hotlineLabel = QLabel(self.peopleCard)
        self.hotlineLabel.setObjectName(u"hotlineLabel")
        self.hotlineLabel.setProperty(u"role", u"field")

        self.layout_9.addWidget(self.hotlineLabel, 4, 0, 1, 1)

        self.hotline = QLineEdit(self.peopleCard)
        self.hotline.setObjectName(u"hotline")
        self.hotline.setMaxLength(20)

        self.layout_9.addWidget(self.hotline, 4, 1, 1, 1)

        self.layout_9.setColumnStretch(1, 3)
        self.layout_9.setColumnStretch(2, 1)

        self.layout_8.addLayout(self.layout_9)

        self.station = Paragraph(self.peopleCard)
        self.station.setObjectName(u"station")
        self.station.setWordWrap(True)
        self.station.setProperty(u"role", u"muted")

        self.layout_8.addWidget(self.station)


        self.layout_4.addWidget(self.peopleCard)

        self.enrolCard = QFrame(self.scrollInside)
        self.enrolCard.setObjectName(u"enrolCard")
        self.enrolCard.setProperty(u"role", u"card")
        self.layout_17 = QVBoxLayout(self.enrolCard)
        self.layout_17.setSpacing(8)
        self.layout_17.setObjectName(u"layout_17")
        self.layout_17.setContentsMargins(16, 12, 16, 12)
        self.enrolTitle = QLabel(self.enrolCard)
        self.enrolTitle.setObjectName(u"enrolTitle")
        self.enrolTitle.setProperty(u"role", u"heading")

        self.layout_17.addWidget(self.enrolTitle)

        self.enrolHint = Paragraph(self.enrolCard)
        self.enrolHint.setObjectName(u"enrolHint")
        self.enrolHint.setWordWrap(True)
        self.enrolHint.setProperty(u"role", u"muted")

        self.layout_17.addWidget(self.enrolHint)

        self.layout_18 = QGridLayout()
        self.layout_18.setSpacing(8)
        self.layout_18.setObjectName(u"layout_18")
        self.layout_18.setContentsMargins(0, 0, 0, 0)
        self.enrolCodeLabel = QLabel(self.enrolCard)
        self.enrolCodeLabel.setObjectName(u"enrolCodeLabel")
        self.enrolCodeLabel.setProperty(u"role", u"field")

        self.layout_18.addWidget(self.enrolCodeLabel, 0, 0, 1, 1)

        self.enrolCode = QLineEdit(self.enrolCard)
        self.enrolCode.setObjectName(u"enrolCode")
        self.enrolCode.setMaxLength(40)

        self.layout_18.addWidget(self.enrolCode, 0, 1, 1, 1)

        self.enrolCountyLabel = QLabel(self.enrolCard)
        self.enrolCountyLabel.setObjectName(u"enrolCountyLabel")
        self.enrolCountyLabel.setProperty(u"role", u"field")

        self.layout_18.addWidget(self.enrolCountyLabel, 1, 0, 1, 1)

        self.enrolCounty = QLineEdit(self.enrolCard)
        self.enrolCounty.setObjectName(u"enrolCounty")
        self.enrolCounty.setMaxLength(200)

        self.layout_18.addWidget(self.enrolCounty, 1, 1, 1, 1)

        self.enrolLine = QPushButton(self.enrolCard)
        self.enrolLine.setObjectName(u"enrolLine")

        self.layout_18.addWidget(self.enrolLine, 1, 2, 1, 1)

        self.layout_18.setColumnStretch(1, 3)

        self.layout_17.addLayout(self.layout_18)

        self.enrolStickHint = Paragraph(self.enrolCard)
        self.enrolStickHint.setObjectName(u"enrolStickHint")
        self.enrolStickHint.setWordWrap(True)
        self.enrolStickHint.setProperty(u"role", u"muted")

        self.layout_17.addWidget(self.enrolStickHint)

        self.enrolStickLayout = QGridLayout()
        self.enrolStickLayout.setSpacing(8)
        self.enrolStickLayout.setObjectName(u"enrolStickLayout")
        self.enrolStickLayout.setContentsMargins(0, 0, 0, 0)
        self.enrolAsk = QPushButton(self.enrolCard)
        self.enrolAsk.setObjectName(u"enrolAsk")

        self.enrolStickLayout.addWidget(self.enrolAsk, 0, 0, 1, 1)

        self.enrolTake = QPushButton(self.enrolCard)
        self.enrolTake.setObjectName(u"enrolTake")

        self.enrolStickLayout.addWidget(self.enrolTake, 0, 1, 1, 1)


        self.layout_17.addLayout(self.enrolStickLayout)


        self.layout_4.addWidget(self.enrolCard)

        self.devicesCard = QFrame(self.scrollInside)
        self.devicesCard.setObjectName(u"devicesCard")
        self.devicesCard.setProperty(u"role", u"card")
        self.layout_10 = QVBoxLayout(self.devicesCard)
        self.layout_10.setSpacing(8)
        self.layout_10.setObjectName(u"layout_10")
        self.layout_10.setContentsMargins(16, 12, 16, 12)
        self.devicesTitle = QLabel(self.devicesCard)
        self.devicesTitle.setObjectName(u"devicesTitle")
        self.devicesTitle.setProperty(u"role", u"heading")

        self.layout_10.addWidget(self.devicesTitle)

        self.devicesHint = Paragraph(self.devicesCard)
        self.devicesHint.setObjectName(u"devicesHint")
        self.devicesHint.setWordWrap(True)
        self.devicesHint.setProperty(u"role", u"muted")

        self.layout_10.addWidget(self.devicesHint)

        self.layout_11 = QGridLayout()
        self.layout_11.setSpacing(8)
        self.layout_11.setObjectName(u"layout_11")
        self.layout_11.setContentsMargins(0, 0, 0, 0)
        self.readerLabel = QLabel(self.devicesCard)
        self.readerLabel.setObjectName(u"readerLabel")
        self.readerLabel.setProperty(u"role", u"field")

        self.layout_11.addWidget(self.readerLabel, 0, 0, 1, 1)

        self.reader = QLineEdit(self.devicesCard)
        self.reader.setObjectName(u"reader")

        self.layout_11.addWidget(self.reader, 0, 1, 1, 1)

        self.readerTest = QPushButton(self.devicesCard)
        self.readerTest.setObjectName(u"readerTest")

        self.layout_11.addWidget(self.readerTest, 0, 2, 1, 1)

        self.readerState = Badge(self.devicesCard)
        self.readerState.setObjectName(u"readerState")

        self.layout_11.addWidget(self.readerState, 0, 3, 1, 1)

        self.scannerLabel = QLabel(self.devicesCard)
        self.scannerLabel.setObjectName(u"scannerLabel")
        self.scannerLabel.setProperty(u"role", u"field")

        self.layout_11.addWidget(self.scannerLabel, 1, 0, 1, 1)

        self.scanner = QLineEdit(self.devicesCard)
        self.scanner.setObjectName(u"scanner")

        self.layout_11.addWidget(self.scanner, 1, 1, 1, 1)

        self.scannerTest = QPushButton(self.devicesCard)
        self.scannerTest.setObjectName(u"scannerTest")

        self.layout_11.addWidget(self.scannerTest, 1, 2, 1, 1)

        self.scannerState = Badge(self.devicesCard)
        self.scannerState.setObjectName(u"scannerState")

        self.layout_11.addWidget(self.scannerState, 1, 3, 1, 1)

        self.printerLabel = QLabel(self.devicesCard)
        self.printerLabel.setObjectName(u"printerLabel")
        self.printerLabel.setProperty(u"role", u"field")

        self.layout_11.addWidget(self.printerLabel, 2, 0, 1, 1)

        self.printer = QLineEdit(self.devicesCard)
        self.printer.setObjectName(u"printer")

        self.layout_11.addWidget(self.printer, 2, 1, 1, 1)

        self.printerTest = QPushButton(self.devicesCard)
        self.printerTest.setObjectName(u"printerTest")

        self.layout_11.addWidget(self.printerTest, 2, 2, 1, 1)

        self.printerState = Badge(self.devicesCard)
        self.printerState.setObjectName(u"printerState")

        self.layout_11.addWidget(self.printerState, 2, 3, 1, 1)

        self.modelLabel = QLabel(self.devicesCard)
        self.modelLabel.setObjectName(u"modelLabel")
        self.modelLabel.setProperty(u"role", u"field")

        self.layout_11.addWidget(self.modelLabel, 3, 0, 1, 1)

        self.model = ChoiceBox(self.devicesCard)
        self.model.setObjectName(u"model")

        self.layout_11.addWidget(self.model, 3, 1, 1, 1)

        self.rollLabel = QLabel(self.devicesCard)
        self.rollLabel.setObjectName(u"rollLabel")
        self.rollLabel.setProperty(u"role", u"field")

        self.layout_11.addWidget(self.rollLabel, 4, 0, 1, 1)

        self.roll = ChoiceBox(self.devicesCard)
        self.roll.setObjectName(u"roll")

        self.layout_11.addWidget(self.roll, 4, 1, 1, 1)

        self.evaluatorLabel = QLabel(self.devicesCard)
        self.evaluatorLabel.setObjectName(u"evaluatorLabel")
        self.evaluatorLabel.setProperty(u"role", u"field")

        self.layout_11.addWidget(self.evaluatorLabel, 5, 0, 1, 1)

        self.evaluator = QLineEdit(self.devicesCard)
        self.evaluator.setObjectName(u"evaluator")

        self.layout_11.addWidget(self.evaluator, 5, 1, 1, 1)

        self.evaluatorTest = QPushButton(self.devicesCard)
        self.evaluatorTest.setObjectName(u"evaluatorTest")

        self.layout_11.addWidget(self.evaluatorTest, 5, 2, 1, 1)

        self.evaluatorState = Badge(self.devicesCard)
        self.evaluatorState.setObjectName(u"evaluatorState")

        self.layout_11.addWidget(self.evaluatorState, 5, 3, 1, 1)

        self.layout_11.setColumnStretch(1, 3)
        self.layout_11.setColumnStretch(3, 1)

        self.layout_10.addLayout(self.layout_11)


        self.layout_4.addWidget(self.devicesCard)

        self.dataCard = QFrame(self.scrollInside)
        self.dataCard.setObjectName(u"dataCard")
        self.dataCard.setProperty(u"role", u"card")
        self.layout_19 = QVBoxLayout(self.dataCard)
        self.layout_19.setSpacing(8)
        self.layout_19.setObjectName(u"layout_19")
        self.layout_19.setContentsMargins(16, 12, 16, 12)
        self.dataTitle = QLabel(self.dataCard)
        self.dataTitle.setObjectName(u"dataTitle")
        self.dataTitle.setProperty(u"role", u"heading")

        self.layout_19.addWidget(self.dataTitle)

        self.dataHint = Paragraph(self.dataCard)
        self.dataHint.setObjectName(u"dataHint")
        self.dataHint.setWordWrap(True)
        self.dataHint.setProperty(u"role", u"muted")

        self.layout_19.addWidget(self.dataHint)

        self.layout_20 = QGridLayout()
        self.layout_20.setSpacing(8)
        self.layout_20.setObjectName(u"layout_20")
        self.layout_20.setContentsMargins(0, 0, 0, 0)
        self.dailyLabel = QLabel(self.dataCard)
        self.dailyLabel.setObjectName(u"dailyLabel")
        self.dailyLabel.setProperty(u"role", u"field")

        self.layout_20.addWidget(self.dailyLabel, 0, 0, 1, 1)

        self.daily = ChoiceBox(self.dataCard)
        self.daily.setObjectName(u"daily")

        self.layout_20.addWidget(self.daily, 0, 1, 1, 1)

        self.nightFromLabel = QLabel(self.dataCard)
        self.nightFromLabel.setObjectName(u"nightFromLabel")
        self.nightFromLabel.setProperty(u"role", u"field")

        self.layout_20.addWidget(self.nightFromLabel, 0, 2, 1, 1)

        self.nightFrom = ChoiceBox(self.dataCard)
        self.nightFrom.setObjectName(u"nightFrom")

        self.layout_20.addWidget(self.nightFrom, 0, 3, 1, 1)

        self.nightToLabel = QLabel(self.dataCard)
        self.nightToLabel.setObjectName(u"nightToLabel")
        self.nightToLabel.setProperty(u"role", u"field")

        self.layout_20.addWidget(self.nightToLabel, 0, 4, 1, 1)

        self.nightTo = ChoiceBox(self.dataCard)
        self.nightTo.setObjectName(u"nightTo")

        self.layout_20.addWidget(self.nightTo, 0, 5, 1, 1)

        self.layout_20.setColumnStretch(1, 1)
        self.layout_20.setColumnStretch(3, 1)
        self.layout_20.setColumnStretch(5, 1)

        self.layout_19.addLayout(self.layout_20)


        self.layout_4.addWidget(self.dataCard)

        self.doctorCard = QFrame(self.scrollInside)
        self.doctorCard.setObjectName(u"doctorCard")
        self.doctorCard.setProperty(u"role", u"card")
        self.layout_12 = QVBoxLayout(self.doctorCard)
        self.layout_12.setSpacing(8)
        self.layout_12.setObjectName(u"layout_12")
        self.layout_12.setContentsMargins(16, 12, 16, 12)
        self.layout_13 = QHBoxLayout()
        self.layout_13.setSpacing(12)
        self.layout_13.setObjectName(u"layout_13")
        self.layout_13.setContentsMargins(0, 0, 0, 0)
        self.doctorTitle = QLabel(self.doctorCard)
        self.doctorTitle.setObjectName(u"doctorTitle")
        self.doctorTitle.setProperty(u"role", u"heading")

        self.layout_13.addWidget(self.doctorTitle)

        self.doctor = QPushButton(self.doctorCard)
        self.doctor.setObjectName(u"doctor")

        self.layout_13.addWidget(self.doctor)

        self.layout_13.setStretch(0, 1)

        self.layout_12.addLayout(self.layout_13)

        self.doctorHint = Paragraph(self.doctorCard)
        self.doctorHint.setObjectName(u"doctorHint")
        self.doctorHint.setWordWrap(True)
        self.doctorHint.setProperty(u"role", u"muted")

        self.layout_12.addWidget(self.doctorHint)


        self.layout_4.addWidget(self.doctorCard)

        self.trainingCard = QFrame(self.scrollInside)
        self.trainingCard.setObjectName(u"trainingCard")
        self.trainingCard.setProperty(u"role", u"card")
        self.layout_training = QHBoxLayout(self.trainingCard)
        self.layout_training.setSpacing(12)
        self.layout_training.setObjectName(u"layout_training")
        self.layout_training.setContentsMargins(16, 12, 16, 12)
        self.trainingHint = Paragraph(self.trainingCard)
        self.trainingHint.setObjectName(u"trainingHint")
        self.trainingHint.setWordWrap(True)

        self.layout_training.addWidget(self.trainingHint)

        self.training = QPushButton(self.trainingCard)
        self.training.setObjectName(u"training")

        self.layout_training.addWidget(self.training)

        self.layout_training.setStretch(0, 1)

        self.layout_4.addWidget(self.trainingCard)

        self.spacer_15 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_4.addItem(self.spacer_15)

        self.scroll.setWidget(self.scrollInside)

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
        self.peopleTitle.setText(QCoreApplication.translate("SettingsPage", u"\u7ad9\u70b9\u548c\u7ecf\u529e\u4eba", None))
        self.siteNameLabel.setText(QCoreApplication.translate("SettingsPage", u"\u7ad9\u70b9\u540d\u79f0", None))
        self.windowLabel.setText(QCoreApplication.translate("SettingsPage", u"\u7a97\u53e3\u53f7", None))
        self.clerkLabel.setText(QCoreApplication.translate("SettingsPage", u"\u7ecf\u529e\u4eba", None))
        self.badgeLabel.setText(QCoreApplication.translate("SettingsPage", u"\u5de5\u53f7", None))
        self.hotlineLabel.setText(QCoreApplication.translate("SettingsPage", u"\u76d1\u7763\u6295\u8bc9\u7535\u8bdd", None))
        self.station.setText("")
        self.enrolTitle.setText(QCoreApplication.translate("SettingsPage", u"\u5728\u53bf\u91cc\u767b\u8bb0", None))
        self.enrolHint.setText(QCoreApplication.translate("SettingsPage", u"\u767b\u8bb0\u7801\u7531\u53bf\u91cc\u53d1\u3002\u6709\u7f51\u7edc\uff1a\u518d\u586b\u53bf\u5e73\u53f0\u5730\u5740\uff0c\u70b9\u201c\u8054\u7f51\u767b\u8bb0\u201d\u3002", None))
        self.enrolCodeLabel.setText(QCoreApplication.translate("SettingsPage", u"\u767b\u8bb0\u7801", None))
        self.enrolCountyLabel.setText(QCoreApplication.translate("SettingsPage", u"\u53bf\u5e73\u53f0\u5730\u5740", None))
        self.enrolCounty.setPlaceholderText(QCoreApplication.translate("SettingsPage", u"https://", None))
        self.enrolLine.setText(QCoreApplication.translate("SettingsPage", u"\u8054\u7f51\u767b\u8bb0", None))
        self.enrolStickHint.setText(QCoreApplication.translate("SettingsPage", u"\u6ca1\u6709\u7f51\u7edc\uff1a\u7528\u4f18\u76d8\uff0c\u5206\u4e24\u6b65\u3002\u7b2c\u4e00\u6b65\uff1a\u586b\u767b\u8bb0\u7801\uff0c\u63d2\u597d\u4f18\u76d8\uff0c\u70b9\u201c\u5199\u767b\u8bb0\u7533\u8bf7\u201d\uff0c\u628a\u4f18\u76d8\u4ea4\u5230\u53bf\u91cc\u3002\u7b2c\u4e8c\u6b65\uff1a\u4f18\u76d8\u62ff\u56de\u6765\uff0c\u63d2\u597d\uff0c\u70b9\u201c\u8bfb\u767b\u8bb0\u56de\u6267\u201d\u3002", None))
        self.enrolAsk.setText(QCoreApplication.translate("SettingsPage", u"\u5199\u767b\u8bb0\u7533\u8bf7", None))
        self.enrolTake.setText(QCoreApplication.translate("SettingsPage", u"\u8bfb\u767b\u8bb0\u56de\u6267", None))
        self.devicesTitle.setText(QCoreApplication.translate("SettingsPage", u"\u8bbe\u5907", None))
        self.devicesHint.setText(QCoreApplication.translate("SettingsPage", u"\u4e0d\u4f1a\u586b\u6ca1\u5173\u7cfb\uff1a\u70b9\u4e0b\u9762\u7684\u201c\u53bb\u8bbe\u5907\u4f53\u68c0\u201d\uff0c\u63d2\u7740\u7684\u8bbe\u5907\u4f1a\u81ea\u5df1\u627e\u51fa\u6765\u3002\u6ca1\u6709\u7684\u8bbe\u5907\u7559\u7a7a\uff0c\u4e0d\u5f71\u54cd\u6536\u4ef6\u3002", None))
        self.readerLabel.setText(QCoreApplication.translate("SettingsPage", u"\u8bfb\u5361\u5668", None))
        self.reader.setPlaceholderText(QCoreApplication.translate("SettingsPage", u"\u4f8b\u5982 serial:/dev/ttyUSB0\uff1bpcsc:", None))
        self.readerTest.setText(QCoreApplication.translate("SettingsPage", u"\u68c0\u67e5", None))
        self.scannerLabel.setText(QCoreApplication.translate("SettingsPage", u"\u626b\u63cf\u4eea", None))
        self.scanner.setPlaceholderText(QCoreApplication.translate("SettingsPage", u"\u4f8b\u5982 folder:/home/scan", None))
        self.scannerTest.setText(QCoreApplication.translate("SettingsPage", u"\u68c0\u67e5", None))
        self.printerLabel.setText(QCoreApplication.translate("SettingsPage", u"\u51ed\u6761\u6253\u5370\u673a", None))
        self.printer.setPlaceholderText(QCoreApplication.translate("SettingsPage", u"\u4f8b\u5982 tcp://192.0.2.7:9100", None))
        self.printerTest.setText(QCoreApplication.translate("SettingsPage", u"\u68c0\u67e5", None))
        self.modelLabel.setText(QCoreApplication.translate("SettingsPage", u"\u51ed\u6761\u6253\u5370\u673a\u578b\u53f7", None))
        self.rollLabel.setText(QCoreApplication.translate("SettingsPage", u"\u65b0\u7eb8\u5377\u957f\u5ea6", None))
        self.evaluatorLabel.setText(QCoreApplication.translate("SettingsPage", u"\u8bc4\u4ef7\u5668", None))
        self.evaluator.setPlaceholderText(QCoreApplication.translate("SettingsPage", u"\u4f8b\u5982 serial:/dev/ttyUSB1\uff0c\u6ca1\u6709\u5c31\u7a7a\u7740", None))
        self.evaluatorTest.setText(QCoreApplication.translate("SettingsPage", u"\u68c0\u67e5", None))
        self.dataTitle.setText(QCoreApplication.translate("SettingsPage", u"\u6bcf\u5929\u7684\u6d41\u91cf", None))
        self.dataHint.setText(QCoreApplication.translate("SettingsPage", u"\u7528\u6d41\u91cf\u5361\u4e0a\u7f51\u7684\u5730\u65b9\u624d\u8981\u8bbe\u3002\u6587\u5b57\u603b\u662f\u5148\u62a5\uff1b\u6d41\u91cf\u7528\u5b8c\u540e\uff0c\u6750\u6599\u56fe\u7247\u7b49\u5230\u591c\u91cc\u6216\u7b2c\u4e8c\u5929\u518d\u4f20\u3002\u53bf\u91cc\u4e5f\u53ef\u4ee5\u7edf\u4e00\u8bbe\u3002", None))
        self.dailyLabel.setText(QCoreApplication.translate("SettingsPage", u"\u767d\u5929\u6700\u591a\u7528", None))
        self.nightFromLabel.setText(QCoreApplication.translate("SettingsPage", u"\u591c\u95f4\u4ece", None))
        self.nightToLabel.setText(QCoreApplication.translate("SettingsPage", u"\u5230", None))
        self.doctorTitle.setText(QCoreApplication.translate("SettingsPage", u"\u8bbe\u5907\u4f53\u68c0", None))
        self.doctor.setText(QCoreApplication.translate("SettingsPage", u"\u53bb\u8bbe\u5907\u4f53\u68c0", None))
        self.doctorHint.setText(QCoreApplication.translate("SettingsPage", u"\u627e\u4e00\u627e\u63d2\u7740\u4ec0\u4e48\u8bbe\u5907\uff0c\u4e00\u6837\u4e00\u6837\u8bd5\uff0c\u54ea\u91cc\u4e0d\u5bf9\u7167\u7740\u6b65\u9aa4\u505a\uff1b\u4e5f\u770b\u5b58\u50a8\u3001\u7f51\u7edc\u548c\u65e5\u671f\u3002", None))
        self.trainingHint.setText(QCoreApplication.translate("SettingsPage", u"\u60f3\u7ec3\u4e00\u7ec3\uff0c\u53c8\u6015\u5f04\u4e71\uff1f\u6253\u5f00\u6f14\u793a\uff1a\u8bbe\u5907\u548c\u529e\u4ef6\u90fd\u662f\u6a21\u62df\u7684\uff0c\u6c38\u8fdc\u4e0d\u4f1a\u4e0a\u62a5\u3002", None))
        self.training.setText(QCoreApplication.translate("SettingsPage", u"\u6253\u5f00\u6f14\u793a", None))
        self.next.setText("")
        self.save.setText(QCoreApplication.translate("SettingsPage", u"\u4fdd\u5b58\u8bbe\u7f6e F9", None))
        pass
    # retranslateUi

