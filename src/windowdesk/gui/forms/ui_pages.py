# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'pages.ui'
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
from PySide6.QtWidgets import (QApplication, QDialog, QFrame, QGridLayout,
    QHBoxLayout, QListWidget, QListWidgetItem, QPushButton,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

from windowdesk.gui.crop_view import CropView
from windowdesk.gui.paragraph import Paragraph

class Ui_PagesDialog(object):
    def setupUi(self, PagesDialog):
        if not PagesDialog.objectName():
            PagesDialog.setObjectName(u"PagesDialog")
        PagesDialog.setMinimumSize(QSize(640, 480))
        self.layout_1 = QVBoxLayout(PagesDialog)
        self.layout_1.setSpacing(0)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.layout_2 = QHBoxLayout()
        self.layout_2.setSpacing(12)
        self.layout_2.setObjectName(u"layout_2")
        self.layout_2.setContentsMargins(16, 12, 16, 8)
        self.list = QListWidget(PagesDialog)
        self.list.setObjectName(u"list")
        self.list.setMinimumSize(QSize(210, 0))
        self.list.setMaximumSize(QSize(260, 16777215))
        self.list.setIconSize(QSize(72, 96))

        self.layout_2.addWidget(self.list)

        self.view = CropView(PagesDialog)
        self.view.setObjectName(u"view")

        self.layout_2.addWidget(self.view)

        self.layout_3 = QVBoxLayout()
        self.layout_3.setSpacing(10)
        self.layout_3.setObjectName(u"layout_3")
        self.tools = QGridLayout()
        self.tools.setObjectName(u"tools")
        self.tools.setHorizontalSpacing(8)
        self.tools.setVerticalSpacing(8)
        self.left = QPushButton(PagesDialog)
        self.left.setObjectName(u"left")

        self.tools.addWidget(self.left, 0, 0, 1, 1)

        self.right = QPushButton(PagesDialog)
        self.right.setObjectName(u"right")

        self.tools.addWidget(self.right, 0, 1, 1, 1)

        self.half = QPushButton(PagesDialog)
        self.half.setObjectName(u"half")

        self.tools.addWidget(self.half, 1, 0, 1, 1)

        self.straighten = QPushButton(PagesDialog)
        self.straighten.setObjectName(u"straighten")

        self.tools.addWidget(self.straighten, 1, 1, 1, 1)

        self.cut = QPushButton(PagesDialog)
        self.cut.setObjectName(u"cut")

        self.tools.addWidget(self.cut, 2, 0, 1, 1)

        self.auto = QPushButton(PagesDialog)
        self.auto.setObjectName(u"auto")

        self.tools.addWidget(self.auto, 2, 1, 1, 1)

        self.up = QPushButton(PagesDialog)
        self.up.setObjectName(u"up")

        self.tools.addWidget(self.up, 3, 0, 1, 1)

        self.down = QPushButton(PagesDialog)
        self.down.setObjectName(u"down")

        self.tools.addWidget(self.down, 3, 1, 1, 1)

        self.restore = QPushButton(PagesDialog)
        self.restore.setObjectName(u"restore")

        self.tools.addWidget(self.restore, 4, 0, 1, 1)

        self.remove = QPushButton(PagesDialog)
        self.remove.setObjectName(u"remove")
        self.remove.setProperty(u"role", u"danger")

        self.tools.addWidget(self.remove, 4, 1, 1, 1)


        self.layout_3.addLayout(self.tools)

        self.hint = Paragraph(PagesDialog)
        self.hint.setObjectName(u"hint")
        self.hint.setWordWrap(True)

        self.layout_3.addWidget(self.hint)

        self.isRight = QPushButton(PagesDialog)
        self.isRight.setObjectName(u"isRight")

        self.layout_3.addWidget(self.isRight)

        self.spacer_4 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_3.addItem(self.spacer_4)


        self.layout_2.addLayout(self.layout_3)

        self.layout_2.setStretch(1, 1)

        self.layout_1.addLayout(self.layout_2)

        self.actionBar = QFrame(PagesDialog)
        self.actionBar.setObjectName(u"actionBar")
        self.actionBar.setProperty(u"role", u"bar")
        self.layout_5 = QHBoxLayout(self.actionBar)
        self.layout_5.setSpacing(12)
        self.layout_5.setObjectName(u"layout_5")
        self.layout_5.setContentsMargins(24, 10, 24, 10)
        self.stack = QPushButton(self.actionBar)
        self.stack.setObjectName(u"stack")

        self.layout_5.addWidget(self.stack)

        self.more = QPushButton(self.actionBar)
        self.more.setObjectName(u"more")

        self.layout_5.addWidget(self.more)

        self.rescan = QPushButton(self.actionBar)
        self.rescan.setObjectName(u"rescan")

        self.layout_5.addWidget(self.rescan)

        self.spacer_6 = QSpacerItem(20, 4, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_5.addItem(self.spacer_6)

        self.close = QPushButton(self.actionBar)
        self.close.setObjectName(u"close")
        self.close.setProperty(u"role", u"primary")

        self.layout_5.addWidget(self.close)


        self.layout_1.addWidget(self.actionBar)

        self.layout_1.setStretch(0, 1)

        self.retranslateUi(PagesDialog)

        QMetaObject.connectSlotsByName(PagesDialog)
    # setupUi

    def retranslateUi(self, PagesDialog):
#if QT_CONFIG(accessibility)
        self.list.setAccessibleName(QCoreApplication.translate("PagesDialog", u"\u8fd9\u4efd\u6750\u6599\u7684\u9875", None))
#endif // QT_CONFIG(accessibility)
        self.left.setText(QCoreApplication.translate("PagesDialog", u"\u5de6\u8f6c", None))
        self.right.setText(QCoreApplication.translate("PagesDialog", u"\u53f3\u8f6c", None))
        self.half.setText(QCoreApplication.translate("PagesDialog", u"\u5012\u8fc7\u6765", None))
        self.straighten.setText(QCoreApplication.translate("PagesDialog", u"\u6276\u6b63", None))
        self.cut.setText(QCoreApplication.translate("PagesDialog", u"\u88c1\u526a", None))
        self.auto.setText(QCoreApplication.translate("PagesDialog", u"\u81ea\u52a8\u88c1\u8fb9", None))
        self.up.setText(QCoreApplication.translate("PagesDialog", u"\u5f80\u524d\u79fb", None))
        self.down.setText(QCoreApplication.translate("PagesDialog", u"\u5f80\u540e\u79fb", None))
        self.restore.setText(QCoreApplication.translate("PagesDialog", u"\u8fd8\u539f", None))
        self.remove.setText(QCoreApplication.translate("PagesDialog", u"\u53bb\u6389\u8fd9\u4e00\u9875", None))
        self.hint.setText("")
        self.isRight.setText(QCoreApplication.translate("PagesDialog", u"\u8fd9\u9875\u6ca1\u95ee\u9898", None))
        self.stack.setText(QCoreApplication.translate("PagesDialog", u"\u518d\u626b\u4e00\u53e0", None))
        self.more.setText(QCoreApplication.translate("PagesDialog", u"\u518d\u626b\u4e00\u9875 F3", None))
        self.rescan.setText(QCoreApplication.translate("PagesDialog", u"\u91cd\u626b\u8fd9\u4e00\u9875", None))
        self.close.setText(QCoreApplication.translate("PagesDialog", u"\u770b\u597d\u4e86 Esc", None))
        pass
    # retranslateUi

