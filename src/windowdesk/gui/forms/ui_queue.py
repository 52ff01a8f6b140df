# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'queue.ui'
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
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QHeaderView,
    QLabel, QLineEdit, QPushButton, QSizePolicy,
    QVBoxLayout, QWidget)

from windowdesk.gui.badge import Badge
from windowdesk.gui.paragraph import Paragraph
from windowdesk.gui.row_table import RowTable

class Ui_QueuePage(object):
    def setupUi(self, QueuePage):
        if not QueuePage.objectName():
            QueuePage.setObjectName(u"QueuePage")
        self.layout_1 = QVBoxLayout(QueuePage)
        self.layout_1.setSpacing(0)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.head = QFrame(QueuePage)
        self.head.setObjectName(u"head")
        self.head.setProperty(u"role", u"head")
        self.layout_2 = QHBoxLayout(self.head)
        self.layout_2.setSpacing(12)
        self.layout_2.setObjectName(u"layout_2")
        self.layout_2.setContentsMargins(24, 12, 24, 8)
        self.layout_3 = QVBoxLayout()
        self.layout_3.setSpacing(2)
        self.layout_3.setObjectName(u"layout_3")
        self.layout_3.setContentsMargins(0, 0, 0, 0)
        self.title = QLabel(self.head)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"role", u"title")

        self.layout_3.addWidget(self.title)

        self.hint = Paragraph(self.head)
        self.hint.setObjectName(u"hint")
        self.hint.setWordWrap(True)
        self.hint.setProperty(u"role", u"hint")

        self.layout_3.addWidget(self.hint)


        self.layout_2.addLayout(self.layout_3)

        self.elsewhere = QPushButton(self.head)
        self.elsewhere.setObjectName(u"elsewhere")

        self.layout_2.addWidget(self.elsewhere)

        self.showAside = QPushButton(self.head)
        self.showAside.setObjectName(u"showAside")

        self.layout_2.addWidget(self.showAside)

        self.lift = QPushButton(self.head)
        self.lift.setObjectName(u"lift")

        self.layout_2.addWidget(self.lift)

        self.layout_2.setStretch(0, 1)

        self.layout_1.addWidget(self.head)

        self.layout_4 = QVBoxLayout()
        self.layout_4.setSpacing(12)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(24, 4, 24, 8)
        self.summary = QFrame(QueuePage)
        self.summary.setObjectName(u"summary")
        self.layout_5 = QHBoxLayout(self.summary)
        self.layout_5.setSpacing(14)
        self.layout_5.setObjectName(u"layout_5")
        self.layout_5.setContentsMargins(0, 0, 0, 0)
        self.networkCard = QFrame(self.summary)
        self.networkCard.setObjectName(u"networkCard")
        self.networkCard.setProperty(u"role", u"card")
        self.layout_6 = QVBoxLayout(self.networkCard)
        self.layout_6.setSpacing(6)
        self.layout_6.setObjectName(u"layout_6")
        self.layout_6.setContentsMargins(16, 12, 16, 12)
        self.network = Badge(self.networkCard)
        self.network.setObjectName(u"network")

        self.layout_6.addWidget(self.network)

        self.networkWords = Paragraph(self.networkCard)
        self.networkWords.setObjectName(u"networkWords")
        self.networkWords.setWordWrap(True)
        self.networkWords.setProperty(u"role", u"lead")

        self.layout_6.addWidget(self.networkWords)


        self.layout_5.addWidget(self.networkCard)

        self.waitingCard = QFrame(self.summary)
        self.waitingCard.setObjectName(u"waitingCard")
        self.waitingCard.setProperty(u"role", u"card")
        self.layout_7 = QVBoxLayout(self.waitingCard)
        self.layout_7.setSpacing(6)
        self.layout_7.setObjectName(u"layout_7")
        self.layout_7.setContentsMargins(16, 12, 16, 12)
        self.waiting = Badge(self.waitingCard)
        self.waiting.setObjectName(u"waiting")

        self.layout_7.addWidget(self.waiting)

        self.waitingWords = Paragraph(self.waitingCard)
        self.waitingWords.setObjectName(u"waitingWords")
        self.waitingWords.setWordWrap(True)
        self.waitingWords.setProperty(u"role", u"lead")

        self.layout_7.addWidget(self.waitingWords)


        self.layout_5.addWidget(self.waitingCard)

        self.safeCard = QFrame(self.summary)
        self.safeCard.setObjectName(u"safeCard")
        self.safeCard.setProperty(u"role", u"card")
        self.layout_8 = QVBoxLayout(self.safeCard)
        self.layout_8.setSpacing(6)
        self.layout_8.setObjectName(u"layout_8")
        self.layout_8.setContentsMargins(16, 12, 16, 12)
        self.safe = Badge(self.safeCard)
        self.safe.setObjectName(u"safe")

        self.layout_8.addWidget(self.safe)

        self.safeWords = Paragraph(self.safeCard)
        self.safeWords.setObjectName(u"safeWords")
        self.safeWords.setWordWrap(True)
        self.safeWords.setProperty(u"role", u"lead")

        self.layout_8.addWidget(self.safeWords)


        self.layout_5.addWidget(self.safeCard)

        self.layout_5.setStretch(0, 1)
        self.layout_5.setStretch(1, 1)
        self.layout_5.setStretch(2, 1)

        self.layout_4.addWidget(self.summary)

        self.empty = Paragraph(QueuePage)
        self.empty.setObjectName(u"empty")
        self.empty.setWordWrap(True)
        self.empty.setProperty(u"role", u"lead")

        self.layout_4.addWidget(self.empty)

        self.rows = RowTable(QueuePage)
        self.rows.setObjectName(u"rows")

        self.layout_4.addWidget(self.rows)

        self.log = RowTable(QueuePage)
        self.log.setObjectName(u"log")

        self.layout_4.addWidget(self.log)

        self.asideRows = RowTable(QueuePage)
        self.asideRows.setObjectName(u"asideRows")

        self.layout_4.addWidget(self.asideRows)

        self.detail = QFrame(QueuePage)
        self.detail.setObjectName(u"detail")
        self.detail.setProperty(u"role", u"card")
        self.layout_9 = QVBoxLayout(self.detail)
        self.layout_9.setSpacing(4)
        self.layout_9.setObjectName(u"layout_9")
        self.layout_9.setContentsMargins(16, 12, 16, 12)
        self.reason = Paragraph(self.detail)
        self.reason.setObjectName(u"reason")
        self.reason.setWordWrap(True)
        self.reason.setProperty(u"role", u"heading")

        self.layout_9.addWidget(self.reason)

        self.toDo = Paragraph(self.detail)
        self.toDo.setObjectName(u"toDo")
        self.toDo.setWordWrap(True)
        self.toDo.setProperty(u"role", u"lead")

        self.layout_9.addWidget(self.toDo)

        self.acts = QHBoxLayout()
        self.acts.setSpacing(12)
        self.acts.setObjectName(u"acts")
        self.open = QPushButton(self.detail)
        self.open.setObjectName(u"open")

        self.acts.addWidget(self.open)

        self.putBack = QPushButton(self.detail)
        self.putBack.setObjectName(u"putBack")

        self.acts.addWidget(self.putBack)

        self.again = QPushButton(self.detail)
        self.again.setObjectName(u"again")

        self.acts.addWidget(self.again)

        self.exportOne = QPushButton(self.detail)
        self.exportOne.setObjectName(u"exportOne")

        self.acts.addWidget(self.exportOne)

        self.urgent = QPushButton(self.detail)
        self.urgent.setObjectName(u"urgent")

        self.acts.addWidget(self.urgent)

        self.lost = QPushButton(self.detail)
        self.lost.setObjectName(u"lost")

        self.acts.addWidget(self.lost)

        self.aside = QPushButton(self.detail)
        self.aside.setObjectName(u"aside")

        self.acts.addWidget(self.aside)

        self.asideReason = QLineEdit(self.detail)
        self.asideReason.setObjectName(u"asideReason")

        self.acts.addWidget(self.asideReason)

        self.acts.setStretch(7, 1)

        self.layout_9.addLayout(self.acts)


        self.layout_4.addWidget(self.detail)

        self.layout_4.setStretch(2, 1)
        self.layout_4.setStretch(3, 1)
        self.layout_4.setStretch(4, 1)

        self.layout_1.addLayout(self.layout_4)

        self.actionBar = QFrame(QueuePage)
        self.actionBar.setObjectName(u"actionBar")
        self.actionBar.setProperty(u"role", u"bar")
        self.layout_10 = QHBoxLayout(self.actionBar)
        self.layout_10.setSpacing(12)
        self.layout_10.setObjectName(u"layout_10")
        self.layout_10.setContentsMargins(24, 10, 24, 10)
        self.next = Paragraph(self.actionBar)
        self.next.setObjectName(u"next")
        self.next.setWordWrap(True)
        self.next.setProperty(u"role", u"muted")

        self.layout_10.addWidget(self.next)

        self.showLog = QPushButton(self.actionBar)
        self.showLog.setObjectName(u"showLog")

        self.layout_10.addWidget(self.showLog)

        self.village = QPushButton(self.actionBar)
        self.village.setObjectName(u"village")

        self.layout_10.addWidget(self.village)

        self.toStick = QPushButton(self.actionBar)
        self.toStick.setObjectName(u"toStick")

        self.layout_10.addWidget(self.toStick)

        self.fromStick = QPushButton(self.actionBar)
        self.fromStick.setObjectName(u"fromStick")

        self.layout_10.addWidget(self.fromStick)

        self.sync = QPushButton(self.actionBar)
        self.sync.setObjectName(u"sync")
        self.sync.setProperty(u"role", u"primary")

        self.layout_10.addWidget(self.sync)

        self.layout_10.setStretch(0, 1)

        self.layout_1.addWidget(self.actionBar)

        self.layout_1.setStretch(1, 1)

        self.retranslateUi(QueuePage)

        QMetaObject.connectSlotsByName(QueuePage)
    # setupUi

    def retranslateUi(self, QueuePage):
        self.title.setText(QCoreApplication.translate("QueuePage", u"\u4e0a\u62a5", None))
        self.hint.setText(QCoreApplication.translate("QueuePage", u"\u6536\u7684\u4ef6\u4ec0\u4e48\u65f6\u5019\u5230\u53bf\u91cc\uff0c\u4e3a\u4ec0\u4e48\u8fd8\u5728\u7b49\uff0c\u90fd\u5728\u8fd9\u91cc\u3002", None))
        self.elsewhere.setText(QCoreApplication.translate("QueuePage", u"\u53e6\u9009\u6587\u4ef6\u5939", None))
