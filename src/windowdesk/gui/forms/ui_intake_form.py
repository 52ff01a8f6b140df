# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'intake_form.ui'
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
from PySide6.QtWidgets import (QApplication, QFrame, QLabel, QScrollArea,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

from windowdesk.gui.paragraph import Paragraph
from windowdesk.gui.questions import QuestionList
from windowdesk.gui.schema_form import SchemaForm

class Ui_IntakeForm(object):
    def setupUi(self, IntakeForm):
        if not IntakeForm.objectName():
            IntakeForm.setObjectName(u"IntakeForm")
        self.layout_1 = QVBoxLayout(IntakeForm)
        self.layout_1.setSpacing(8)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.scroll = QScrollArea(IntakeForm)
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
        self.situationCard = QFrame(self.scrollInside)
        self.situationCard.setObjectName(u"situationCard")
        self.situationCard.setProperty(u"role", u"card")
        self.layout_3 = QVBoxLayout(self.situationCard)
        self.layout_3.setSpacing(10)
        self.layout_3.setObjectName(u"layout_3")
        self.layout_3.setContentsMargins(16, 12, 16, 12)
        self.situationTitle = QLabel(self.situationCard)
        self.situationTitle.setObjectName(u"situationTitle")
        self.situationTitle.setProperty(u"role", u"heading")

        self.layout_3.addWidget(self.situationTitle)

        self.situationHint = Paragraph(self.situationCard)
        self.situationHint.setObjectName(u"situationHint")
        self.situationHint.setWordWrap(True)
        self.situationHint.setProperty(u"role", u"muted")

        self.layout_3.addWidget(self.situationHint)

        self.questions = QuestionList(self.situationCard)
        self.questions.setObjectName(u"questions")

        self.layout_3.addWidget(self.questions)


        self.layout_2.addWidget(self.situationCard)

        self.formCard = QFrame(self.scrollInside)
        self.formCard.setObjectName(u"formCard")
        self.formCard.setProperty(u"role", u"card")
        self.layout_4 = QVBoxLayout(self.formCard)
        self.layout_4.setSpacing(10)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(16, 12, 16, 12)
        self.formTitle = QLabel(self.formCard)
        self.formTitle.setObjectName(u"formTitle")
        self.formTitle.setProperty(u"role", u"heading")

        self.layout_4.addWidget(self.formTitle)

        self.fields = SchemaForm(self.formCard)
        self.fields.setObjectName(u"fields")

        self.layout_4.addWidget(self.fields)


        self.layout_2.addWidget(self.formCard)

        self.personCard = QFrame(self.scrollInside)
        self.personCard.setObjectName(u"personCard")
        self.personCard.setProperty(u"role", u"card")
        self.layout_5 = QVBoxLayout(self.personCard)
        self.layout_5.setSpacing(10)
        self.layout_5.setObjectName(u"layout_5")
        self.layout_5.setContentsMargins(16, 12, 16, 12)
        self.personTitle = QLabel(self.personCard)
        self.personTitle.setObjectName(u"personTitle")
        self.personTitle.setProperty(u"role", u"heading")

        self.layout_5.addWidget(self.personTitle)

        self.personFields = SchemaForm(self.personCard)
        self.personFields.setObjectName(u"personFields")

        self.layout_5.addWidget(self.personFields)


        self.layout_2.addWidget(self.personCard)

        self.emptyCard = QFrame(self.scrollInside)
        self.emptyCard.setObjectName(u"emptyCard")
        self.emptyCard.setProperty(u"role", u"card")
        self.layout_6 = QVBoxLayout(self.emptyCard)
        self.layout_6.setSpacing(8)
        self.layout_6.setObjectName(u"layout_6")
        self.layout_6.setContentsMargins(16, 12, 16, 12)
        self.emptyText = Paragraph(self.emptyCard)
        self.emptyText.setObjectName(u"emptyText")
        self.emptyText.setWordWrap(True)
        self.emptyText.setProperty(u"role", u"lead")

        self.layout_6.addWidget(self.emptyText)


        self.layout_2.addWidget(self.emptyCard)

        self.spacer_7 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_2.addItem(self.spacer_7)


        self.layout_1.addWidget(self.scroll)


        self.retranslateUi(IntakeForm)

        QMetaObject.connectSlotsByName(IntakeForm)
    # setupUi

    def retranslateUi(self, IntakeForm):
        self.situationTitle.setText(QCoreApplication.translate("IntakeForm", u"\u5148\u95ee\u60c5\u5f62", None))
        self.situationHint.setText(QCoreApplication.translate("IntakeForm", u"\u6309\u7fa4\u4f17\u7684\u5b9e\u9645\u60c5\u51b5\u9009\u3002\u9009\u597d\u4ee5\u540e\uff0c\u9700\u8981\u54ea\u4e9b\u6750\u6599\u4f1a\u81ea\u52a8\u53d8\u3002", None))
        self.formTitle.setText(QCoreApplication.translate("IntakeForm", u"\u518d\u586b\u7533\u8bf7\u5185\u5bb9", None))
        self.personTitle.setText(QCoreApplication.translate("IntakeForm", u"\u8fd9\u4e2a\u4e8b\u9879\u8fd8\u8981\u77e5\u9053\u7533\u8bf7\u4eba\u7684", None))
        self.emptyText.setText(QCoreApplication.translate("IntakeForm", u"\u8fd9\u4e2a\u4e8b\u9879\u6ca1\u6709\u522b\u7684\u8981\u586b\uff0c\u6309\u201c\u4e0b\u4e00\u6b65\u201d\u7ee7\u7eed\u3002", None))
        pass
    # retranslateUi

