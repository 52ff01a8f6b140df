# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'settings_enrol.ui'
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
    QLineEdit, QPushButton, QSizePolicy, QVBoxLayout,
    QWidget)

from windowdesk.gui.paragraph import Paragraph

class Ui_EnrolCard(object):
    def setupUi(self, EnrolCard):
        if not EnrolCard.objectName():
            EnrolCard.setObjectName(u"EnrolCard")
        EnrolCard.setProperty(u"role", u"card")
        self.layout_17 = QVBoxLayout(EnrolCard)
        self.layout_17.setSpacing(8)
        self.layout_17.setObjectName(u"layout_17")
        self.layout_17.setContentsMargins(16, 12, 16, 12)
        self.enrolTitle = QLabel(EnrolCard)
        self.enrolTitle.setObjectName(u"enrolTitle")
        self.enrolTitle.setProperty(u"role", u"heading")

        self.layout_17.addWidget(self.enrolTitle)

        self.enrolHint = Paragraph(EnrolCard)
        self.enrolHint.setObjectName(u"enrolHint")
        self.enrolHint.setWordWrap(True)
        self.enrolHint.setProperty(u"role", u"muted")

        self.layout_17.addWidget(self.enrolHint)

        self.layout_18 = QGridLayout()
        self.layout_18.setSpacing(8)
        self.layout_18.setObjectName(u"layout_18")
        self.layout_18.setContentsMargins(0, 0, 0, 0)
        self.enrolCodeLabel = QLabel(EnrolCard)
        self.enrolCodeLabel.setObjectName(u"enrolCodeLabel")
        self.enrolCodeLabel.setProperty(u"role", u"field")

        self.layout_18.addWidget(self.enrolCodeLabel, 0, 0, 1, 1)

        self.enrolCode = QLineEdit(EnrolCard)
        self.enrolCode.setObjectName(u"enrolCode")
        self.enrolCode.setMaxLength(40)

        self.layout_18.addWidget(self.enrolCode, 0, 1, 1, 1)

        self.enrolCountyLabel = QLabel(EnrolCard)
        self.enrolCountyLabel.setObjectName(u"enrolCountyLabel")
        self.enrolCountyLabel.setProperty(u"role", u"field")

        self.layout_18.addWidget(self.enrolCountyLabel, 1, 0, 1, 1)

        self.enrolCounty = QLineEdit(EnrolCard)
        self.enrolCounty.setObjectName(u"enrolCounty")
        self.enrolCounty.setMaxLength(200)

        self.layout_18.addWidget(self.enrolCounty, 1, 1, 1, 1)

        self.enrolLine = QPushButton(EnrolCard)
        self.enrolLine.setObjectName(u"enrolLine")

        self.layout_18.addWidget(self.enrolLine, 1, 2, 1, 1)

        self.layout_18.setColumnStretch(1, 3)

        self.layout_17.addLayout(self.layout_18)

        self.enrolStickHint = Paragraph(EnrolCard)
        self.enrolStickHint.setObjectName(u"enrolStickHint")
        self.enrolStickHint.setWordWrap(True)
        self.enrolStickHint.setProperty(u"role", u"muted")

        self.layout_17.addWidget(self.enrolStickHint)

        self.enrolStickLayout = QGridLayout()
        self.enrolStickLayout.setSpacing(8)
        self.enrolStickLayout.setObjectName(u"enrolStickLayout")
        self.enrolStickLayout.setContentsMargins(0, 0, 0, 0)
        self.enrolAsk = QPushButton(EnrolCard)
        self.enrolAsk.setObjectName(u"enrolAsk")

        self.enrolStickLayout.addWidget(self.enrolAsk, 0, 0, 1, 1)

        self.enrolTake = QPushButton(EnrolCard)
        self.enrolTake.setObjectName(u"enrolTake")

        self.enrolStickLayout.addWidget(self.enrolTake, 0, 1, 1, 1)

        self.enrolElsewhere = QPushButton(EnrolCard)
        self.enrolElsewhere.setObjectName(u"enrolElsewhere")

        self.enrolStickLayout.addWidget(self.enrolElsewhere, 0, 2, 1, 1)


        self.layout_17.addLayout(self.enrolStickLayout)


        self.retranslateUi(EnrolCard)

        QMetaObject.connectSlotsByName(EnrolCard)
    # setupUi

    def retranslateUi(self, EnrolCard):
        self.enrolTitle.setText(QCoreApplication.translate("EnrolCard", u"\u5728\u53bf\u91cc\u767b\u8bb0", None))
        self.enrolHint.setText(QCoreApplication.translate("EnrolCard", u"\u767b\u8bb0\u7801\u7531\u53bf\u91cc\u53d1\u3002\u6709\u7f51\u7edc\uff1a\u518d\u586b\u53bf\u5e73\u53f0\u5730\u5740\uff0c\u70b9\u201c\u8054\u7f51\u767b\u8bb0\u201d\u3002", None))
        self.enrolCodeLabel.setText(QCoreApplication.translate("EnrolCard", u"\u767b\u8bb0\u7801", None))
        self.enrolCountyLabel.setText(QCoreApplication.translate("EnrolCard", u"\u53bf\u5e73\u53f0\u5730\u5740", None))
        self.enrolCounty.setPlaceholderText(QCoreApplication.translate("EnrolCard", u"https://", None))
        self.enrolLine.setText(QCoreApplication.translate("EnrolCard", u"\u8054\u7f51\u767b\u8bb0", None))
        self.enrolStickHint.setText(QCoreApplication.translate("EnrolCard", u"\u6ca1\u6709\u7f51\u7edc\uff1a\u7528\u4f18\u76d8\uff0c\u5206\u4e24\u6b65\u3002\u7b2c\u4e00\u6b65\uff1a\u586b\u767b\u8bb0\u7801\uff0c\u63d2\u597d\u4f18\u76d8\uff0c\u70b9\u201c\u5199\u767b\u8bb0\u7533\u8bf7\u201d\uff0c\u628a\u4f18\u76d8\u4ea4\u5230\u53bf\u91cc\u3002\u7b2c\u4e8c\u6b65\uff1a\u4f18\u76d8\u62ff\u56de\u6765\uff0c\u63d2\u597d\uff0c\u70b9\u201c\u8bfb\u767b\u8bb0\u56de\u6267\u201d\u3002", None))
        self.enrolAsk.setText(QCoreApplication.translate("EnrolCard", u"\u5199\u767b\u8bb0\u7533\u8bf7", None))
        self.enrolTake.setText(QCoreApplication.translate("EnrolCard", u"\u8bfb\u767b\u8bb0\u56de\u6267", None))
        self.enrolElsewhere.setText(QCoreApplication.translate("EnrolCard", u"\u53e6\u9009\u6587\u4ef6\u5939", None))
#if QT_CONFIG(tooltip)
        self.enrolElsewhere.setToolTip(QCoreApplication.translate("EnrolCard", u"\u4f18\u76d8\u6ca1\u6709\u8ba4\u51fa\u6765\u65f6\uff0c\u81ea\u5df1\u6307\u7ed9\u7a0b\u5e8f\u770b", None))
#endif // QT_CONFIG(tooltip)
        pass
    # retranslateUi

