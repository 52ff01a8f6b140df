# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'act_evaluate.ui'
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
from PySide6.QtWidgets import (QApplication, QFrame, QGridLayout, QHBoxLayout,
    QLabel, QLineEdit, QPushButton, QScrollArea,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

from windowdesk.gui.paragraph import Paragraph

class Ui_EvaluateAct(object):
    def setupUi(self, EvaluateAct):
        if not EvaluateAct.objectName():
            EvaluateAct.setObjectName(u"EvaluateAct")
        self.layout_1 = QVBoxLayout(EvaluateAct)
        self.layout_1.setSpacing(8)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.scroll = QScrollArea(EvaluateAct)
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
        self.box = QFrame(self.scrollInside)
        self.box.setObjectName(u"box")
        self.box.setProperty(u"role", u"card")
        self.layout_3 = QVBoxLayout(self.box)
        self.layout_3.setSpacing(10)
        self.layout_3.setObjectName(u"layout_3")
        self.layout_3.setContentsMargins(16, 12, 16, 12)
        self.actTitle = QLabel(self.box)
        self.actTitle.setObjectName(u"actTitle")
        self.actTitle.setProperty(u"role", u"heading")

        self.layout_3.addWidget(self.actTitle)

        self.actHint = Paragraph(self.box)
        self.actHint.setObjectName(u"actHint")
        self.actHint.setWordWrap(True)
        self.actHint.setProperty(u"role", u"muted")

        self.layout_3.addWidget(self.actHint)

        self.askRow = QHBoxLayout()
        self.askRow.setSpacing(12)
        self.askRow.setObjectName(u"askRow")
        self.askRow.setContentsMargins(0, 0, 0, 0)
        self.push = QPushButton(self.box)
        self.push.setObjectName(u"push")

        self.askRow.addWidget(self.push)

        self.device = QPushButton(self.box)
        self.device.setObjectName(u"device")

        self.askRow.addWidget(self.device)

        self.spacer_8 = QSpacerItem(20, 4, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.askRow.addItem(self.spacer_8)


        self.layout_3.addLayout(self.askRow)

        self.levelRows = QHBoxLayout()
        self.levelRows.setSpacing(12)
        self.levelRows.setObjectName(u"levelRows")
        self.levelRows.setContentsMargins(0, 0, 0, 0)

        self.layout_3.addLayout(self.levelRows)

        self.choiceRows = QGridLayout()
        self.choiceRows.setObjectName(u"choiceRows")
        self.choiceRows.setHorizontalSpacing(12)
        self.choiceRows.setVerticalSpacing(6)
        self.choiceRows.setContentsMargins(0, 0, 0, 0)
        self.choiceRows.setColumnStretch(0, 1)
        self.choiceRows.setColumnStretch(1, 1)

        self.layout_3.addLayout(self.choiceRows)

        self.layout_6 = QHBoxLayout()
        self.layout_6.setSpacing(12)
        self.layout_6.setObjectName(u"layout_6")
        self.layout_6.setContentsMargins(0, 0, 0, 0)
        self.textLabel = QLabel(self.box)
        self.textLabel.setObjectName(u"textLabel")

        self.layout_6.addWidget(self.textLabel)

        self.text = QLineEdit(self.box)
        self.text.setObjectName(u"text")
        self.text.setMaxLength(200)

        self.layout_6.addWidget(self.text)

        self.layout_6.setStretch(1, 1)

        self.layout_3.addLayout(self.layout_6)


        self.layout_2.addWidget(self.box)

        self.spacer_7 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_2.addItem(self.spacer_7)


        self.layout_1.addWidget(self.scroll)


        self.retranslateUi(EvaluateAct)

        QMetaObject.connectSlotsByName(EvaluateAct)
    # setupUi

    def retranslateUi(self, EvaluateAct):
        self.actTitle.setText(QCoreApplication.translate("EvaluateAct", u"\u8bf7\u7fa4\u4f17\u8bc4\u4ef7", None))
        self.actHint.setText(QCoreApplication.translate("EvaluateAct", u"\u8bc4\u4ef7\u81ea\u613f\uff1b\u4e00\u6b21\u670d\u52a1\u8bc4\u4ef7\u4e00\u6b21\u3002\u8bf7\u7fa4\u4f17\u81ea\u5df1\u9009\u3002", None))
        self.push.setText(QCoreApplication.translate("EvaluateAct", u"\u8bf7\u7fa4\u4f17\u5728\u526f\u5c4f\u4e0a\u9009", None))
        self.device.setText(QCoreApplication.translate("EvaluateAct", u"\u8bf7\u7fa4\u4f17\u5728\u8bc4\u4ef7\u5668\u4e0a\u9009", None))
        self.textLabel.setText(QCoreApplication.translate("EvaluateAct", u"\u60f3\u8bf4\u7684\u8bdd", None))
        pass
    # retranslateUi

