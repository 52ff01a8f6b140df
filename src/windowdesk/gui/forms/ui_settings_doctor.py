# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'settings_doctor.ui'
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
    QPushButton, QSizePolicy, QVBoxLayout, QWidget)

from windowdesk.gui.paragraph import Paragraph

class Ui_DoctorCard(object):
    def setupUi(self, DoctorCard):
        if not DoctorCard.objectName():
            DoctorCard.setObjectName(u"DoctorCard")
        DoctorCard.setProperty(u"role", u"card")
        self.layout_12 = QVBoxLayout(DoctorCard)
        self.layout_12.setSpacing(8)
        self.layout_12.setObjectName(u"layout_12")
        self.layout_12.setContentsMargins(16, 12, 16, 12)
        self.layout_13 = QHBoxLayout()
        self.layout_13.setSpacing(12)
        self.layout_13.setObjectName(u"layout_13")
        self.layout_13.setContentsMargins(0, 0, 0, 0)
        self.doctorTitle = QLabel(DoctorCard)
        self.doctorTitle.setObjectName(u"doctorTitle")
        self.doctorTitle.setProperty(u"role", u"heading")

        self.layout_13.addWidget(self.doctorTitle)

        self.doctor = QPushButton(DoctorCard)
        self.doctor.setObjectName(u"doctor")

        self.layout_13.addWidget(self.doctor)

        self.layout_13.setStretch(0, 1)

        self.layout_12.addLayout(self.layout_13)

        self.doctorHint = Paragraph(DoctorCard)
        self.doctorHint.setObjectName(u"doctorHint")
        self.doctorHint.setWordWrap(True)
        self.doctorHint.setProperty(u"role", u"muted")

        self.layout_12.addWidget(self.doctorHint)


        self.retranslateUi(DoctorCard)

        QMetaObject.connectSlotsByName(DoctorCard)
    # setupUi

    def retranslateUi(self, DoctorCard):
        self.doctorTitle.setText(QCoreApplication.translate("DoctorCard", u"\u8bbe\u5907\u4f53\u68c0", None))
        self.doctor.setText(QCoreApplication.translate("DoctorCard", u"\u53bb\u8bbe\u5907\u4f53\u68c0", None))
        self.doctorHint.setText(QCoreApplication.translate("DoctorCard", u"\u627e\u4e00\u627e\u63d2\u7740\u4ec0\u4e48\u8bbe\u5907\uff0c\u4e00\u6837\u4e00\u6837\u8bd5\uff0c\u54ea\u91cc\u4e0d\u5bf9\u7167\u7740\u6b65\u9aa4\u505a\uff1b\u4e5f\u770b\u5b58\u50a8\u3001\u7f51\u7edc\u548c\u65e5\u671f\u3002", None))
        pass
    # retranslateUi