#if QT_CONFIG(tooltip)
        self.elsewhere.setToolTip(QCoreApplication.translate("QueuePage", u"\u4f18\u76d8\u6ca1\u6709\u8ba4\u51fa\u6765\u65f6\uff0c\u81ea\u5df1\u6307\u7ed9\u7a0b\u5e8f\u770b", None))
#endif // QT_CONFIG(tooltip)
        self.showAside.setText(QCoreApplication.translate("QueuePage", u"\u4e0d\u518d\u5904\u7406\u7684", None))
        self.lift.setText(QCoreApplication.translate("QueuePage", u"\u4eca\u5929\u4e0d\u9650\u6d41\u91cf", None))
        self.networkWords.setText("")
        self.waitingWords.setText("")
        self.safeWords.setText("")
        self.empty.setText("")
        self.reason.setText("")
        self.toDo.setText("")
        self.open.setText(QCoreApplication.translate("QueuePage", u"\u6253\u5f00\u8fd9\u4e00\u4ef6", None))
        self.putBack.setText(QCoreApplication.translate("QueuePage", u"\u653e\u56de", None))
        self.again.setText(QCoreApplication.translate("QueuePage", u"\u518d\u8bd5\u4e00\u6b21", None))
        self.exportOne.setText(QCoreApplication.translate("QueuePage", u"\u5bfc\u51fa\u8fd9\u4ef6", None))
        self.urgent.setText(QCoreApplication.translate("QueuePage", u"\u6807\u4e3a\u52a0\u6025", None))
        self.lost.setText(QCoreApplication.translate("QueuePage", u"\u626b\u63cf\u4ef6\u627e\u4e0d\u56de\u6765\u4e86", None))
        self.aside.setText(QCoreApplication.translate("QueuePage", u"\u4e0d\u518d\u5904\u7406", None))
        self.asideReason.setPlaceholderText(QCoreApplication.translate("QueuePage", u"\u4e0d\u518d\u5904\u7406\u7684\u539f\u56e0\uff0c\u4e00\u53e5\u8bdd", None))
#if QT_CONFIG(accessibility)
        self.asideReason.setAccessibleName(QCoreApplication.translate("QueuePage", u"\u4e0d\u518d\u5904\u7406\u7684\u539f\u56e0", None))
#endif // QT_CONFIG(accessibility)
        self.next.setText(QCoreApplication.translate("QueuePage", u"\u4e0d\u7528\u5b88\u7740\uff1a\u4e00\u6709\u7f51\u7edc\u5c31\u4f1a\u81ea\u52a8\u4e0a\u62a5\u3002", None))
        self.showLog.setText(QCoreApplication.translate("QueuePage", u"\u4e0a\u62a5\u8bb0\u5f55", None))
        self.village.setText(QCoreApplication.translate("QueuePage", u"\u6751\u91cc\u7684\u4f18\u76d8", None))
        self.toStick.setText(QCoreApplication.translate("QueuePage", u"\u5199\u5230\u4f18\u76d8", None))
        self.fromStick.setText(QCoreApplication.translate("QueuePage", u"\u8bfb\u4f18\u76d8\u56de\u6267", None))
        self.sync.setText(QCoreApplication.translate("QueuePage", u"\u73b0\u5728\u5c31\u4e0a\u62a5", None))
        pass
    # retranslateUi

