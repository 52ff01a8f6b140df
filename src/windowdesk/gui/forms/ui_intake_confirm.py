# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'intake_confirm.ui'
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
from PySide6.QtWidgets import (QApplication, QCheckBox, QFrame, QHBoxLayout,
    QLabel, QLineEdit, QPushButton, QScrollArea,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

from windowdesk.gui.paragraph import Paragraph

class Ui_IntakeConfirm(object):
    def setupUi(self, IntakeConfirm):
        if not IntakeConfirm.objectName():
            IntakeConfirm.setObjectName(u"IntakeConfirm")
        self.layout_1 = QVBoxLayout(IntakeConfirm)
        self.layout_1.setSpacing(0)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.scroll = QScrollArea(IntakeConfirm)
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
        self.troubleCard = QFrame(self.scrollInside)
        self.troubleCard.setObjectName(u"troubleCard")
        self.troubleCard.setProperty(u"role", u"warnCard")
        self.layout_3 = QVBoxLayout(self.troubleCard)
        self.layout_3.setSpacing(8)
        self.layout_3.setObjectName(u"layout_3")
        self.layout_3.setContentsMargins(16, 12, 16, 12)
        self.troubleTitle = QLabel(self.troubleCard)
        self.troubleTitle.setObjectName(u"troubleTitle")
        self.troubleTitle.setProperty(u"role", u"heading")

        self.layout_3.addWidget(self.troubleTitle)

        self.troubleRows = QVBoxLayout()
        self.troubleRows.setSpacing(8)
        self.troubleRows.setObjectName(u"troubleRows")
        self.troubleRows.setContentsMargins(0, 0, 0, 0)

        self.layout_3.addLayout(self.troubleRows)


        self.layout_2.addWidget(self.troubleCard)

        self.duplicateCard = QFrame(self.scrollInside)
        self.duplicateCard.setObjectName(u"duplicateCard")
        self.duplicateCard.setProperty(u"role", u"warnCard")
        self.layout_5 = QVBoxLayout(self.duplicateCard)
        self.layout_5.setSpacing(8)
        self.layout_5.setObjectName(u"layout_5")
        self.layout_5.setContentsMargins(16, 12, 16, 12)
        self.duplicateText = Paragraph(self.duplicateCard)
        self.duplicateText.setObjectName(u"duplicateText")
        self.duplicateText.setWordWrap(True)
        self.duplicateText.setProperty(u"role", u"lead")

        self.layout_5.addWidget(self.duplicateText)

        self.layout_6 = QHBoxLayout()
        self.layout_6.setSpacing(12)
        self.layout_6.setObjectName(u"layout_6")
        self.layout_6.setContentsMargins(0, 0, 0, 0)
        self.duplicateLabel = QLabel(self.duplicateCard)
        self.duplicateLabel.setObjectName(u"duplicateLabel")

        self.layout_6.addWidget(self.duplicateLabel)

        self.duplicateReason = QLineEdit(self.duplicateCard)
        self.duplicateReason.setObjectName(u"duplicateReason")
        self.duplicateReason.setMaxLength(200)

        self.layout_6.addWidget(self.duplicateReason)

        self.openDuplicate = QPushButton(self.duplicateCard)
        self.openDuplicate.setObjectName(u"openDuplicate")

        self.layout_6.addWidget(self.openDuplicate)

        self.layout_6.setStretch(1, 1)

        self.layout_5.addLayout(self.layout_6)


        self.layout_2.addWidget(self.duplicateCard)

        self.sheet = QFrame(self.scrollInside)
        self.sheet.setObjectName(u"sheet")
        self.sheet.setProperty(u"role", u"card")
        self.layout_7 = QVBoxLayout(self.sheet)
        self.layout_7.setSpacing(8)
        self.layout_7.setObjectName(u"layout_7")
        self.layout_7.setContentsMargins(16, 12, 16, 12)
        self.sheetTitle = QLabel(self.sheet)
        self.sheetTitle.setObjectName(u"sheetTitle")
        self.sheetTitle.setProperty(u"role", u"elderTitle")

        self.layout_7.addWidget(self.sheetTitle)

        self.summary = QLabel(self.sheet)
        self.summary.setObjectName(u"summary")
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.RichText)
        self.summary.setProperty(u"role", u"elder")

        self.layout_7.addWidget(self.summary)


        self.layout_2.addWidget(self.sheet)

        self.signCard = QFrame(self.scrollInside)
        self.signCard.setObjectName(u"signCard")
        self.signCard.setProperty(u"role", u"card")
        self.layout_10 = QVBoxLayout(self.signCard)
        self.layout_10.setSpacing(8)
        self.layout_10.setObjectName(u"layout_10")
        self.layout_10.setContentsMargins(16, 12, 16, 12)
        self.signTitle = QLabel(self.signCard)
        self.signTitle.setObjectName(u"signTitle")
        self.signTitle.setProperty(u"role", u"heading")

        self.layout_10.addWidget(self.signTitle)

        self.signRows = QVBoxLayout()
        self.signRows.setSpacing(8)
        self.signRows.setObjectName(u"signRows")
        self.signRows.setContentsMargins(0, 0, 0, 0)

        self.layout_10.addLayout(self.signRows)


        self.layout_2.addWidget(self.signCard)

        self.spacer_8 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_2.addItem(self.spacer_8)


        self.layout_1.addWidget(self.scroll)

        self.agreeCard = QFrame(IntakeConfirm)
        self.agreeCard.setObjectName(u"agreeCard")
        self.agreeCard.setProperty(u"role", u"foot")
        self.layout_9 = QHBoxLayout(self.agreeCard)
        self.layout_9.setSpacing(12)
        self.layout_9.setObjectName(u"layout_9")
        self.layout_9.setContentsMargins(24, 8, 24, 8)
        self.agreed = QCheckBox(self.agreeCard)
        self.agreed.setObjectName(u"agreed")

        self.layout_9.addWidget(self.agreed)

        self.push = QPushButton(self.agreeCard)
        self.push.setObjectName(u"push")

        self.layout_9.addWidget(self.push)

        self.application = QPushButton(self.agreeCard)
        self.application.setObjectName(u"application")

        self.layout_9.addWidget(self.application)

        self.layout_9.setStretch(0, 1)

        self.layout_1.addWidget(self.agreeCard)

        self.layout_1.setStretch(0, 1)

        self.retranslateUi(IntakeConfirm)

        QMetaObject.connectSlotsByName(IntakeConfirm)
    # setupUi

    def retranslateUi(self, IntakeConfirm):
        self.troubleTitle.setText(QCoreApplication.translate("IntakeConfirm", u"\u8fd8\u5dee\u8fd9\u4e9b\uff0c\u6539\u597d\u624d\u80fd\u4fdd\u5b58", None))
        self.duplicateText.setText("")
        self.duplicateLabel.setText(QCoreApplication.translate("IntakeConfirm", u"\u8fd8\u8981\u518d\u529e\u7684\u539f\u56e0", None))
        self.openDuplicate.setText(QCoreApplication.translate("IntakeConfirm", u"\u770b\u90a3\u4e00\u4ef6", None))
        self.sheetTitle.setText(QCoreApplication.translate("IntakeConfirm", u"\u8bf7\u7533\u8bf7\u4eba\u4e00\u8d77\u6838\u5bf9", None))
        self.signTitle.setText(QCoreApplication.translate("IntakeConfirm", u"\u7533\u8bf7\u8868\u7b7e\u540d\uff08\u53ef\u4ee5\u5728\u5c4f\u5e55\u4e0a\u5199\uff0c\u4e5f\u53ef\u4ee5\u6253\u51fa\u6765\u5728\u7eb8\u4e0a\u7b7e\uff09", None))
        self.agreed.setText(QCoreApplication.translate("IntakeConfirm", u"\u7533\u8bf7\u4eba\u770b\u8fc7\uff0c\u5185\u5bb9\u6ca1\u6709\u9519\uff08\u6309\u7a7a\u683c\u52fe\u9009\uff09", None))
        self.push.setText(QCoreApplication.translate("IntakeConfirm", u"\u7ed9\u7fa4\u4f17\u770b", None))
        self.application.setText(QCoreApplication.translate("IntakeConfirm", u"\u6253\u5370\u7533\u8bf7\u8868", None))
        pass
    # retranslateUi

