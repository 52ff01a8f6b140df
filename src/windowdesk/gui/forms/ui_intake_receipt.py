# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'intake_receipt.ui'
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
from windowdesk.gui.paragraph import Paragraph

class Ui_IntakeReceipt(object):
    def setupUi(self, IntakeReceipt):
        if not IntakeReceipt.objectName():
            IntakeReceipt.setObjectName(u"IntakeReceipt")
        self.layout_1 = QVBoxLayout(IntakeReceipt)
        self.layout_1.setSpacing(8)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.scroll = QScrollArea(IntakeReceipt)
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
        self.doneCard = QFrame(self.scrollInside)
        self.doneCard.setObjectName(u"doneCard")
        self.doneCard.setProperty(u"role", u"goodCard")
        self.layout_3 = QHBoxLayout(self.doneCard)
        self.layout_3.setSpacing(16)
        self.layout_3.setObjectName(u"layout_3")
        self.layout_3.setContentsMargins(16, 12, 16, 12)
        self.doneSign = QLabel(self.doneCard)
        self.doneSign.setObjectName(u"doneSign")

        self.layout_3.addWidget(self.doneSign)

        self.layout_4 = QVBoxLayout()
        self.layout_4.setSpacing(4)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(0, 0, 0, 0)
        self.doneTitle = QLabel(self.doneCard)
        self.doneTitle.setObjectName(u"doneTitle")
        self.doneTitle.setProperty(u"role", u"elderTitle")

        self.layout_4.addWidget(self.doneTitle)

        self.doneText = Paragraph(self.doneCard)
        self.doneText.setObjectName(u"doneText")
        self.doneText.setWordWrap(True)
        self.doneText.setProperty(u"role", u"lead")

        self.layout_4.addWidget(self.doneText)


        self.layout_3.addLayout(self.layout_4)

        self.layout_3.setStretch(1, 1)

        self.layout_2.addWidget(self.doneCard)

        self.layout_5 = QHBoxLayout()
        self.layout_5.setSpacing(14)
        self.layout_5.setObjectName(u"layout_5")
        self.layout_5.setContentsMargins(0, 0, 0, 0)
        self.printCard = QFrame(self.scrollInside)
        self.printCard.setObjectName(u"printCard")
        self.printCard.setProperty(u"role", u"card")
        self.layout_6 = QVBoxLayout(self.printCard)
        self.layout_6.setSpacing(10)
        self.layout_6.setObjectName(u"layout_6")
        self.layout_6.setContentsMargins(16, 12, 16, 12)
        self.printTitle = QLabel(self.printCard)
        self.printTitle.setObjectName(u"printTitle")
        self.printTitle.setProperty(u"role", u"heading")

        self.layout_6.addWidget(self.printTitle)

        self.printState = Badge(self.printCard)
        self.printState.setObjectName(u"printState")

        self.layout_6.addWidget(self.printState)

        self.printDetail = Paragraph(self.printCard)
        self.printDetail.setObjectName(u"printDetail")
        self.printDetail.setWordWrap(True)
        self.printDetail.setProperty(u"role", u"lead")

        self.layout_6.addWidget(self.printDetail)

        self.layout_7 = QHBoxLayout()
        self.layout_7.setSpacing(12)
        self.layout_7.setObjectName(u"layout_7")
        self.layout_7.setContentsMargins(0, 0, 0, 0)
        self.cameOut = QPushButton(self.printCard)
        self.cameOut.setObjectName(u"cameOut")

        self.layout_7.addWidget(self.cameOut)

        self.didNot = QPushButton(self.printCard)
        self.didNot.setObjectName(u"didNot")

        self.layout_7.addWidget(self.didNot)


        self.layout_6.addLayout(self.layout_7)

        self.layout_8 = QHBoxLayout()
        self.layout_8.setSpacing(12)
        self.layout_8.setObjectName(u"layout_8")
        self.layout_8.setContentsMargins(0, 0, 0, 0)
        self.printNow = QPushButton(self.printCard)
        self.printNow.setObjectName(u"printNow")

        self.layout_8.addWidget(self.printNow)

        self.reprint = QPushButton(self.printCard)
        self.reprint.setObjectName(u"reprint")

        self.layout_8.addWidget(self.reprint)

        self.a4 = QPushButton(self.printCard)
        self.a4.setObjectName(u"a4")

        self.layout_8.addWidget(self.a4)


        self.layout_6.addLayout(self.layout_8)

        self.spacer_9 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_6.addItem(self.spacer_9)


        self.layout_5.addWidget(self.printCard)

        self.previewCard = QFrame(self.scrollInside)
        self.previewCard.setObjectName(u"previewCard")
        self.previewCard.setProperty(u"role", u"card")
        self.layout_10 = QVBoxLayout(self.previewCard)
        self.layout_10.setSpacing(8)
        self.layout_10.setObjectName(u"layout_10")
        self.layout_10.setContentsMargins(16, 12, 16, 12)
        self.previewTitle = QLabel(self.previewCard)
        self.previewTitle.setObjectName(u"previewTitle")
        self.previewTitle.setProperty(u"role", u"heading")

        self.layout_10.addWidget(self.previewTitle)

        self.preview = QLabel(self.previewCard)
        self.preview.setObjectName(u"preview")
        self.preview.setWordWrap(True)
        self.preview.setTextFormat(Qt.TextFormat.RichText)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop|Qt.AlignmentFlag.AlignLeft)
        self.preview.setProperty(u"role", u"receipt")

        self.layout_10.addWidget(self.preview)

        self.spacer_11 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_10.addItem(self.spacer_11)


        self.layout_5.addWidget(self.previewCard)

        self.layout_5.setStretch(0, 1)
        self.layout_5.setStretch(1, 1)

        self.layout_2.addLayout(self.layout_5)

        self.spacer_12 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_2.addItem(self.spacer_12)


        self.layout_1.addWidget(self.scroll)


        self.retranslateUi(IntakeReceipt)

        QMetaObject.connectSlotsByName(IntakeReceipt)
    # setupUi

    def retranslateUi(self, IntakeReceipt):
        self.doneSign.setText("")
        self.doneTitle.setText(QCoreApplication.translate("IntakeReceipt", u"\u5df2\u4fdd\u5b58\u597d", None))
        self.doneText.setText("")
        self.printTitle.setText(QCoreApplication.translate("IntakeReceipt", u"\u51ed\u6761", None))
        self.printDetail.setText("")
        self.cameOut.setText(QCoreApplication.translate("IntakeReceipt", u"\u5df2\u6253\u51fa", None))
        self.didNot.setText(QCoreApplication.translate("IntakeReceipt", u"\u6ca1\u6253\u51fa\uff0c\u518d\u6253\u4e00\u5f20", None))
        self.printNow.setText(QCoreApplication.translate("IntakeReceipt", u"\u6253\u5370\u51ed\u6761", None))
        self.reprint.setText(QCoreApplication.translate("IntakeReceipt", u"\u8865\u6253\u4e00\u5f20", None))
        self.a4.setText(QCoreApplication.translate("IntakeReceipt", u"\u6253 A4 \u51ed\u8bc1", None))
        self.previewTitle.setText(QCoreApplication.translate("IntakeReceipt", u"\u51ed\u6761\u5185\u5bb9", None))
        pass
    # retranslateUi

