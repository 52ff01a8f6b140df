"""Troubles at the counter: R reader, S scanner, P printer, V evaluator."""

from __future__ import annotations

from windowdesk.errors.known import Message

# Reader 读卡器
READER_ABSENT = Message("R101", "没有找到读卡器（{address}）。", "请插好读卡器的线，稍等几秒再试；也可以手工输入两遍。")
NO_CARD = Message("R102", "读卡器上没有证件。", "请把身份证平放到读卡器上；社会保障卡请插到底。")
CARD_LIFTED = Message("R103", "证件没有读完就拿开了。", "请拿起证件，重新平放，等提示读完再拿开。")
CARD_UNREADABLE = Message("R104", "证件读不出来（代码 {status}）。", "请拿起证件重新放置；多次不行请手工输入两遍。")
CARD_UNKNOWN_TYPE = Message("R105", "无法识别的证件类型（标志 {flag}）。", "请手工输入，并核对证件原件。")
READER_SILENT = Message("R106", "读卡器没有回应。", "请拔下读卡器再插上，稍等几秒再试。")
READER_NEEDS_SERVICE = Message(
    "R107", "读卡器安全模块异常（代码 {status}）。", "请联系县里技术人员；现在可以手工输入两遍。"
)
CARD_NUMBER_WRONG = Message("R108", "读出的号码没有通过校验。", "请重新放置证件；再次出现请联系技术人员检查读卡器。")
READER_BUSY = Message("R109", "读卡器正被别的程序占用。", "请关闭占用读卡器的程序后再试。")
CARD_OTHER_PERSON = Message(
    "R110", "这张证件和表上的人不是同一人。", "请核对是谁在办理：换人请新开一件，不换请放回原来的证件。"
)
CARD_REPLACE = Message("R111", "这张证件刚刚读过。", "如需再读，请拿起证件再放下。")
CARD_DIFFERS = Message(
    "R120", "证件上的“{field}”和手填的不一样。", "请核对证件：以证件为准请选“用证件上的”，否则保留手填的。"
)
CARD_TEXT_WRONG = Message(
    "R112", "证件里的“{field}”读出来不对。", "请重新放置证件；再次出现请手工输入两遍，并请技术人员检查读卡器。"
)
READER_GARBLED = Message(
    "R113", "读卡器通信异常（代码 {status}）。", "请检查读卡器的线，拔下再插上；现在可以手工输入两遍。"
)
READER_DENIED = Message("R114", "没有使用读卡器的权限（{address}）。", "请联系技术人员给这个用户开通读卡器端口。")
CARD_SERVICE_ABSENT = Message(
    "R115", "电脑的智能卡服务没有运行。", "请稍等几秒；一直不行请联系技术人员启动智能卡服务，现在可以用身份证。"
)
SOCIAL_CARD_NOT = Message("R116", "插的不是社会保障卡。", "请换一张社会保障卡，芯片朝上插到底；或改用身份证。")
SOCIAL_CARD_LOCKED = Message("R117", "这是第三代社会保障卡，要有专用安全模块才能读。", "请改用身份证，或手工输入两遍。")
SOCIAL_NUMBER_OTHER = Message("R118", "社会保障卡上的号码不是身份证件的号码。", "请核对证件原件，手工输入两遍。")
SOCIAL_CARD_REFUSED = Message("R119", "这张社会保障卡不让普通读卡器读取个人信息。", "请改用身份证，或手工输入两遍。")
SOCIAL_CARD_UNREADABLE = Message(
    "R122", "社会保障卡读不出来（代码 {status}）。", "请拔出卡，擦净芯片再插到底；多次不行请改用身份证。"
)
VENDOR_STOPPED = Message(
    "R121",
    "读卡器厂家的程序{how}，已经把它关掉重开。",
    "请拿起证件再放一次；反复出现请重新插拔读卡器，现在可以手工输入两遍。",
)
VENDOR_LIBRARY = Message(
    "R123", "读卡器厂家的程序库用不了（{reason}）。", "请技术人员核对程序库的路径、位数和型号；现在可以手工输入两遍。"
)

