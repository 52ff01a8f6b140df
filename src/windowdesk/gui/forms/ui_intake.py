# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'intake.ui'
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
    QPushButton, QSizePolicy, QSpacerItem, QStackedWidget,
    QVBoxLayout, QWidget)

from windowdesk.gui.paragraph import Paragraph
from windowdesk.gui.step_bar import StepBar

class Ui_IntakePage(object):
    def setupUi(self, IntakePage):
        if not IntakePage.objectName():
            IntakePage.setObjectName(u"IntakePage")
        self.layout_1 = QVBoxLayout(IntakePage)
        self.layout_1.setSpacing(0)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.head = QFrame(IntakePage)
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

        self.saved = QLabel(self.head)
        self.saved.setObjectName(u"saved")
        self.saved.setProperty(u"role", u"muted")

        self.layout_3.addWidget(self.saved)

        self.layout_3.setStretch(0, 1)

        self.layout_2.addLayout(self.layout_3)

        self.steps = StepBar(self.head)
        self.steps.setObjectName(u"steps")

        self.layout_2.addWidget(self.steps)

        self.hint = Paragraph(self.head)
        self.hint.setObjectName(u"hint")
        self.hint.setWordWrap(True)
        self.hint.setProperty(u"role", u"hint")

        self.layout_2.addWidget(self.hint)


        self.layout_1.addWidget(self.head)

        self.stack = QStackedWidget(IntakePage)
        self.stack.setObjectName(u"stack")

        self.layout_1.addWidget(self.stack)

        self.actionBar = QFrame(IntakePage)
        self.actionBar.setObjectName(u"actionBar")
        self.actionBar.setProperty(u"role", u"bar")
        self.layout_4 = QHBoxLayout(self.actionBar)
        self.layout_4.setSpacing(12)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(24, 10, 24, 10)
        self.back = QPushButton(self.actionBar)
        self.back.setObjectName(u"back")

        self.layout_4.addWidget(self.back)

        self.card = QPushButton(self.actionBar)
        self.card.setObjectName(u"card")

        self.layout_4.addWidget(self.card)

        self.scan = QPushButton(self.actionBar)
        self.scan.setObjectName(u"scan")

        self.layout_4.addWidget(self.scan)

        self.spacer_5 = QSpacerItem(20, 4, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_4.addItem(self.spacer_5)

        self.next = QPushButton(self.actionBar)
        self.next.setObjectName(u"next")
        self.next.setProperty(u"role", u"primary")

        self.layout_4.addWidget(self.next)


        self.layout_1.addWidget(self.actionBar)

        self.layout_1.setStretch(1, 1)

        self.retranslateUi(IntakePage)

        QMetaObject.connectSlotsByName(IntakePage)
    # setupUi

    def retranslateUi(self, IntakePage):
        self.title.setText(QCoreApplication.translate("IntakePage", u"\u6536\u4ef6", None))
        self.saved.setText("")
        self.hint.setText("")
        self.back.setText(QCoreApplication.translate("IntakePage", u"\u4e0a\u4e00\u6b65 Esc", None))
        self.card.setText(QCoreApplication.translate("IntakePage", u"\u8bfb\u5361 F2", None))
        self.scan.setText(QCoreApplication.translate("IntakePage", u"\u626b\u63cf F3", None))
        self.next.setText(QCoreApplication.translate("IntakePage", u"\u4e0b\u4e00\u6b65 Enter", None))
        pass
    # retranslateUi

