# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'act_deliver.ui'
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
from PySide6.QtWidgets import (QApplication, QCheckBox, QFrame, QGridLayout,
    QLabel, QLineEdit, QScrollArea, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

from windowdesk.gui.entries import ChoiceBox
from windowdesk.gui.paragraph import Paragraph

class Ui_DeliverAct(object):
    def setupUi(self, DeliverAct):
        if not DeliverAct.objectName():
            DeliverAct.setObjectName(u"DeliverAct")
        self.layout_1 = QVBoxLayout(DeliverAct)
        self.layout_1.setSpacing(8)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.scroll = QScrollArea(DeliverAct)
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

        self.layout_4 = QGridLayout()
        self.layout_4.setSpacing(8)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(0, 0, 0, 0)
        self.wayLabel = QLabel(self.box)
        self.wayLabel.setObjectName(u"wayLabel")
        self.wayLabel.setProperty(u"role", u"field")

        self.layout_4.addWidget(self.wayLabel, 0, 0, 1, 1)

        self.way = ChoiceBox(self.box)
        self.way.setObjectName(u"way")

        self.layout_4.addWidget(self.way, 0, 1, 1, 1)

        self.receiverLabel = QLabel(self.box)
        self.receiverLabel.setObjectName(u"receiverLabel")
        self.receiverLabel.setProperty(u"role", u"field")

        self.layout_4.addWidget(self.receiverLabel, 1, 0, 1, 1)

        self.receiver = QLineEdit(self.box)
        self.receiver.setObjectName(u"receiver")
        self.receiver.setMaxLength(60)

        self.layout_4.addWidget(self.receiver, 1, 1, 1, 1)

        self.relationLabel = QLabel(self.box)
        self.relationLabel.setObjectName(u"relationLabel")
        self.relationLabel.setProperty(u"role", u"field")

        self.layout_4.addWidget(self.relationLabel, 2, 0, 1, 1)

        self.relation = QLineEdit(self.box)
        self.relation.setObjectName(u"relation")
        self.relation.setMaxLength(30)

        self.layout_4.addWidget(self.relation, 2, 1, 1, 1)

        self.placeLabel = QLabel(self.box)
        self.placeLabel.setObjectName(u"placeLabel")
        self.placeLabel.setProperty(u"role", u"field")

        self.layout_4.addWidget(self.placeLabel, 3, 0, 1, 1)

        self.place = QLineEdit(self.box)
        self.place.setObjectName(u"place")
        self.place.setMaxLength(100)

        self.layout_4.addWidget(self.place, 3, 1, 1, 1)

        self.waybillLabel = QLabel(self.box)
        self.waybillLabel.setObjectName(u"waybillLabel")
        self.waybillLabel.setProperty(u"role", u"field")

        self.layout_4.addWidget(self.waybillLabel, 4, 0, 1, 1)

        self.waybill = QLineEdit(self.box)
        self.waybill.setObjectName(u"waybill")
        self.waybill.setMaxLength(60)

        self.layout_4.addWidget(self.waybill, 4, 1, 1, 1)

        self.layout_4.setColumnStretch(1, 3)
        self.layout_4.setColumnStretch(2, 1)

        self.layout_3.addLayout(self.layout_4)

        self.idChecked = QCheckBox(self.box)
        self.idChecked.setObjectName(u"idChecked")

        self.layout_3.addWidget(self.idChecked)

        self.documents = Paragraph(self.box)
        self.documents.setObjectName(u"documents")
        self.documents.setWordWrap(True)
        self.documents.setProperty(u"role", u"lead")

        self.layout_3.addWidget(self.documents)


        self.layout_2.addWidget(self.box)

        self.spacer_5 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_2.addItem(self.spacer_5)


        self.layout_1.addWidget(self.scroll)


        self.retranslateUi(DeliverAct)

        QMetaObject.connectSlotsByName(DeliverAct)
    # setupUi

    def retranslateUi(self, DeliverAct):
        self.actTitle.setText(QCoreApplication.translate("DeliverAct", u"\u628a\u7ed3\u679c\u4ea4\u7ed9\u7fa4\u4f17", None))
        self.actHint.setText(QCoreApplication.translate("DeliverAct", u"\u5148\u6838\u5bf9\u6765\u9886\u7684\u4eba\uff0c\u518d\u4ea4\u7ed3\u679c\uff1b\u4ea4\u5b8c\u5728\u9886\u53d6\u51ed\u8bc1\u4e0a\u7b7e\u5b57\u3002", None))
        self.wayLabel.setText(QCoreApplication.translate("DeliverAct", u"\u600e\u4e48\u4ea4\u7684", None))
        self.receiverLabel.setText(QCoreApplication.translate("DeliverAct", u"\u9886\u53d6\u4eba\u59d3\u540d", None))
        self.relationLabel.setText(QCoreApplication.translate("DeliverAct", u"\u548c\u7533\u8bf7\u4eba\u7684\u5173\u7cfb", None))
        self.placeLabel.setText(QCoreApplication.translate("DeliverAct", u"\u5730\u70b9", None))
        self.waybillLabel.setText(QCoreApplication.translate("DeliverAct", u"\u5feb\u9012\u5355\u53f7", None))
        self.idChecked.setText(QCoreApplication.translate("DeliverAct", u"\u5df2\u770b\u8fc7\u9886\u53d6\u4eba\u7684\u8eab\u4efd\u8bc1\uff08\u6309\u7a7a\u683c\u52fe\u9009\uff09", None))
        self.documents.setText("")
        pass
    # retranslateUi