# Scanner 扫描仪
SCANNER_ABSENT = Message(
    "S201", "没有找到扫描仪（{address}）。", "请接通扫描仪电源和数据线；也可以把拍好的照片放进扫描文件夹。"
)
SCAN_FAILED = Message("S202", "扫描没有成功：{reason}。", "请检查扫描仪后重扫这一页，已扫好的页不受影响。")
SCANNER_JAMMED = Message("S203", "扫描仪卡纸。", "请打开盖子取出纸张，放平后重扫这一页。")
SCANNER_NO_PAPER = Message("S204", "进纸器里没有纸。", "请放好材料再扫。")
SCANNER_COVER_OPEN = Message("S205", "扫描仪盖子没有合上。", "请合上盖子再扫。")
SCANNER_BUSY = Message("S206", "扫描仪正忙。", "请稍等片刻再扫。")
NOT_AN_IMAGE = Message("S207", "这个文件不是图片或 PDF。", "请选扫描件或照片（JPG、PNG、TIFF、PDF）。")
EMPTY_FILE = Message("S208", "这个文件是空的。", "请重新扫描或重新拍照。")
FILE_TOO_LARGE = Message(
    "S209", "这个文件太大（{size_mb} MB，最多 {limit_mb} MB）。", "请用较低的清晰度重扫，或分成几个文件。"
)
IMAGE_TRUNCATED = Message("S210", "图片不完整，只有一部分。", "请重扫这一页。")
FILE_UNREADABLE = Message("S220", "文件 {file} 读不出来。", "请核对文件名和位置，或重新扫描。")
FOLDER_EMPTY = Message("S211", "扫描文件夹里没有新图片。", "请先把扫描件或照片存进扫描文件夹（{folder}），再试一次。")
PAGE_SEEN = Message("S212", "这张图片以前已经收过。", "如果确实要再用一次，请重新扫描或重新拍照。")
PDF_LOCKED = Message("S213", "这个 PDF 有密码，打不开。", "请换一份没有密码的文件，或打印出来再扫描。")
IMAGE_TOO_LARGE = Message("S214", "图片尺寸太大（超过 {limit} 万点）。", "请用较低的清晰度重扫（一般 200 就够）。")
SCANNER_DENIED = Message("S215", "没有使用扫描仪的权限。", "请联系技术人员给这个用户开通扫描仪。")
SCANNER_PROGRAM_ABSENT = Message(
    "S216", "电脑上没有装扫描程序。", "请联系技术人员安装 sane-utils；也可以把拍好的照片放进扫描文件夹。"
)
CAMERA_PROGRAM_ABSENT = Message(
    "S223", "电脑上没有装摄像头程序。", "请联系技术人员安装 ffmpeg；也可以用手机拍照，放进扫描文件夹。"
)
PAGE_UNKNOWN = Message("S221", "没有这一页。", "请重新看一下这份材料有几页，再选一页。")
PAGE_NOT_EDITABLE = Message(
    "S222", "这个文件不能转正或裁剪（PDF 或多页图片）。", "请重新扫描成单页图片，或者就用原来的文件。"
)
SCANNER_NOT_HERE = Message(
    "S218", "这种扫描仪（{address}）只能在 Windows 上用。", "请在设置里换一个扫描仪地址；也可以把照片放进扫描文件夹。"
)
TOO_MANY_PAGES = Message("S217", "这个文件有 {pages} 页，最多 {limit} 页。", "请分成几个文件。")

