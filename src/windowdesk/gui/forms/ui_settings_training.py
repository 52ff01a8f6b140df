# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'settings_training.ui'
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
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QPushButton,
    QSizePolicy, QWidget)

from windowdesk.gui.paragraph import Paragraph

class Ui_TrainingCard(object):
    def setupUi(self, TrainingCard):
        if not TrainingCard.objectName():
            TrainingCard.setObjectName(u"TrainingCard")
        TrainingCard.setProperty(u"role", u"card")
        self.layout_training = QHBoxLayout(TrainingCard)
        self.layout_training.setSpacing(12)
        self.layout_training.setObjectName(u"layout_training")
        self.layout_training.setContentsMargins(16, 12, 16, 12)
        self.trainingHint = Paragraph(TrainingCard)
        self.trainingHint.setObjectName(u"trainingHint")
        self.trainingHint.setWordWrap(True)

        self.layout_training.addWidget(self.trainingHint)

        self.training = QPushButton(TrainingCard)
        self.training.setObjectName(u"training")

        self.layout_training.addWidget(self.training)

        self.layout_training.setStretch(0, 1)

        self.retranslateUi(TrainingCard)

        QMetaObject.connectSlotsByName(TrainingCard)
    # setupUi

    def retranslateUi(self, TrainingCard):
        self.trainingHint.setText(QCoreApplication.translate("TrainingCard", u"\u60f3\u7ec3\u4e00\u7ec3\uff0c\u53c8\u6015\u5f04\u4e71\uff1f\u6253\u5f00\u6f14\u793a\uff1a\u8bbe\u5907\u548c\u529e\u4ef6\u90fd\u662f\u6a21\u62df\u7684\uff0c\u6c38\u8fdc\u4e0d\u4f1a\u4e0a\u62a5\u3002", None))
        self.training.setText(QCoreApplication.translate("TrainingCard", u"\u6253\u5f00\u6f14\u793a", None))
        pass
    # retranslateUi

