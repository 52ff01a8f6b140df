# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'main_window.ui'
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
    QSizePolicy, QSpacerItem, QStackedWidget, QToolButton,
    QVBoxLayout, QWidget)

from windowdesk.gui.banner import Banner
from windowdesk.gui.lights import LightLabel

class Ui_MainWindow(object):
    def setupUi(self, MainWindow):
        if not MainWindow.objectName():
            MainWindow.setObjectName(u"MainWindow")
        self.layout_1 = QHBoxLayout(MainWindow)
        self.layout_1.setSpacing(0)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.navigation = QFrame(MainWindow)
        self.navigation.setObjectName(u"navigation")
        self.navigation.setProperty(u"role", u"nav")
        self.layout_2 = QVBoxLayout(self.navigation)
        self.layout_2.setSpacing(4)
        self.layout_2.setObjectName(u"layout_2")
        self.layout_2.setContentsMargins(8, 12, 8, 12)
        self.product = QLabel(self.navigation)
        self.product.setObjectName(u"product")
        self.product.setProperty(u"role", u"product")

        self.layout_2.addWidget(self.product)

        self.goHome = QToolButton(self.navigation)
        self.goHome.setObjectName(u"goHome")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.goHome.sizePolicy().hasHeightForWidth())
        self.goHome.setSizePolicy(sizePolicy)
        self.goHome.setCheckable(True)
        self.goHome.setAutoExclusive(True)
        self.goHome.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.goHome.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.goHome.setProperty(u"role", u"nav")

        self.layout_2.addWidget(self.goHome)

        self.goIntake = QToolButton(self.navigation)
        self.goIntake.setObjectName(u"goIntake")
        sizePolicy.setHeightForWidth(self.goIntake.sizePolicy().hasHeightForWidth())
        self.goIntake.setSizePolicy(sizePolicy)
        self.goIntake.setCheckable(True)
        self.goIntake.setAutoExclusive(True)
        self.goIntake.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.goIntake.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.goIntake.setProperty(u"role", u"nav")

        self.layout_2.addWidget(self.goIntake)

        self.goCases = QToolButton(self.navigation)
        self.goCases.setObjectName(u"goCases")
        sizePolicy.setHeightForWidth(self.goCases.sizePolicy().hasHeightForWidth())
        self.goCases.setSizePolicy(sizePolicy)
        self.goCases.setCheckable(True)
        self.goCases.setAutoExclusive(True)
        self.goCases.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.goCases.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.goCases.setProperty(u"role", u"nav")

        self.layout_2.addWidget(self.goCases)

        self.goInbox = QToolButton(self.navigation)
        self.goInbox.setObjectName(u"goInbox")
        sizePolicy.setHeightForWidth(self.goInbox.sizePolicy().hasHeightForWidth())
        self.goInbox.setSizePolicy(sizePolicy)
        self.goInbox.setCheckable(True)
        self.goInbox.setAutoExclusive(True)
        self.goInbox.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.goInbox.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.goInbox.setProperty(u"role", u"nav")

        self.layout_2.addWidget(self.goInbox)

        self.goGuide = QToolButton(self.navigation)
        self.goGuide.setObjectName(u"goGuide")
        sizePolicy.setHeightForWidth(self.goGuide.sizePolicy().hasHeightForWidth())
        self.goGuide.setSizePolicy(sizePolicy)
        self.goGuide.setCheckable(True)
        self.goGuide.setAutoExclusive(True)
        self.goGuide.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.goGuide.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.goGuide.setProperty(u"role", u"nav")

        self.layout_2.addWidget(self.goGuide)

        self.goQueue = QToolButton(self.navigation)
        self.goQueue.setObjectName(u"goQueue")
        sizePolicy.setHeightForWidth(self.goQueue.sizePolicy().hasHeightForWidth())
        self.goQueue.setSizePolicy(sizePolicy)
        self.goQueue.setCheckable(True)
        self.goQueue.setAutoExclusive(True)
        self.goQueue.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.goQueue.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.goQueue.setProperty(u"role", u"nav")

        self.layout_2.addWidget(self.goQueue)

        self.goSettings = QToolButton(self.navigation)
        self.goSettings.setObjectName(u"goSettings")
        sizePolicy.setHeightForWidth(self.goSettings.sizePolicy().hasHeightForWidth())
        self.goSettings.setSizePolicy(sizePolicy)
        self.goSettings.setCheckable(True)
        self.goSettings.setAutoExclusive(True)
        self.goSettings.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.goSettings.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.goSettings.setProperty(u"role", u"nav")

        self.layout_2.addWidget(self.goSettings)

        self.goHelp = QToolButton(self.navigation)
        self.goHelp.setObjectName(u"goHelp")
        sizePolicy.setHeightForWidth(self.goHelp.sizePolicy().hasHeightForWidth())
        self.goHelp.setSizePolicy(sizePolicy)
        self.goHelp.setCheckable(True)
        self.goHelp.setAutoExclusive(True)
        self.goHelp.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.goHelp.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.goHelp.setProperty(u"role", u"nav")

        self.layout_2.addWidget(self.goHelp)

        self.spacer_3 = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_2.addItem(self.spacer_3)

        self.site = QLabel(self.navigation)
        self.site.setObjectName(u"site")
        self.site.setWordWrap(True)
        self.site.setProperty(u"role", u"site")

        self.layout_2.addWidget(self.site)

        self.clerk = QLabel(self.navigation)
        self.clerk.setObjectName(u"clerk")
        self.clerk.setProperty(u"role", u"site")

        self.layout_2.addWidget(self.clerk)


        self.layout_1.addWidget(self.navigation)

        self.layout_4 = QVBoxLayout()
        self.layout_4.setSpacing(0)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(0, 0, 0, 0)
        self.banner = Banner(MainWindow)
        self.banner.setObjectName(u"banner")

        self.layout_4.addWidget(self.banner)

        self.pages = QStackedWidget(MainWindow)
        self.pages.setObjectName(u"pages")

        self.layout_4.addWidget(self.pages)

        self.lights = QFrame(MainWindow)
        self.lights.setObjectName(u"lights")
        self.lights.setProperty(u"role", u"lights")
        self.layout_5 = QHBoxLayout(self.lights)
        self.layout_5.setSpacing(24)
        self.layout_5.setObjectName(u"layout_5")
        self.layout_5.setContentsMargins(16, 4, 16, 4)
        self.network = LightLabel(self.lights)
        self.network.setObjectName(u"network")

        self.layout_5.addWidget(self.network)

        self.waiting = LightLabel(self.lights)
        self.waiting.setObjectName(u"waiting")

        self.layout_5.addWidget(self.waiting)

        self.scanning = LightLabel(self.lights)
        self.scanning.setObjectName(u"scanning")

        self.layout_5.addWidget(self.scanning)

        self.paper = LightLabel(self.lights)
        self.paper.setObjectName(u"paper")

        self.layout_5.addWidget(self.paper)

        self.spacer_6 = QSpacerItem(20, 4, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_5.addItem(self.spacer_6)

        self.safe = LightLabel(self.lights)
        self.safe.setObjectName(u"safe")

        self.layout_5.addWidget(self.safe)


        self.layout_4.addWidget(self.lights)

        self.layout_4.setStretch(1, 1)

        self.layout_1.addLayout(self.layout_4)

        self.layout_1.setStretch(1, 1)

        self.retranslateUi(MainWindow)

        QMetaObject.connectSlotsByName(MainWindow)
    # setupUi

    def retranslateUi(self, MainWindow):
        self.product.setText(QCoreApplication.translate("MainWindow", u"\u4fbf\u6c11\u670d\u52a1\u7a97\u53e3", None))
        self.goHome.setText(QCoreApplication.translate("MainWindow", u"&1 \u9996\u9875", None))
        self.goIntake.setText(QCoreApplication.translate("MainWindow", u"&2 \u6536\u4ef6", None))
        self.goCases.setText(QCoreApplication.translate("MainWindow", u"&3 \u529e\u4ef6", None))
        self.goInbox.setText(QCoreApplication.translate("MainWindow", u"&4 \u6765\u4ef6", None))
        self.goGuide.setText(QCoreApplication.translate("MainWindow", u"&5 \u6307\u5357", None))
        self.goQueue.setText(QCoreApplication.translate("MainWindow", u"&6 \u4e0a\u62a5", None))
        self.goSettings.setText(QCoreApplication.translate("MainWindow", u"&7 \u8bbe\u7f6e", None))
        self.goHelp.setText(QCoreApplication.translate("MainWindow", u"\u5e2e\u52a9 F1", None))
        self.site.setText("")
        self.clerk.setText("")
        pass
    # retranslateUi