# Printer 打印机
PRINTER_ABSENT = Message("P301", "连不上凭条打印机（{address}）。", "请检查电源和连线后再打；也可以改打 A4 纸。")
PAPER_OUT = Message("P302", "打印机没有纸了。", "请换上新纸卷，再打一次。")
COVER_OPEN = Message("P303", "打印机盖子没有合上。", "请合上盖子，再打一次。")
PRINTER_ERROR = Message("P304", "打印机报告故障（{detail}）。", "请关机再开；不行请改打 A4 纸并报修。")
PRINTER_SILENT = Message(
    "P305", "打印机没有回应，不知道凭条打出来没有。", "请看一眼纸：打出来了点“已打出”，没有就点“没打出”。"
)
PRINTER_LOST = Message("P306", "打印到一半和打印机断开了。", "请看一眼纸：打出来了点“已打出”，没有就点“没打出”。")
PRINTED_ALREADY = Message("P307", "这张凭条已经打过。", "如需再打请点“补打”，纸上会注明补打和次数。")
PRINT_UNANSWERED = Message(
    "P308", "上一次打印还不知道打出来没有。", "请看一眼纸：打出来了点“已打出”，没有就点“没打出”，再继续。"
)
PRINT_UNKNOWN = Message("P309", "没有找到这次打印的记录。", "请在办件页上重新查看打印记录。")
PRINTER_MODEL_UNKNOWN = Message("P310", "没有叫“{model}”的打印机型号。", "请在设置里另选一个；现有型号：{known}。")
PRINTER_PROFILE_WRONG = Message("P311", "打印机型号文件 {file} 有错：{detail}。", "请改正这个文件；其他型号照常可用。")
PAPER_NEAR_END = Message("P312", "纸卷快用完了。", "请备好新纸卷，打完手头这一张就换。")
ROLL_NEAR_END = Message(
    "P321", "按打过的长度算，纸卷快用完了。", "请备好新纸卷；换上以后，在“设备体检”的凭条打印机里点“已换新纸卷”。"
)
ROLL_CHANGED = Message(
    "P322", "打印机刚才没有纸，现在又有了。", "换的是新纸卷，点“已换新纸卷”；只是把纸放正，点“还是原来那卷”。"
)
PRINT_QUEUED = Message(
    "P313", "打印任务还排在系统的打印队列里。", "请检查打印机电源、纸和连线；打出来了点“已打出”，没有就点“没打出”。"
)
PRINT_UNDER_WAY = Message("P315", "这一份正在打印。", "请稍等，打完会有提示。")
PAPER_USED = Message("P316", "这一份已经打印过或存过文件。", "如需再要一份，请重新打开这份文书，纸上会注明补打和次数。")
OFFICE_PRINTER_ABSENT = Message(
    "P317", "系统没有收下这份文书（打印机：{printer}）。", "请检查系统里的打印机是否装好、开机；也可以另存为文件再打。"
)
PAGES_WRONG = Message("P318", "页码“{pages}”不对，这份文书共 {count} 页。", "请填 1-2 或 1，3 这样的页码，不填就全打。")
PRINTER_DENIED = Message(
    "P319", "没有使用打印机的权限（{address}）。", "请联系技术人员给这个用户开通打印机；现在可以改打 A4 纸。"
)
PRINTER_BUSY = Message("P320", "打印机正被别的程序占用。", "请关闭占用打印机的程序后再打；也可以改打 A4 纸。")
PRINT_HELD = Message("P314", "系统的打印队列没有把任务送出去，任务已撤回，没有打。", "请检查打印机电源和连线后再打。")

# Second screen 副屏
SCREEN_ABSENT = Message("V911", "没有接副屏。", "请插好第二块屏幕、打开它的电源；现在可以把屏幕转过去给群众看。")

# Evaluator 评价器
EVALUATOR_ABSENT = Message(
    "V901", "连不上评价器（{address}）。", "请检查电源和连线；现在请群众在副屏或这个屏幕上评，也可以不评。"
)
EVALUATOR_SILENT = Message(
    "V902", "评价器没有回应（{address}）。", "请关掉评价器再打开；现在请群众在副屏或这个屏幕上评，也可以不评。"
)
EVALUATOR_LOST = Message(
    "V903",
    "评价到一半，评价器断开了，没有记下评价。",
    "请插好线再请群众评一次；或者请群众在副屏或这个屏幕上评，也可以不评。",
)
EVALUATOR_GARBLED = Message(
    "V904",
    "评价器发来的内容看不懂，没有记下评价。",
    "请再试一次；一直这样请报修，现在请群众在副屏或这个屏幕上评，也可以不评。",
)
EVALUATOR_HALF = Message(
    "V905", "评价器的回答只来了一半，没有记下评价。", "请检查连线再试一次；或者请群众在副屏或这个屏幕上评，也可以不评。"
)
EVALUATOR_LEVEL = Message(
    "V906",
    "评价器给的等级（{number}）和它的名称对不上，没有记下评价。",
    "请技术人员核对评价器：5 是非常满意，1 是非常不满意；现在请群众在副屏或这个屏幕上评，也可以不评。",
)
EVALUATOR_OPTION = Message(
    "V907",
    "评价器给的原因（{option}）不是“{level}”的，没有记下评价。",
    "请技术人员核对评价器；现在请群众在副屏或这个屏幕上评，也可以不评。",
)
EVALUATOR_BUSY = Message("V908", "评价器正忙。", "请稍等再试；或者请群众在副屏或这个屏幕上评，也可以不评。")
EVALUATOR_LATE = Message("V909", "评价器送来了以前的评价，来晚了，没有采用。", "不用处理；这一位的评价不受影响。")
EVALUATOR_REPEATED = Message("V910", "评价器把同一个评价送了两次，只记一次。", "不用处理。")
