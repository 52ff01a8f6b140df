# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'opening.ui'
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
from PySide6.QtWidgets import (QApplication, QFrame, QLabel, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

from windowdesk.gui.paragraph import Paragraph

class Ui_OpeningPage(object):
    def setupUi(self, OpeningPage):
        if not OpeningPage.objectName():
            OpeningPage.setObjectName(u"OpeningPage")
        self.layout_1 = QVBoxLayout(OpeningPage)
        self.layout_1.setSpacing(0)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.head = QFrame(OpeningPage)
        self.head.setObjectName(u"head")
        self.head.setProperty(u"role", u"head")
        self.layout_2 = QVBoxLayout(self.head)
        self.layout_2.setSpacing(2)
        self.layout_2.setObjectName(u"layout_2")
        self.layout_2.setContentsMargins(24, 12, 24, 8)
        self.title = QLabel(self.head)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"role", u"title")

        self.layout_2.addWidget(self.title)

        self.hint = Paragraph(self.head)
        self.hint.setObjectName(u"hint")
        self.hint.setWordWrap(True)
        self.hint.setProperty(u"role", u"hint")

        self.layout_2.addWidget(self.hint)


        self.layout_1.addWidget(self.head)

        self.layout_3 = QVBoxLayout()
        self.layout_3.setSpacing(16)
        self.layout_3.setObjectName(u"layout_3")
        self.layout_3.setContentsMargins(24, 12, 24, 12)
        self.bigOne = QFrame(OpeningPage)
        self.bigOne.setObjectName(u"bigOne")
        self.bigOne.setMinimumSize(QSize(0, 150))
        self.bigOne.setProperty(u"role", u"skeleton")

        self.layout_3.addWidget(self.bigOne)

        self.bigTwo = QFrame(OpeningPage)
        self.bigTwo.setObjectName(u"bigTwo")
        self.bigTwo.setMinimumSize(QSize(0, 90))
        self.bigTwo.setProperty(u"role", u"skeleton")

        self.layout_3.addWidget(self.bigTwo)

        self.bigThree = QFrame(OpeningPage)
        self.bigThree.setObjectName(u"bigThree")
        self.bigThree.setMinimumSize(QSize(0, 90))
        self.bigThree.setProperty(u"role", u"skeleton")

        self.layout_3.addWidget(self.bigThree)

        self.spacer_4 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_3.addItem(self.spacer_4)


        self.layout_1.addLayout(self.layout_3)


        self.retranslateUi(OpeningPage)

        QMetaObject.connectSlotsByName(OpeningPage)
    # setupUi

    def retranslateUi(self, OpeningPage):
        self.title.setText(QCoreApplication.translate("OpeningPage", u"\u6b63\u5728\u6253\u5f00\u2026", None))
        self.hint.setText(QCoreApplication.translate("OpeningPage", u"\u6b63\u5728\u6253\u5f00\u8fd9\u53f0\u7535\u8111\u4e0a\u7684\u529e\u4ef6\uff0c\u8bf7\u7a0d\u7b49\u3002", None))
        pass
    # retranslateUi

