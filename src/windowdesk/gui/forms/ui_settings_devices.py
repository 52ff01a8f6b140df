# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'settings_devices.ui'
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

from windowdesk.gui.badge import Badge
from windowdesk.gui.entries import ChoiceBox
from windowdesk.gui.paragraph import Paragraph

class Ui_DevicesCard(object):
    def setupUi(self, DevicesCard):
        if not DevicesCard.objectName():
            DevicesCard.setObjectName(u"DevicesCard")
        DevicesCard.setProperty(u"role", u"card")
        self.layout_10 = QVBoxLayout(DevicesCard)
        self.layout_10.setSpacing(8)
        self.layout_10.setObjectName(u"layout_10")
        self.layout_10.setContentsMargins(16, 12, 16, 12)
        self.devicesTitle = QLabel(DevicesCard)
        self.devicesTitle.setObjectName(u"devicesTitle")
        self.devicesTitle.setProperty(u"role", u"heading")

        self.layout_10.addWidget(self.devicesTitle)

        self.devicesHint = Paragraph(DevicesCard)
        self.devicesHint.setObjectName(u"devicesHint")
        self.devicesHint.setWordWrap(True)
        self.devicesHint.setProperty(u"role", u"muted")

        self.layout_10.addWidget(self.devicesHint)

        self.layout_11 = QGridLayout()
        self.layout_11.setSpacing(8)
        self.layout_11.setObjectName(u"layout_11")
        self.layout_11.setContentsMargins(0, 0, 0, 0)
        self.readerLabel = QLabel(DevicesCard)
        self.readerLabel.setObjectName(u"readerLabel")
        self.readerLabel.setProperty(u"role", u"field")

        self.layout_11.addWidget(self.readerLabel, 0, 0, 1, 1)

        self.reader = QLineEdit(DevicesCard)
        self.reader.setObjectName(u"reader")

        self.layout_11.addWidget(self.reader, 0, 1, 1, 1)

        self.readerTest = QPushButton(DevicesCard)
        self.readerTest.setObjectName(u"readerTest")

        self.layout_11.addWidget(self.readerTest, 0, 2, 1, 1)

        self.readerState = Badge(DevicesCard)
        self.readerState.setObjectName(u"readerState")

        self.layout_11.addWidget(self.readerState, 0, 3, 1, 1)

        self.scannerLabel = QLabel(DevicesCard)
        self.scannerLabel.setObjectName(u"scannerLabel")
        self.scannerLabel.setProperty(u"role", u"field")

        self.layout_11.addWidget(self.scannerLabel, 1, 0, 1, 1)

        self.scanner = QLineEdit(DevicesCard)
        self.scanner.setObjectName(u"scanner")

        self.layout_11.addWidget(self.scanner, 1, 1, 1, 1)

        self.scannerTest = QPushButton(DevicesCard)
        self.scannerTest.setObjectName(u"scannerTest")

        self.layout_11.addWidget(self.scannerTest, 1, 2, 1, 1)

        self.scannerState = Badge(DevicesCard)
        self.scannerState.setObjectName(u"scannerState")

        self.layout_11.addWidget(self.scannerState, 1, 3, 1, 1)

        self.printerLabel = QLabel(DevicesCard)
        self.printerLabel.setObjectName(u"printerLabel")
        self.printerLabel.setProperty(u"role", u"field")

        self.layout_11.addWidget(self.printerLabel, 2, 0, 1, 1)

        self.printer = QLineEdit(DevicesCard)
        self.printer.setObjectName(u"printer")

        self.layout_11.addWidget(self.printer, 2, 1, 1, 1)

        self.printerTest = QPushButton(DevicesCard)
        self.printerTest.setObjectName(u"printerTest")

        self.layout_11.addWidget(self.printerTest, 2, 2, 1, 1)

        self.printerState = Badge(DevicesCard)
        self.printerState.setObjectName(u"printerState")

        self.layout_11.addWidget(self.printerState, 2, 3, 1, 1)

        self.modelLabel = QLabel(DevicesCard)
        self.modelLabel.setObjectName(u"modelLabel")
        self.modelLabel.setProperty(u"role", u"field")

        self.layout_11.addWidget(self.modelLabel, 3, 0, 1, 1)

        self.model = ChoiceBox(DevicesCard)
        self.model.setObjectName(u"model")

        self.layout_11.addWidget(self.model, 3, 1, 1, 1)

        self.rollLabel = QLabel(DevicesCard)
        self.rollLabel.setObjectName(u"rollLabel")
        self.rollLabel.setProperty(u"role", u"field")

        self.layout_11.addWidget(self.rollLabel, 4, 0, 1, 1)

        self.roll = ChoiceBox(DevicesCard)
        self.roll.setObjectName(u"roll")

        self.layout_11.addWidget(self.roll, 4, 1, 1, 1)

        self.evaluatorLabel = QLabel(DevicesCard)
        self.evaluatorLabel.setObjectName(u"evaluatorLabel")
        self.evaluatorLabel.setProperty(u"role", u"field")

        self.layout_11.addWidget(self.evaluatorLabel, 5, 0, 1, 1)

        self.evaluator = QLineEdit(DevicesCard)
        self.evaluator.setObjectName(u"evaluator")

        self.layout_11.addWidget(self.evaluator, 5, 1, 1, 1)

        self.evaluatorTest = QPushButton(DevicesCard)
        self.evaluatorTest.setObjectName(u"evaluatorTest")

        self.layout_11.addWidget(self.evaluatorTest, 5, 2, 1, 1)

        self.evaluatorState = Badge(DevicesCard)
        self.evaluatorState.setObjectName(u"evaluatorState")

        self.layout_11.addWidget(self.evaluatorState, 5, 3, 1, 1)

        self.layout_11.setColumnStretch(1, 3)
        self.layout_11.setColumnStretch(3, 1)

        self.layout_10.addLayout(self.layout_11)


        self.retranslateUi(DevicesCard)

        QMetaObject.connectSlotsByName(DevicesCard)
    # setupUi

    def retranslateUi(self, DevicesCard):
        self.devicesTitle.setText(QCoreApplication.translate("DevicesCard", u"\u8bbe\u5907", None))
        self.devicesHint.setText(QCoreApplication.translate("DevicesCard", u"\u4e0d\u4f1a\u586b\u6ca1\u5173\u7cfb\uff1a\u70b9\u4e0b\u9762\u7684\u201c\u53bb\u8bbe\u5907\u4f53\u68c0\u201d\uff0c\u63d2\u7740\u7684\u8bbe\u5907\u4f1a\u81ea\u5df1\u627e\u51fa\u6765\u3002\u6ca1\u6709\u7684\u8bbe\u5907\u7559\u7a7a\uff0c\u4e0d\u5f71\u54cd\u6536\u4ef6\u3002", None))
        self.readerLabel.setText(QCoreApplication.translate("DevicesCard", u"\u8bfb\u5361\u5668", None))
        self.reader.setPlaceholderText(QCoreApplication.translate("DevicesCard", u"\u4f8b\u5982 serial:/dev/ttyUSB0\uff1bpcsc:", None))
        self.readerTest.setText(QCoreApplication.translate("DevicesCard", u"\u68c0\u67e5", None))
        self.scannerLabel.setText(QCoreApplication.translate("DevicesCard", u"\u626b\u63cf\u4eea", None))
        self.scanner.setPlaceholderText(QCoreApplication.translate("DevicesCard", u"\u4f8b\u5982 folder:/home/scan", None))
        self.scannerTest.setText(QCoreApplication.translate("DevicesCard", u"\u68c0\u67e5", None))
        self.printerLabel.setText(QCoreApplication.translate("DevicesCard", u"\u51ed\u6761\u6253\u5370\u673a", None))
        self.printer.setPlaceholderText(QCoreApplication.translate("DevicesCard", u"\u4f8b\u5982 tcp://192.0.2.7:9100", None))
        self.printerTest.setText(QCoreApplication.translate("DevicesCard", u"\u68c0\u67e5", None))
        self.modelLabel.setText(QCoreApplication.translate("DevicesCard", u"\u51ed\u6761\u6253\u5370\u673a\u578b\u53f7", None))
        self.rollLabel.setText(QCoreApplication.translate("DevicesCard", u"\u65b0\u7eb8\u5377\u957f\u5ea6", None))
        self.evaluatorLabel.setText(QCoreApplication.translate("DevicesCard", u"\u8bc4\u4ef7\u5668", None))
        self.evaluator.setPlaceholderText(QCoreApplication.translate("DevicesCard", u"\u4f8b\u5982 serial:/dev/ttyUSB1\uff0c\u6ca1\u6709\u5c31\u7a7a\u7740", None))
        self.evaluatorTest.setText(QCoreApplication.translate("DevicesCard", u"\u68c0\u67e5", None))
        pass
    # retranslateUi

