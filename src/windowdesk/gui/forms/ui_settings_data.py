# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'settings_data.ui'
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
from PySide6.QtWidgets import (QApplication, QFrame, QGridLayout, QLabel,
    QSizePolicy, QVBoxLayout, QWidget)

from windowdesk.gui.entries import ChoiceBox
from windowdesk.gui.paragraph import Paragraph

class Ui_DataCard(object):
    def setupUi(self, DataCard):
        if not DataCard.objectName():
            DataCard.setObjectName(u"DataCard")
        DataCard.setProperty(u"role", u"card")
        self.layout_19 = QVBoxLayout(DataCard)
        self.layout_19.setSpacing(8)
        self.layout_19.setObjectName(u"layout_19")
        self.layout_19.setContentsMargins(16, 12, 16, 12)
        self.dataTitle = QLabel(DataCard)
        self.dataTitle.setObjectName(u"dataTitle")
        self.dataTitle.setProperty(u"role", u"heading")

        self.layout_19.addWidget(self.dataTitle)

        self.dataHint = Paragraph(DataCard)
        self.dataHint.setObjectName(u"dataHint")
        self.dataHint.setWordWrap(True)
        self.dataHint.setProperty(u"role", u"muted")

        self.layout_19.addWidget(self.dataHint)

        self.layout_20 = QGridLayout()
        self.layout_20.setSpacing(8)
        self.layout_20.setObjectName(u"layout_20")
        self.layout_20.setContentsMargins(0, 0, 0, 0)
        self.dailyLabel = QLabel(DataCard)
        self.dailyLabel.setObjectName(u"dailyLabel")
        self.dailyLabel.setProperty(u"role", u"field")

        self.layout_20.addWidget(self.dailyLabel, 0, 0, 1, 1)

        self.daily = ChoiceBox(DataCard)
        self.daily.setObjectName(u"daily")

        self.layout_20.addWidget(self.daily, 0, 1, 1, 1)

        self.nightFromLabel = QLabel(DataCard)
        self.nightFromLabel.setObjectName(u"nightFromLabel")
        self.nightFromLabel.setProperty(u"role", u"field")

        self.layout_20.addWidget(self.nightFromLabel, 0, 2, 1, 1)

        self.nightFrom = ChoiceBox(DataCard)
        self.nightFrom.setObjectName(u"nightFrom")

        self.layout_20.addWidget(self.nightFrom, 0, 3, 1, 1)

        self.nightToLabel = QLabel(DataCard)
        self.nightToLabel.setObjectName(u"nightToLabel")
        self.nightToLabel.setProperty(u"role", u"field")

        self.layout_20.addWidget(self.nightToLabel, 0, 4, 1, 1)

        self.nightTo = ChoiceBox(DataCard)
        self.nightTo.setObjectName(u"nightTo")

        self.layout_20.addWidget(self.nightTo, 0, 5, 1, 1)

        self.layout_20.setColumnStretch(1, 1)
        self.layout_20.setColumnStretch(3, 1)
        self.layout_20.setColumnStretch(5, 1)

        self.layout_19.addLayout(self.layout_20)


        self.retranslateUi(DataCard)

        QMetaObject.connectSlotsByName(DataCard)
    # setupUi

    def retranslateUi(self, DataCard):
        self.dataTitle.setText(QCoreApplication.translate("DataCard", u"\u6bcf\u5929\u7684\u6d41\u91cf", None))
        self.dataHint.setText(QCoreApplication.translate("DataCard", u"\u7528\u6d41\u91cf\u5361\u4e0a\u7f51\u7684\u5730\u65b9\u624d\u8981\u8bbe\u3002\u6587\u5b57\u603b\u662f\u5148\u62a5\uff1b\u6d41\u91cf\u7528\u5b8c\u540e\uff0c\u6750\u6599\u56fe\u7247\u7b49\u5230\u591c\u91cc\u6216\u7b2c\u4e8c\u5929\u518d\u4f20\u3002\u53bf\u91cc\u4e5f\u53ef\u4ee5\u7edf\u4e00\u8bbe\u3002", None))
        self.dailyLabel.setText(QCoreApplication.translate("DataCard", u"\u767d\u5929\u6700\u591a\u7528", None))
        self.nightFromLabel.setText(QCoreApplication.translate("DataCard", u"\u591c\u95f4\u4ece", None))
        self.nightToLabel.setText(QCoreApplication.translate("DataCard", u"\u5230", None))
        pass
    # retranslateUi

