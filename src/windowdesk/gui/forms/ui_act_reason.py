# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'act_reason.ui'
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
    QLineEdit, QScrollArea, QSizePolicy, QSpacerItem,
    QVBoxLayout, QWidget)

from windowdesk.gui.paragraph import Paragraph

class Ui_ReasonAct(object):
    def setupUi(self, ReasonAct):
        if not ReasonAct.objectName():
            ReasonAct.setObjectName(u"ReasonAct")
        self.layout_1 = QVBoxLayout(ReasonAct)
        self.layout_1.setSpacing(8)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.scroll = QScrollArea(ReasonAct)
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
        self.supervisorLabel = QLabel(self.box)
        self.supervisorLabel.setObjectName(u"supervisorLabel")
        self.supervisorLabel.setProperty(u"role", u"field")

        self.layout_4.addWidget(self.supervisorLabel, 0, 0, 1, 1)

        self.supervisor = QLineEdit(self.box)
        self.supervisor.setObjectName(u"supervisor")
        self.supervisor.setMaxLength(30)

        self.layout_4.addWidget(self.supervisor, 0, 1, 1, 1)

        self.reasonLabel = QLabel(self.box)
        self.reasonLabel.setObjectName(u"reasonLabel")
        self.reasonLabel.setProperty(u"role", u"field")

        self.layout_4.addWidget(self.reasonLabel, 1, 0, 1, 1)

        self.reason = QLineEdit(self.box)
        self.reason.setObjectName(u"reason")
        self.reason.setMaxLength(200)

        self.layout_4.addWidget(self.reason, 1, 1, 1, 1)

        self.layout_4.setColumnStretch(1, 3)
        self.layout_4.setColumnStretch(2, 1)

        self.layout_3.addLayout(self.layout_4)

        self.consequence = Paragraph(self.box)
        self.consequence.setObjectName(u"consequence")
        self.consequence.setWordWrap(True)
        self.consequence.setProperty(u"role", u"lead")

        self.layout_3.addWidget(self.consequence)


        self.layout_2.addWidget(self.box)

        self.spacer_5 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_2.addItem(self.spacer_5)


        self.layout_1.addWidget(self.scroll)


        self.retranslateUi(ReasonAct)

        QMetaObject.connectSlotsByName(ReasonAct)
    # setupUi

    def retranslateUi(self, ReasonAct):
        self.actTitle.setText("")
        self.actHint.setText("")
        self.supervisorLabel.setText(QCoreApplication.translate("ReasonAct", u"\u8d1f\u8d23\u4eba\u59d3\u540d", None))
        self.reasonLabel.setText(QCoreApplication.translate("ReasonAct", u"\u539f\u56e0", None))
        self.consequence.setText("")
        pass
    # retranslateUi

