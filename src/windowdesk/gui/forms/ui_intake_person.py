# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'intake_person.ui'
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
from PySide6.QtWidgets import (QApplication, QCheckBox, QFrame, QGridLayout,
    QHBoxLayout, QLabel, QLineEdit, QRadioButton,
    QScrollArea, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from windowdesk.gui.badge import Badge
from windowdesk.gui.entries import (ChoiceBox, DateEntry, FieldNote, TwiceTyped)
from windowdesk.gui.paragraph import Paragraph

class Ui_IntakePerson(object):
    def setupUi(self, IntakePerson):
        if not IntakePerson.objectName():
            IntakePerson.setObjectName(u"IntakePerson")
        self.layout_1 = QVBoxLayout(IntakePerson)
        self.layout_1.setSpacing(8)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.scroll = QScrollArea(IntakePerson)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scrollInside = QWidget()
        self.scroll.setWidget(self.scrollInside)
        self.scrollInside.setObjectName(u"scrollInside")
        self.layout_2 = QVBoxLayout(self.scrollInside)
        self.layout_2.setSpacing(14)
        self.layout_2.setObjectName(u"layout_2")
        self.layout_2.setContentsMargins(24, 8, 24, 12)
        self.noticeCard = QFrame(self.scrollInside)
        self.noticeCard.setObjectName(u"noticeCard")
        self.noticeCard.setProperty(u"role", u"card")
        self.layout_3 = QVBoxLayout(self.noticeCard)
        self.layout_3.setSpacing(8)
        self.layout_3.setObjectName(u"layout_3")
        self.layout_3.setContentsMargins(16, 12, 16, 12)
        self.noticeTitle = QLabel(self.noticeCard)
        self.noticeTitle.setObjectName(u"noticeTitle")
        self.noticeTitle.setProperty(u"role", u"heading")

        self.layout_3.addWidget(self.noticeTitle)

        self.notice = Paragraph(self.noticeCard)
        self.notice.setObjectName(u"notice")
        self.notice.setWordWrap(True)

        self.layout_3.addWidget(self.notice)

        self.told = QCheckBox(self.noticeCard)
        self.told.setObjectName(u"told")

        self.layout_3.addWidget(self.told)


        self.layout_2.addWidget(self.noticeCard)

        self.conflictCard = QFrame(self.scrollInside)
        self.conflictCard.setObjectName(u"conflictCard")
        self.conflictCard.setProperty(u"role", u"warnCard")
        self.layout_4 = QVBoxLayout(self.conflictCard)
        self.layout_4.setSpacing(8)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(16, 12, 16, 12)
        self.conflictTitle = QLabel(self.conflictCard)
        self.conflictTitle.setObjectName(u"conflictTitle")
        self.conflictTitle.setProperty(u"role", u"heading")

        self.layout_4.addWidget(self.conflictTitle)

        self.conflictRows = QVBoxLayout()
        self.conflictRows.setSpacing(8)
        self.conflictRows.setObjectName(u"conflictRows")
        self.conflictRows.setContentsMargins(0, 0, 0, 0)

        self.layout_4.addLayout(self.conflictRows)


        self.layout_2.addWidget(self.conflictCard)

        self.applicantCard = QFrame(self.scrollInside)
        self.applicantCard.setObjectName(u"applicantCard")
        self.applicantCard.setProperty(u"role", u"card")
        self.layout_6 = QVBoxLayout(self.applicantCard)
        self.layout_6.setSpacing(10)
        self.layout_6.setObjectName(u"layout_6")
        self.layout_6.setContentsMargins(16, 12, 16, 12)
        self.layout_7 = QHBoxLayout()
        self.layout_7.setSpacing(12)
        self.layout_7.setObjectName(u"layout_7")
        self.layout_7.setContentsMargins(0, 0, 0, 0)
        self.applicantTitle = QLabel(self.applicantCard)
        self.applicantTitle.setObjectName(u"applicantTitle")
        self.applicantTitle.setProperty(u"role", u"heading")

        self.layout_7.addWidget(self.applicantTitle)

        self.reader = Badge(self.applicantCard)
        self.reader.setObjectName(u"reader")

        self.layout_7.addWidget(self.reader)

        self.layout_7.setStretch(0, 1)

        self.layout_6.addLayout(self.layout_7)

        self.applicantHint = Paragraph(self.applicantCard)
        self.applicantHint.setObjectName(u"applicantHint")
        self.applicantHint.setWordWrap(True)
        self.applicantHint.setProperty(u"role", u"muted")

        self.layout_6.addWidget(self.applicantHint)

        self.layout_8 = QGridLayout()
        self.layout_8.setSpacing(8)
        self.layout_8.setObjectName(u"layout_8")
        self.layout_8.setContentsMargins(0, 0, 0, 0)
        self.applicantNameLabel = QLabel(self.applicantCard)
        self.applicantNameLabel.setObjectName(u"applicantNameLabel")
        self.applicantNameLabel.setProperty(u"role", u"field")

        self.layout_8.addWidget(self.applicantNameLabel, 0, 0, 1, 1)

        self.applicantName = QLineEdit(self.applicantCard)
        self.applicantName.setObjectName(u"applicantName")
        self.applicantName.setMaxLength(60)

        self.layout_8.addWidget(self.applicantName, 0, 1, 1, 1)

        self.applicantNameNote = FieldNote(self.applicantCard)
        self.applicantNameNote.setObjectName(u"applicantNameNote")

        self.layout_8.addWidget(self.applicantNameNote, 0, 2, 1, 1)

        self.applicantKindLabel = QLabel(self.applicantCard)
        self.applicantKindLabel.setObjectName(u"applicantKindLabel")
        self.applicantKindLabel.setProperty(u"role", u"field")

        self.layout_8.addWidget(self.applicantKindLabel, 1, 0, 1, 1)

        self.applicantKind = ChoiceBox(self.applicantCard)
        self.applicantKind.setObjectName(u"applicantKind")

        self.layout_8.addWidget(self.applicantKind, 1, 1, 1, 1)

        self.applicantNumberLabel = QLabel(self.applicantCard)
        self.applicantNumberLabel.setObjectName(u"applicantNumberLabel")
        self.applicantNumberLabel.setProperty(u"role", u"field")

        self.layout_8.addWidget(self.applicantNumberLabel, 2, 0, 1, 1)

        self.applicantNumber = TwiceTyped(self.applicantCard)
        self.applicantNumber.setObjectName(u"applicantNumber")

        self.layout_8.addWidget(self.applicantNumber, 2, 1, 1, 1)

        self.applicantNumberNote = FieldNote(self.applicantCard)
        self.applicantNumberNote.setObjectName(u"applicantNumberNote")

        self.layout_8.addWidget(self.applicantNumberNote, 2, 2, 1, 1)

        self.applicantOverrideLabel = QLabel(self.applicantCard)
        self.applicantOverrideLabel.setObjectName(u"applicantOverrideLabel")
        self.applicantOverrideLabel.setProperty(u"role", u"field")

        self.layout_8.addWidget(self.applicantOverrideLabel, 3, 0, 1, 1)

        self.applicantOverride = QLineEdit(self.applicantCard)
        self.applicantOverride.setObjectName(u"applicantOverride")
        self.applicantOverride.setMaxLength(100)

        self.layout_8.addWidget(self.applicantOverride, 3, 1, 1, 1)

        self.applicantOverrideNote = FieldNote(self.applicantCard)
        self.applicantOverrideNote.setObjectName(u"applicantOverrideNote")

        self.layout_8.addWidget(self.applicantOverrideNote, 3, 2, 1, 1)

        self.reasonLabel = QLabel(self.applicantCard)
        self.reasonLabel.setObjectName(u"reasonLabel")
        self.reasonLabel.setProperty(u"role", u"field")

        self.layout_8.addWidget(self.reasonLabel, 4, 0, 1, 1)

        self.reason = QLineEdit(self.applicantCard)
        self.reason.setObjectName(u"reason")
        self.reason.setMaxLength(100)

        self.layout_8.addWidget(self.reason, 4, 1, 1, 1)

        self.applicantSexLabel = QLabel(self.applicantCard)
        self.applicantSexLabel.setObjectName(u"applicantSexLabel")
        self.applicantSexLabel.setProperty(u"role", u"field")

        self.layout_8.addWidget(self.applicantSexLabel, 5, 0, 1, 1)

        self.applicantSex = ChoiceBox(self.applicantCard)
        self.applicantSex.setObjectName(u"applicantSex")

        self.layout_8.addWidget(self.applicantSex, 5, 1, 1, 1)

        self.applicantSexNote = FieldNote(self.applicantCard)
        self.applicantSexNote.setObjectName(u"applicantSexNote")

        self.layout_8.addWidget(self.applicantSexNote, 5, 2, 1, 1)

        self.applicantBirthLabel = QLabel(self.applicantCard)
        self.applicantBirthLabel.setObjectName(u"applicantBirthLabel")
        self.applicantBirthLabel.setProperty(u"role", u"field")

        self.layout_8.addWidget(self.applicantBirthLabel, 6, 0, 1, 1)

        self.applicantBirth = DateEntry(self.applicantCard)
        self.applicantBirth.setObjectName(u"applicantBirth")

        self.layout_8.addWidget(self.applicantBirth, 6, 1, 1, 1)

        self.applicantBirthNote = FieldNote(self.applicantCard)
        self.applicantBirthNote.setObjectName(u"applicantBirthNote")

        self.layout_8.addWidget(self.applicantBirthNote, 6, 2, 1, 1)

        self.applicantMobileLabel = QLabel(self.applicantCard)
        self.applicantMobileLabel.setObjectName(u"applicantMobileLabel")
        self.applicantMobileLabel.setProperty(u"role", u"field")

        self.layout_8.addWidget(self.applicantMobileLabel, 7, 0, 1, 1)

        self.applicantMobile = TwiceTyped(self.applicantCard)
        self.applicantMobile.setObjectName(u"applicantMobile")

        self.layout_8.addWidget(self.applicantMobile, 7, 1, 1, 1)

        self.applicantMobileNote = FieldNote(self.applicantCard)
        self.applicantMobileNote.setObjectName(u"applicantMobileNote")

        self.layout_8.addWidget(self.applicantMobileNote, 7, 2, 1, 1)

        self.noMobile = QCheckBox(self.applicantCard)
        self.noMobile.setObjectName(u"noMobile")

        self.layout_8.addWidget(self.noMobile, 8, 1, 1, 1)

        self.layout_8.setColumnStretch(1, 3)
        self.layout_8.setColumnStretch(2, 1)

        self.layout_6.addLayout(self.layout_8)

        self.applicantFacts = Paragraph(self.applicantCard)
        self.applicantFacts.setObjectName(u"applicantFacts")
        self.applicantFacts.setWordWrap(True)
        self.applicantFacts.setProperty(u"role", u"lead")

        self.layout_6.addWidget(self.applicantFacts)


        self.layout_2.addWidget(self.applicantCard)

        self.modeCard = QFrame(self.scrollInside)
        self.modeCard.setObjectName(u"modeCard")
        self.modeCard.setProperty(u"role", u"card")
        self.layout_9 = QVBoxLayout(self.modeCard)
        self.layout_9.setSpacing(10)
        self.layout_9.setObjectName(u"layout_9")
        self.layout_9.setContentsMargins(16, 12, 16, 12)
        self.modeTitle = QLabel(self.modeCard)
        self.modeTitle.setObjectName(u"modeTitle")
        self.modeTitle.setProperty(u"role", u"heading")

        self.layout_9.addWidget(self.modeTitle)

        self.layout_10 = QHBoxLayout()
        self.layout_10.setSpacing(24)
        self.layout_10.setObjectName(u"layout_10")
        self.layout_10.setContentsMargins(0, 0, 0, 0)
        self.modeWindow = QRadioButton(self.modeCard)
        self.modeWindow.setObjectName(u"modeWindow")
        self.modeWindow.setChecked(True)

        self.layout_10.addWidget(self.modeWindow)

        self.modeProxy = QRadioButton(self.modeCard)
        self.modeProxy.setObjectName(u"modeProxy")

        self.layout_10.addWidget(self.modeProxy)

        self.modeVisit = QRadioButton(self.modeCard)
        self.modeVisit.setObjectName(u"modeVisit")

        self.layout_10.addWidget(self.modeVisit)

        self.modeAppointment = QRadioButton(self.modeCard)
        self.modeAppointment.setObjectName(u"modeAppointment")

        self.layout_10.addWidget(self.modeAppointment)

        self.spacer_11 = QSpacerItem(20, 4, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_10.addItem(self.spacer_11)


        self.layout_9.addLayout(self.layout_10)

        self.visitBox = QFrame(self.modeCard)
        self.visitBox.setObjectName(u"visitBox")
        self.layout_12 = QGridLayout(self.visitBox)
        self.layout_12.setSpacing(8)
        self.layout_12.setObjectName(u"layout_12")
        self.layout_12.setContentsMargins(0, 0, 0, 0)
        self.visitPlaceLabel = QLabel(self.visitBox)
        self.visitPlaceLabel.setObjectName(u"visitPlaceLabel")
        self.visitPlaceLabel.setProperty(u"role", u"field")

        self.layout_12.addWidget(self.visitPlaceLabel, 0, 0, 1, 1)

        self.visitPlace = QLineEdit(self.visitBox)
        self.visitPlace.setObjectName(u"visitPlace")
        self.visitPlace.setMaxLength(200)

        self.layout_12.addWidget(self.visitPlace, 0, 1, 1, 1)

        self.visitFirstLabel = QLabel(self.visitBox)
        self.visitFirstLabel.setObjectName(u"visitFirstLabel")
        self.visitFirstLabel.setProperty(u"role", u"field")

        self.layout_12.addWidget(self.visitFirstLabel, 1, 0, 1, 1)

        self.visitFirst = QLineEdit(self.visitBox)
        self.visitFirst.setObjectName(u"visitFirst")
        self.visitFirst.setMaxLength(30)

        self.layout_12.addWidget(self.visitFirst, 1, 1, 1, 1)

        self.visitSecondLabel = QLabel(self.visitBox)
        self.visitSecondLabel.setObjectName(u"visitSecondLabel")
        self.visitSecondLabel.setProperty(u"role", u"field")

        self.layout_12.addWidget(self.visitSecondLabel, 2, 0, 1, 1)

        self.visitSecond = QLineEdit(self.visitBox)
        self.visitSecond.setObjectName(u"visitSecond")
        self.visitSecond.setMaxLength(30)

        self.layout_12.addWidget(self.visitSecond, 2, 1, 1, 1)

        self.layout_12.setColumnStretch(1, 3)
        self.layout_12.setColumnStretch(2, 1)

        self.layout_9.addWidget(self.visitBox)

        self.appointmentBox = QFrame(self.modeCard)
        self.appointmentBox.setObjectName(u"appointmentBox")
        self.layout_13 = QGridLayout(self.appointmentBox)
        self.layout_13.setSpacing(8)
        self.layout_13.setObjectName(u"layout_13")
        self.layout_13.setContentsMargins(0, 0, 0, 0)
        self.appointmentLabel = QLabel(self.appointmentBox)
        self.appointmentLabel.setObjectName(u"appointmentLabel")
        self.appointmentLabel.setProperty(u"role", u"field")

        self.layout_13.addWidget(self.appointmentLabel, 0, 0, 1, 1)

        self.appointment = QLineEdit(self.appointmentBox)
        self.appointment.setObjectName(u"appointment")
        self.appointment.setMaxLength(40)

        self.layout_13.addWidget(self.appointment, 0, 1, 1, 1)

        self.layout_13.setColumnStretch(1, 3)
        self.layout_13.setColumnStretch(2, 1)

        self.layout_9.addWidget(self.appointmentBox)


        self.layout_2.addWidget(self.modeCard)

        self.agentCard = QFrame(self.scrollInside)
        self.agentCard.setObjectName(u"agentCard")
        self.agentCard.setProperty(u"role", u"card")
        self.layout_14 = QVBoxLayout(self.agentCard)
        self.layout_14.setSpacing(10)
        self.layout_14.setObjectName(u"layout_14")
        self.layout_14.setContentsMargins(16, 12, 16, 12)
        self.agentTitle = QLabel(self.agentCard)
        self.agentTitle.setObjectName(u"agentTitle")
        self.agentTitle.setProperty(u"role", u"heading")

        self.layout_14.addWidget(self.agentTitle)

        self.agentHint = Paragraph(self.agentCard)
        self.agentHint.setObjectName(u"agentHint")
        self.agentHint.setWordWrap(True)
        self.agentHint.setProperty(u"role", u"muted")

        self.layout_14.addWidget(self.agentHint)

        self.layout_15 = QGridLayout()
        self.layout_15.setSpacing(8)
        self.layout_15.setObjectName(u"layout_15")
        self.layout_15.setContentsMargins(0, 0, 0, 0)
        self.agentNameLabel = QLabel(self.agentCard)
        self.agentNameLabel.setObjectName(u"agentNameLabel")
        self.agentNameLabel.setProperty(u"role", u"field")

        self.layout_15.addWidget(self.agentNameLabel, 0, 0, 1, 1)

        self.agentName = QLineEdit(self.agentCard)
        self.agentName.setObjectName(u"agentName")
        self.agentName.setMaxLength(60)

        self.layout_15.addWidget(self.agentName, 0, 1, 1, 1)

        self.agentNameNote = FieldNote(self.agentCard)
        self.agentNameNote.setObjectName(u"agentNameNote")

        self.layout_15.addWidget(self.agentNameNote, 0, 2, 1, 1)

        self.agentKindLabel = QLabel(self.agentCard)
        self.agentKindLabel.setObjectName(u"agentKindLabel")
        self.agentKindLabel.setProperty(u"role", u"field")

        self.layout_15.addWidget(self.agentKindLabel, 1, 0, 1, 1)

        self.agentKind = ChoiceBox(self.agentCard)
        self.agentKind.setObjectName(u"agentKind")

        self.layout_15.addWidget(self.agentKind, 1, 1, 1, 1)

        self.agentNumberLabel = QLabel(self.agentCard)
        self.agentNumberLabel.setObjectName(u"agentNumberLabel")
        self.agentNumberLabel.setProperty(u"role", u"field")

        self.layout_15.addWidget(self.agentNumberLabel, 2, 0, 1, 1)

        self.agentNumber = TwiceTyped(self.agentCard)
        self.agentNumber.setObjectName(u"agentNumber")

        self.layout_15.addWidget(self.agentNumber, 2, 1, 1, 1)

        self.agentNumberNote = FieldNote(self.agentCard)
        self.agentNumberNote.setObjectName(u"agentNumberNote")

        self.layout_15.addWidget(self.agentNumberNote, 2, 2, 1, 1)

        self.agentOverrideLabel = QLabel(self.agentCard)
        self.agentOverrideLabel.setObjectName(u"agentOverrideLabel")
        self.agentOverrideLabel.setProperty(u"role", u"field")

        self.layout_15.addWidget(self.agentOverrideLabel, 3, 0, 1, 1)

        self.agentOverride = QLineEdit(self.agentCard)
        self.agentOverride.setObjectName(u"agentOverride")
        self.agentOverride.setMaxLength(100)

        self.layout_15.addWidget(self.agentOverride, 3, 1, 1, 1)

        self.agentOverrideNote = FieldNote(self.agentCard)
        self.agentOverrideNote.setObjectName(u"agentOverrideNote")

        self.layout_15.addWidget(self.agentOverrideNote, 3, 2, 1, 1)

        self.agentMobileLabel = QLabel(self.agentCard)
        self.agentMobileLabel.setObjectName(u"agentMobileLabel")
        self.agentMobileLabel.setProperty(u"role", u"field")

        self.layout_15.addWidget(self.agentMobileLabel, 4, 0, 1, 1)

        self.agentMobile = TwiceTyped(self.agentCard)
        self.agentMobile.setObjectName(u"agentMobile")

        self.layout_15.addWidget(self.agentMobile, 4, 1, 1, 1)

        self.agentMobileNote = FieldNote(self.agentCard)
        self.agentMobileNote.setObjectName(u"agentMobileNote")

        self.layout_15.addWidget(self.agentMobileNote, 4, 2, 1, 1)

        self.layout_15.setColumnStretch(1, 3)
        self.layout_15.setColumnStretch(2, 1)

        self.layout_14.addLayout(self.layout_15)


        self.layout_2.addWidget(self.agentCard)

        self.earlierCard = QFrame(self.scrollInside)
        self.earlierCard.setObjectName(u"earlierCard")
        self.earlierCard.setProperty(u"role", u"card")
        self.layout_16 = QVBoxLayout(self.earlierCard)
        self.layout_16.setSpacing(8)
        self.layout_16.setObjectName(u"layout_16")
        self.layout_16.setContentsMargins(16, 12, 16, 12)
        self.earlierTitle = QLabel(self.earlierCard)
        self.earlierTitle.setObjectName(u"earlierTitle")
        self.earlierTitle.setProperty(u"role", u"heading")

        self.layout_16.addWidget(self.earlierTitle)

        self.earlierRows = QVBoxLayout()
        self.earlierRows.setSpacing(6)
        self.earlierRows.setObjectName(u"earlierRows")
        self.earlierRows.setContentsMargins(0, 0, 0, 0)

        self.layout_16.addLayout(self.earlierRows)


        self.layout_2.addWidget(self.earlierCard)

        self.spacer_18 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_2.addItem(self.spacer_18)


        self.layout_1.addWidget(self.scroll)


        self.retranslateUi(IntakePerson)

        QMetaObject.connectSlotsByName(IntakePerson)
    # setupUi

    def retranslateUi(self, IntakePerson):
        self.noticeTitle.setText(QCoreApplication.translate("IntakePerson", u"\u7b2c\u4e00\u4ef6\u4e8b\uff1a\u544a\u77e5", None))
        self.notice.setText("")
        self.told.setText(QCoreApplication.translate("IntakePerson", u"\u5df2\u8bfb\u7ed9\u7533\u8bf7\u4eba\u542c\uff0c\u7533\u8bf7\u4eba\u540c\u610f\u529e\u7406\uff08\u6309\u7a7a\u683c\u52fe\u9009\uff09", None))
        self.conflictTitle.setText(QCoreApplication.translate("IntakePerson", u"\u8bc1\u4ef6\u548c\u60a8\u586b\u7684\u4e0d\u4e00\u6837\uff0c\u8bf7\u9009\u4e00\u4e2a", None))
        self.applicantTitle.setText(QCoreApplication.translate("IntakePerson", u"\u7533\u8bf7\u4eba", None))
        self.applicantHint.setText(QCoreApplication.translate("IntakePerson", u"\u628a\u7533\u8bf7\u4eba\u7684\u8eab\u4efd\u8bc1\u653e\u5230\u8bfb\u5361\u5668\u4e0a\uff0c\u4f1a\u81ea\u52a8\u586b\u597d\uff1b\u6ca1\u6709\u8bfb\u5361\u5668\u5c31\u624b\u5de5\u586b\u5199\uff0c\u53f7\u7801\u8981\u586b\u4e24\u904d\u3002", None))
        self.applicantNameLabel.setText(QCoreApplication.translate("IntakePerson", u"\u59d3\u540d", None))
        self.applicantNameNote.setText("")
        self.applicantKindLabel.setText(QCoreApplication.translate("IntakePerson", u"\u8bc1\u4ef6\u79cd\u7c7b", None))
        self.applicantNumberLabel.setText(QCoreApplication.translate("IntakePerson", u"\u8bc1\u4ef6\u53f7\u7801", None))
        self.applicantNumberNote.setText("")
        self.applicantOverrideLabel.setText(QCoreApplication.translate("IntakePerson", u"\u4ecd\u8981\u7528\u5b83\u7684\u539f\u56e0", None))
        self.applicantOverride.setPlaceholderText(QCoreApplication.translate("IntakePerson", u"\u4f8b\u5982\uff1a\u65e7\u6237\u53e3\u7c3f\u4e0a\u5c31\u662f\u8fd9\u4e2a\u53f7\u7801", None))
        self.applicantOverrideNote.setText(QCoreApplication.translate("IntakePerson", u"\u4f1a\u8bb0\u5165\u529e\u4ef6\uff1b\u6ca1\u6709\u8bfb\u5361\uff0c\u53ea\u7b97\u624b\u586b", None))
        self.reasonLabel.setText(QCoreApplication.translate("IntakePerson", u"\u6ca1\u6709\u8bfb\u5361\u7684\u539f\u56e0", None))
        self.reason.setPlaceholderText(QCoreApplication.translate("IntakePerson", u"\u4f8b\u5982\uff1a\u5a74\u513f\u6ca1\u6709\u8eab\u4efd\u8bc1", None))
        self.applicantSexLabel.setText(QCoreApplication.translate("IntakePerson", u"\u6027\u522b", None))
        self.applicantSexNote.setText("")
        self.applicantBirthLabel.setText(QCoreApplication.translate("IntakePerson", u"\u51fa\u751f\u65e5\u671f", None))
        self.applicantBirthNote.setText("")
        self.applicantMobileLabel.setText(QCoreApplication.translate("IntakePerson", u"\u624b\u673a\u53f7", None))
        self.applicantMobileNote.setText("")
        self.noMobile.setText(QCoreApplication.translate("IntakePerson", u"\u65e0\u624b\u673a", None))
        self.applicantFacts.setText("")
        self.modeTitle.setText(QCoreApplication.translate("IntakePerson", u"\u600e\u4e48\u6765\u529e\u7684", None))
        self.modeWindow.setText(QCoreApplication.translate("IntakePerson", u"\u672c\u4eba\u5230\u7a97\u53e3", None))
        self.modeProxy.setText(QCoreApplication.translate("IntakePerson", u"\u522b\u4eba\u4ee3\u529e", None))
        self.modeVisit.setText(QCoreApplication.translate("IntakePerson", u"\u4e0a\u95e8\u529e\u7406", None))
        self.modeAppointment.setText(QCoreApplication.translate("IntakePerson", u"\u9884\u7ea6\u6765\u7684", None))
        self.visitPlaceLabel.setText(QCoreApplication.translate("IntakePerson", u"\u4e0a\u95e8\u5730\u70b9", None))
        self.visitFirstLabel.setText(QCoreApplication.translate("IntakePerson", u"\u5de5\u4f5c\u4eba\u5458\u4e00", None))
        self.visitSecondLabel.setText(QCoreApplication.translate("IntakePerson", u"\u5de5\u4f5c\u4eba\u5458\u4e8c", None))
        self.appointmentLabel.setText(QCoreApplication.translate("IntakePerson", u"\u9884\u7ea6\u53f7", None))
        self.agentTitle.setText(QCoreApplication.translate("IntakePerson", u"\u4ee3\u529e\u4eba\uff08\u53d7\u59d4\u6258\u4eba\uff09", None))
        self.agentHint.setText(QCoreApplication.translate("IntakePerson", u"\u4e5f\u53ef\u4ee5\u628a\u4ee3\u529e\u4eba\u7684\u8eab\u4efd\u8bc1\u653e\u5230\u8bfb\u5361\u5668\u4e0a\uff1b\u5148\u70b9\u4e00\u4e0b\u4e0b\u9762\u7684\u683c\u5b50\uff0c\u518d\u6309 F2\u3002", None))
        self.agentNameLabel.setText(QCoreApplication.translate("IntakePerson", u"\u59d3\u540d", None))
        self.agentNameNote.setText("")
        self.agentKindLabel.setText(QCoreApplication.translate("IntakePerson", u"\u8bc1\u4ef6\u79cd\u7c7b", None))
        self.agentNumberLabel.setText(QCoreApplication.translate("IntakePerson", u"\u8bc1\u4ef6\u53f7\u7801", None))
        self.agentNumberNote.setText("")
        self.agentOverrideLabel.setText(QCoreApplication.translate("IntakePerson", u"\u4ecd\u8981\u7528\u5b83\u7684\u539f\u56e0", None))
        self.agentOverride.setPlaceholderText(QCoreApplication.translate("IntakePerson", u"\u4f8b\u5982\uff1a\u65e7\u6237\u53e3\u7c3f\u4e0a\u5c31\u662f\u8fd9\u4e2a\u53f7\u7801", None))
        self.agentOverrideNote.setText(QCoreApplication.translate("IntakePerson", u"\u4f1a\u8bb0\u5165\u529e\u4ef6\uff1b\u6ca1\u6709\u8bfb\u5361\uff0c\u53ea\u7b97\u624b\u586b", None))
        self.agentMobileLabel.setText(QCoreApplication.translate("IntakePerson", u"\u624b\u673a\u53f7", None))
        self.agentMobileNote.setText("")
        self.earlierTitle.setText(QCoreApplication.translate("IntakePerson", u"\u8fd9\u4e2a\u4eba\u4ee5\u524d\u529e\u8fc7", None))
        pass
    # retranslateUi

