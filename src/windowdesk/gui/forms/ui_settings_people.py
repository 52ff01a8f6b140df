# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'settings_people.ui'
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
    QLineEdit, QSizePolicy, QVBoxLayout, QWidget)

from windowdesk.gui.paragraph import Paragraph

class Ui_PeopleCard(object):
    def setupUi(self, PeopleCard):
        if not PeopleCard.objectName():
            PeopleCard.setObjectName(u"PeopleCard")
        PeopleCard.setProperty(u"role", u"card")
        self.layout_8 = QVBoxLayout(PeopleCard)
        self.layout_8.setSpacing(8)
        self.layout_8.setObjectName(u"layout_8")
        self.layout_8.setContentsMargins(16, 12, 16, 12)
        self.peopleTitle = QLabel(PeopleCard)
        self.peopleTitle.setObjectName(u"peopleTitle")
        self.peopleTitle.setProperty(u"role", u"heading")

        self.layout_8.addWidget(self.peopleTitle)

        self.layout_9 = QGridLayout()
        self.layout_9.setSpacing(8)
        self.layout_9.setObjectName(u"layout_9")
        self.layout_9.setContentsMargins(0, 0, 0, 0)
        self.siteNameLabel = QLabel(PeopleCard)
        self.siteNameLabel.setObjectName(u"siteNameLabel")
        self.siteNameLabel.setProperty(u"role", u"field")

        self.layout_9.addWidget(self.siteNameLabel, 0, 0, 1, 1)

        self.siteName = QLineEdit(PeopleCard)
        self.siteName.setObjectName(u"siteName")
        self.siteName.setMaxLength(60)

        self.layout_9.addWidget(self.siteName, 0, 1, 1, 1)

        self.windowLabel = QLabel(PeopleCard)
        self.windowLabel.setObjectName(u"windowLabel")
        self.windowLabel.setProperty(u"role", u"field")

        self.layout_9.addWidget(self.windowLabel, 1, 0, 1, 1)

        self.window = QLineEdit(PeopleCard)
        self.window.setObjectName(u"window")
        self.window.setMaxLength(10)

        self.layout_9.addWidget(self.window, 1, 1, 1, 1)

        self.clerkLabel = QLabel(PeopleCard)
        self.clerkLabel.setObjectName(u"clerkLabel")
        self.clerkLabel.setProperty(u"role", u"field")

        self.layout_9.addWidget(self.clerkLabel, 2, 0, 1, 1)

        self.clerk = QLineEdit(PeopleCard)
        self.clerk.setObjectName(u"clerk")
        self.clerk.setMaxLength(30)

        self.layout_9.addWidget(self.clerk, 2, 1, 1, 1)

        self.badgeLabel = QLabel(PeopleCard)
        self.badgeLabel.setObjectName(u"badgeLabel")
        self.badgeLabel.setProperty(u"role", u"field")

        self.layout_9.addWidget(self.badgeLabel, 3, 0, 1, 1)

        self.badge = QLineEdit(PeopleCard)
        self.badge.setObjectName(u"badge")
        self.badge.setMaxLength(20)

        self.layout_9.addWidget(self.badge, 3, 1, 1, 1)

        self.hotlineLabel = QLabel(PeopleCard)
        self.hotlineLabel.setObjectName(u"hotlineLabel")
        self.hotlineLabel.setProperty(u"role", u"field")

        self.layout_9.addWidget(self.hotlineLabel, 4, 0, 1, 1)

        self.hotline = QLineEdit(PeopleCard)
        self.hotline.setObjectName(u"hotline")
        self.hotline.setMaxLength(20)

        self.layout_9.addWidget(self.hotline, 4, 1, 1, 1)

        self.layout_9.setColumnStretch(1, 3)
        self.layout_9.setColumnStretch(2, 1)

        self.layout_8.addLayout(self.layout_9)

        self.station = Paragraph(PeopleCard)
        self.station.setObjectName(u"station")
        self.station.setWordWrap(True)
        self.station.setProperty(u"role", u"muted")

        self.layout_8.addWidget(self.station)


        self.retranslateUi(PeopleCard)

        QMetaObject.connectSlotsByName(PeopleCard)
    # setupUi

    def retranslateUi(self, PeopleCard):
        self.peopleTitle.setText(QCoreApplication.translate("PeopleCard", u"\u7ad9\u70b9\u548c\u7ecf\u529e\u4eba", None))
        self.siteNameLabel.setText(QCoreApplication.translate("PeopleCard", u"\u7ad9\u70b9\u540d\u79f0", None))
        self.windowLabel.setText(QCoreApplication.translate("PeopleCard", u"\u7a97\u53e3\u53f7", None))
        self.clerkLabel.setText(QCoreApplication.translate("PeopleCard", u"\u7ecf\u529e\u4eba", None))
        self.badgeLabel.setText(QCoreApplication.translate("PeopleCard", u"\u5de5\u53f7", None))
        self.hotlineLabel.setText(QCoreApplication.translate("PeopleCard", u"\u76d1\u7763\u6295\u8bc9\u7535\u8bdd", None))
        self.station.setText("")
        pass
    # retranslateUi

