# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'support.ui'
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
from PySide6.QtWidgets import (QApplication, QDialog, QHBoxLayout, QLabel,
    QListWidget, QListWidgetItem, QPlainTextEdit, QPushButton,
    QSizePolicy, QVBoxLayout, QWidget)

from windowdesk.gui.paragraph import Paragraph

class Ui_SupportDialog(object):
    def setupUi(self, SupportDialog):
        if not SupportDialog.objectName():
            SupportDialog.setObjectName(u"SupportDialog")
        self.layout_3 = QVBoxLayout(SupportDialog)
        self.layout_3.setSpacing(10)
        self.layout_3.setObjectName(u"layout_3")
        self.layout_3.setContentsMargins(20, 16, 20, 16)
        self.title = QLabel(SupportDialog)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"role", u"title")

        self.layout_3.addWidget(self.title)

        self.hint = Paragraph(SupportDialog)
        self.hint.setObjectName(u"hint")
        self.hint.setWordWrap(True)
        self.hint.setProperty(u"role", u"lead")

        self.layout_3.addWidget(self.hint)

        self.layout_1 = QHBoxLayout()
        self.layout_1.setSpacing(12)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.parts = QListWidget(SupportDialog)
        self.parts.setObjectName(u"parts")
        self.parts.setSpacing(6)

        self.layout_1.addWidget(self.parts)

        self.text = QPlainTextEdit(SupportDialog)
        self.text.setObjectName(u"text")
        self.text.setReadOnly(True)

        self.layout_1.addWidget(self.text)

        self.layout_1.setStretch(0, 2)
        self.layout_1.setStretch(1, 3)

        self.layout_3.addLayout(self.layout_1)

        self.layout_2 = QHBoxLayout()
        self.layout_2.setSpacing(12)
        self.layout_2.setObjectName(u"layout_2")
        self.layout_2.setContentsMargins(0, 0, 0, 0)
        self.trouble = Paragraph(SupportDialog)
        self.trouble.setObjectName(u"trouble")
        self.trouble.setWordWrap(True)
        self.trouble.setProperty(u"role", u"muted")

        self.layout_2.addWidget(self.trouble)

        self.close = QPushButton(SupportDialog)
        self.close.setObjectName(u"close")

        self.layout_2.addWidget(self.close)

        self.save = QPushButton(SupportDialog)
        self.save.setObjectName(u"save")
        self.save.setProperty(u"role", u"primary")

        self.layout_2.addWidget(self.save)

        self.layout_2.setStretch(0, 1)

        self.layout_3.addLayout(self.layout_2)

        self.layout_3.setStretch(2, 1)

        self.retranslateUi(SupportDialog)

        QMetaObject.connectSlotsByName(SupportDialog)
    # setupUi

    def retranslateUi(self, SupportDialog):
        self.title.setText(QCoreApplication.translate("SupportDialog", u"\u6c42\u52a9\u8d44\u6599", None))
        self.hint.setText(QCoreApplication.translate("SupportDialog", u"\u5b58\u6210\u4e00\u4e2a\u6587\u4ef6\uff0c\u4ea4\u7ed9\u6280\u672f\u4eba\u5458\u3002\u91cc\u9762\u6ca1\u6709\u4efb\u4f55\u4eba\u7684\u59d3\u540d\u3001\u53f7\u7801\u3001\u4f4f\u5740\u548c\u529e\u4ef6\u5185\u5bb9\u3002\u70b9\u5de6\u8fb9\u6bcf\u4e00\u6837\uff0c\u53f3\u8fb9\u5c31\u662f\u8981\u4ea4\u51fa\u53bb\u7684\u5168\u90e8\u6587\u5b57\u3002", None))
#if QT_CONFIG(accessibility)
        self.parts.setAccessibleName(QCoreApplication.translate("SupportDialog", u"\u8d44\u6599\u91cc\u7684\u5404\u6837", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.text.setAccessibleName(QCoreApplication.translate("SupportDialog", u"\u8fd9\u4e00\u6837\u7684\u5168\u90e8\u6587\u5b57", None))
#endif // QT_CONFIG(accessibility)
        self.trouble.setText("")
        self.close.setText(QCoreApplication.translate("SupportDialog", u"\u4e0d\u5b58\u4e86", None))
        self.save.setText(QCoreApplication.translate("SupportDialog", u"\u5b58\u6210\u6587\u4ef6", None))
        pass
    # retranslateUi

