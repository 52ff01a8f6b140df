"""Every way things go wrong that a clerk can act on.

::

    Exception
    ├── Known                 a person can act: code, what happened, what to do
    │   ├── InputRefused      what was typed or chosen cannot stand        exit 3
    │   ├── DeviceTrouble     reader, scanner or printer                   exit 4
    │   ├── CountyTrouble     the line or the county platform              exit 5
    │   └── StoreTrouble      the local store, its key, the disk           exit 6
    └── anything else         a bug: logged in full, shown as BUG          exit 70

Codes are stable for ever: a clerk reads them to the help desk over the phone.
R reader, S scanner, P printer, V evaluator, K catalogue, T store, X exchange, N intake, D document.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """One known trouble: a stable code, one sentence on what happened, one on what to do.

    Both sentences may hold ``{names}`` filled from the facts of the moment.
    """

    code: str
    happened: str
    to_do: str


class Known(Exception):
    """A trouble with a stable code; ``happened`` and ``to_do`` are ready for the screen.

    ``facts`` fill the sentences and must never hold personal data: they reach the log.
    """

    exit_status = 1

    def __init__(self, message: Message, **facts: object) -> None:
        self.message = message
        self.facts = facts
        super().__init__(f"{message.code} {self.happened}")

    @property
    def code(self) -> str:
        """The stable code, for example ``R102``."""
        return self.message.code

    @property
    def happened(self) -> str:
        """One plain sentence: what happened."""
        return self.message.happened.format(**self.facts)

    @property
    def to_do(self) -> str:
        """One plain sentence: what to do now."""
        return self.message.to_do.format(**self.facts)


class InputRefused(Known):
    """What was typed, chosen or handed over cannot stand."""

    exit_status = 3


class DeviceTrouble(Known):
    """A device does not do what it should."""

    exit_status = 4


class CountyTrouble(Known):
    """The line or the county platform does not do what it should."""

    exit_status = 5


class StoreTrouble(Known):
    """The local store, its key or the disk does not do what it should."""

    exit_status = 6


BUG_EXIT_STATUS = 70
BUG = Message(
    "Z000", "程序出了意外问题。", "已保存的内容不会丢失。请重新打开程序；若再次出现，请把日志交给县里技术人员。"
)

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

# Catalogue and calendar 事项库、日历
CATALOGUE_SIGNATURE = Message("K401", "事项库文件的签名不对，没有使用。", "请让县里重新下发；原来的事项库照常使用。")
CATALOGUE_ELEMENT = Message("K402", "事项“{item}”缺少要素：{element}。", "这个事项没有更新；请告诉县里补齐后重新下发。")
CATALOGUE_DATE = Message(
    "K403", "事项“{item}”里有不存在的日期：{value}。", "这个事项没有更新；请告诉县里改正后重新下发。"
)
CATALOGUE_OLD = Message(
    "K404", "收到的事项库版本（{offered}）比现用的（{current}）旧，没有使用。", "不用处理；如有疑问请问县里。"
)
CATALOGUE_UNREADABLE = Message("K405", "事项库文件读不懂：{detail}。", "请让县里重新下发；原来的事项库照常使用。")
ITEM_UNKNOWN = Message("K406", "没有编码为 {code} 的事项。", "请用名称或拼音首字母查找事项。")
ITEM_PAUSED = Message("K407", "事项“{item}”{state}，现在不能受理。", "草稿会保留；请告诉群众恢复办理后再来，或问县里。")
CALENDAR_REFUSED = Message("K408", "收到的工作日历没有使用：{reason}。", "原来的日历照常使用；请让县里重新下发。")
CATALOGUE_EMPTY = Message("K409", "这台电脑上还没有事项库。", "请先联网同步一次，或用优盘导入事项库。")
SETTINGS_REFUSED = Message(
    "K410", "县里下发的站点设置没有使用：{reason}。", "原来的设置照常使用；请让县里改正后重新下发。"
)

# Store 本地存储
STORE_NEWER = Message(
    "T501",
    "这份数据是新版程序（数据版本 {found}）写的，现在的程序只认到 {known}。",
    "请安装新版程序再打开；数据没有改动。",
)
STORE_DAMAGED = Message("T502", "数据文件损坏，已从第二份恢复。", "确认过的办件都在；请尽快联系技术人员检查硬盘。")
STORE_LOCKED = Message("T503", "程序已经在运行。", "请用已经打开的窗口；如果看不到窗口，请重启电脑。")
DISK_FULL = Message("T504", "硬盘满了，这一步没有保存。", "请删除不用的文件腾出空间，再点一次保存；已保存的内容都在。")
KEY_MISSING = Message("T505", "找不到打开数据的密钥。", "请用建立这份数据的系统用户登录，或输入口令。")
KEY_WRONG = Message("T506", "口令不对，数据没有打开。", "请重新输入口令。")
CLOCK_WRONG = Message("T507", "电脑的日期是 {date}，明显不对。", "请先把电脑日期改对再收件；日期错了办理期限会算错。")
SECOND_COPY_FAILED = Message(
    "T508", "第二份没有写成：{reason}。", "先不要给群众凭条；请检查第二份所在的盘，再点一次保存。"
)
STORE_BEYOND_REPAIR = Message("T509", "数据文件和第二份都打不开。", "请不要再操作这台电脑，立即联系县里技术人员。")
FOREIGN_FILE = Message("T510", "{file} 不是本程序的数据文件。", "请换一个文件夹，或把这个文件移走。")
DRAFT_SAVED_ELSEWHERE = Message("T511", "这份草稿已经保存成办件 {number}。", "请在办件列表里打开它，不用再存一次。")
NOT_ENROLLED = Message("T512", "这台电脑还没有在县里登记。", "请向县里要登记码再登记；没有网络就在“设置”里用优盘登记。")
CASE_UNKNOWN = Message("T513", "没有找到办件 {number}。", "请核对号码，或用姓名查找。")
BLOB_DAMAGED = Message(
    "T514", "有一份材料的文件损坏。", "请重扫这份材料；已经收下的件，请在“上报”里点“扫描件找不回来了”，再重扫。"
)
STORE_NEEDS_RESTART = Message("T520", "数据文件有损坏。", "请关闭程序再打开，程序会从第二份恢复；确认过的办件都在。")
TRAINING = Message("T521", "现在是演示，演示里的办件不能上报。", "要正式办理，请关掉演示窗口，用平时的窗口。")
SUPPORT_NOT_SAVED = Message("T522", "求助资料没有存成：{reason}。", "请换一个文件夹，或插好优盘再存一次。")
DRAFT_UNKNOWN = Message("T515", "没有找到这份草稿。", "请回到首页重新选择草稿，或新开一件。")
HOME_UNUSABLE = Message("T516", "数据文件夹不能写入：{reason}。", "请检查文件夹权限和硬盘，或用 --home 换一个文件夹。")

# Exchange 上报
NO_NETWORK = Message("X601", "现在连不上县里（网络不通）。", "不用处理，照常办件；通了会自动上报。")
COUNTY_NAME = Message("X602", "找不到县平台的地址。", "请检查网线；一直这样请联系县里核对地址。")
COUNTY_TLS = Message("X603", "县平台的安全证书没有通过检查。", "没有发送任何内容；请检查电脑日期，再联系县里技术人员。")
COUNTY_TIMEOUT = Message("X604", "县平台很久没有回应。", "不用处理，稍后自动再试。")
COUNTY_NOT_COUNTY = Message(
    "X605", "网络把我们带到了别的网页，不是县平台。", "可能要先登录网络（例如上网认证）；登录后会自动上报。"
)
COUNTY_ERROR = Message("X606", "县平台出错（代码 {status}）。", "不用处理，稍后自动再试；超过一天请告诉县里。")
COUNTY_BUSY = Message("X607", "县平台请我们稍后再来。", "不用处理，{wait} 秒后自动再试。")
COUNTY_TOO_LARGE = Message("X608", "县平台不收这么大的内容。", "会改成小份再发；仍不行请重扫较小的图片。")
COUNTY_SCHEMA = Message("X609", "县平台的回答不合约定。", "没有采用这次回答；请告诉县里技术人员。")
COUNTY_REFUSED_STATION = Message("X610", "县平台不认这台电脑的身份。", "请联系县里重新发登记码。")
COUNTY_REJECTED = Message("X611", "县平台退回：{reason}。", "请打开这件按说明改正后重新提交。")
EPOCH_CHANGED = Message("X612", "县平台恢复过数据，正在补发。", "不用处理，会自动补齐。")
ENROL_CODE = Message("X613", "登记码不对或已经用过。", "请向县里要新的登记码。")
COUNTY_SIGNATURE = Message("X614", "县里下发内容的签名不对，没有采用。", "请告诉县里技术人员。")
BLOB_WAITS = Message("X615", "材料图片还没有传完。", "不用处理，会接着传。")
HELD = Message("X616", "县平台已收到，在等这件的前一步或材料。", "不用处理，材料传完后会自动继续。")
STATION_STOPPED = Message("X617", "县里已停用这台电脑的上报。", "请联系县里；已收的件都保存着。")
COUNTY_REFUSED_CALL = Message("X618", "县平台没有接受这次请求（代码 {word}）。", "请告诉县里技术人员。")
LOG_FORKED = Message(
    "X619", "县平台上这台电脑的上报记录和本机不一样。", "可能有另一台电脑用了同一份数据；请立即联系县里技术人员。"
)
LOG_BEHIND = Message(
    "X620", "县平台收到的比本机记着的还多。", "本机数据可能退回到了以前；请先不要收件，联系县里技术人员。"
)
LOG_REFUSED = Message("X621", "县平台核对不上本机的上报签名。", "已收的件都保存着；请联系县里技术人员。")
ITS_TURN = Message("X622", "还没有轮到上报。", "不用处理，联网后会自动上报。")
SYNC_RUNNING = Message("X623", "正在上报。", "不用再点，等这一次做完。")
DATA_USED_UP = Message(
    "X625", "材料图片在等流量，{when} 起再传。", "不用处理，文字已经先报；急的话请点“今天不限流量”，或把这件标为加急。"
)
ITEM_STUCK = Message(
    "X626",
    "试了 {times} 次（{days} 天）都没有传上去：{reason}。",
    "请点“导出这件”存到优盘交给县里，或打电话告诉县里技术人员；程序每小时还会再试。",
)
LINE_STUCK = Message("X627", "已经 {days} 天没有报上去：{reason}。", "请检查网络；急件请点“写到优盘”，把优盘交到县里。")
HELD_LONG = Message(
    "X628",
    "县平台收下 {days} 天了还没有结果，在等这件的前一步或材料。",
    "请打电话问县里，报上号码；也可以点“导出这件”交给县里查。",
)
NOT_ALONE = Message("X629", "这件还没有报过，单独导出县里收不下。", "请点“写到优盘”，连同排在前面的一起带到县里。")
NOT_PUT_ASIDE = Message(
    "X630",
    "办件 {number} 没有可以不再处理的步骤。",
    "收件被退回的不能丢开：请改正后重新提交，或办理撤回；还没报的会照常上报。",
)
NOT_LOST = Message(
    "X631", "办件 {number} 没有找不回来的扫描件，不用报告。", "请点“再试一次”；还是传不上去请点“导出这件”交给县里。"
)
EVENT_UNREADABLE = Message("X624", "有一条上报记录在本机读不出来了。", "已按规定告诉县里；请联系技术人员检查硬盘。")

# Stick 优盘
STICK_ABSENT = Message("X640", "没有找到优盘（{place}）。", "请插好优盘，等几秒再点一次。")
STICK_READ_ONLY = Message("X641", "优盘不能写入。", "请看优盘侧面有没有写保护开关，或换一个优盘。")
STICK_FULL = Message("X642", "优盘空间不够，连上报的文字都放不下。", "请删去优盘上不用的文件，或换一个优盘。")
STICK_PULLED = Message("X643", "拷贝没有完成，优盘可能被拔出。", "请插好优盘再点一次；本机的内容都在，没有影响。")
STICK_EMPTY = Message(
    "X644", "优盘上没有给本站的回执（{place}）。", "请核对是不是县里交回的优盘，文件名以 windowdesk-reply 开头。"
)
BUNDLE_TORN = Message("X645", "文件 {file} 不完整或被改动过。", "没有采用其中任何内容；请从原来的优盘重新拷贝。")
BUNDLE_FOREIGN = Message(
    "X646", "文件 {file} 不是本系统的交换文件。", "请选文件名以 windowdesk 开头、以 .wdb 结尾的文件。"
)
BUNDLE_NEWER = Message("X647", "文件 {file} 是新版程序写的。", "没有采用其中任何内容；请先升级程序再导入。")
BUNDLE_OTHER_STATION = Message("X648", "文件 {file} 是站点 {station} 的，不是本站的。", "没有动它；请交给那个站点。")
BUNDLE_WRONG_WAY = Message(
    "X649",
    "文件 {file} 是上报给县里的，不是县里的回执。",
    "请把它交到县里；本站要导入的是 windowdesk-reply 开头的文件。",
)
BUNDLE_SIGNATURE = Message("X650", "文件 {file} 的县里签名不对，没有采用。", "请告诉县里技术人员。")
BUNDLE_OLD_EPOCH = Message("X651", "回执 {file} 是县平台恢复数据前写的，没有采用。", "不用处理；请导入县里最新的回执。")
BUNDLE_OLD = Message("X652", "回执 {file} 比已经导入的旧。", "不用处理；已有的内容没有被改回去。")
BUNDLE_TWICE = Message("X653", "回执 {file} 以前导入过。", "不用处理；内容没有重复。")
BUNDLE_FEED_GAP = Message(
    "X654", "回执 {file} 少了前面的消息，消息部分没有采用。", "请再导出一次交到县里，新的回执会补齐。"
)
COUNTY_NO_SEAL = Message(
    "X655", "本机还没有县里的密封密钥，不能用优盘上报。", "请联网同步一次，或请县里技术人员升级平台。"
)
BUNDLE_PART_ABSENT = Message("X656", "回执里少了一个文件。", "不用处理；下一次回执会再带来。")
STICK_SPOILT = Message("X659", "写到优盘的内容读回来不对。", "请换一个优盘再写一次；本机的内容都在，没有影响。")
ENROL_CODE_SHORT = Message(
    "X661", "登记码太短，不能用优盘登记。", "优盘登记用的登记码至少 {count} 位；请向县里要新的登记码。"
)
ENROL_NO_ANSWER = Message(
    "X662",
    "优盘上没有县里的登记回执（{place}）。",
    "请核对是不是县里交回的优盘，文件名以 windowdesk-enrolled 开头。",
)
ENROL_NOT_ASKED = Message("X663", "登记回执 {file} 不是给这台电脑的。", "没有采用；请把它交给写申请的那台电脑。")
ENROL_FORGED = Message(
    "X664", "登记回执 {file} 和登记码对不上，可能不是县里写的。", "没有采用；请打电话和县里核对，再重新登记。"
)
CARRIED_REFUSED = Message("X665", "县里没有收下代传的 {file}：{reason}。", "请让那个站点重新写一次优盘。")
CARRIED_NOTHING = Message(
    "X666", "优盘上没有要代传的文件（{place}）。", "请核对是不是村里的优盘；村里先要点“写到优盘”。"
)
ON_STICK = Message(
    "X660", "已写到优盘（第 {number} 号），还没有导入县里的回执。", "请把优盘交到县里，回执拿回来再导入。"
)
STICK_SEVERAL = Message("X658", "插了 {count} 个优盘，不知道用哪一个。", "请只留下要用的那一个，再点一次。")
BUNDLE_REFUSED = Message("X657", "县平台没有接收本站第 {number} 号上报文件：{reason}。", "{to_do}")

# Intake 收件
FIELD_MISSING = Message("N701", "还没有填“{field}”。", "请补填这一项。")
FIELD_WRONG = Message("N702", "“{field}”填得不对：{reason}。", "请改正这一项。")
NUMBER_CHECK = Message("N703", "身份证号码没有通过校验。", "请对照证件再看一遍每一位数字。")
MATERIAL_MISSING = Message("N704", "还缺材料：{material}。", "请扫描这份材料；允许后补的可以选“后补”。")
NOT_DEFERRABLE = Message("N705", "“{material}”不能后补。", "请带齐这份材料再办。")
DEFERRAL_INCOMPLETE = Message(
    "N706", "“{material}”后补还没有写好承诺或日期。", "请写明后补日期，并请申请人在承诺书上签字。"
)
NOTICE_MISSING = Message("N707", "还没有告知个人信息的用途。", "请向申请人读一遍告知内容，再点“已告知”。")
PROXY_REFUSED = Message("N708", "“{item}”必须本人到场，不能代办。", "请本人来办，或预约上门。")
AUTHORITY_MISSING = Message(
    "N709", "代办还没有委托书。", "请打印代办委托书，请申请人签字后扫描；申请人在场也可以在屏幕上手写签名。"
)
PHONE_MISSING = Message("N710", "还没有填手机号，也没有注明无手机。", "请填手机号，或勾选“无手机”。")
DUPLICATE_CASE = Message("N711", "这个人同一事项已有在办件 {number}。", "请先打开那一件看看；确需再办请写明原因。")
MOVE_REFUSED = Message("N712", "办件现在是“{state}”，不能{act}。", "请按办件页上的下一步来做。")
TYPED_TWICE = Message("N713", "两次输入的号码不一样。", "请对照证件重新输入两遍。")
ANSWER_MISSING = Message("N714", "还没有选择情形：{question}。", "请先选好情形，再看需要哪些材料。")
REASON_MISSING = Message("N715", "还没有写原因。", "请写一句原因。")
AGE_RULE = Message("N716", "申请人年龄不符合“{item}”的条件（{rule}）。", "请核对身份证；如确属特殊情况请问县里。")
OUTSIDE_AREA = Message("N717", "“{item}”这里不受理（{rule}）。", "请看办事指南上的办理地点。")
VERTICAL_ITEM = Message("N718", "“{item}”在上级专用系统里办。", "请在专用系统里录入，把那边的编号记到这里。")
ID_NOT_CHECKED = Message("N719", "还没有核对领取人的身份证件。", "请核对领取人的身份证，再勾选“已核对”。")
NAME_CUT_OFF = Message("N720", "姓名太长或太生僻，芯片上有一个字读不全。", "请看证件上印的姓名，把这个字补上。")
ALREADY_EVALUATED = Message("N730", "这件已经评价过了。", "一次服务只评价一次，不用再评。")
TEXT_TOO_LONG = Message(
    "N739",
    "这一步填写的文字太多（{size} KB，最多 {limit} KB），县里收不下。",
    "请把特别长的内容删短，或作为材料扫描上传。",
)
SIGNATURE_EMPTY = Message("N740", "还没有写名字，或者写得太少。", "请写上名字再点“写好了”；也可以不签，改在纸上签。")
SIGNATURE_UNREADABLE = Message("N741", "签名文件用不了：{reason}。", "请重新签名，或改在纸上签。")
SIGNATURE_SHEET_CHANGED = Message(
    "N742", "签名的时候内容改过了，这次签名没有采用。", "请群众看一遍新的内容再签，或改在纸上签。"
)
SIGNATURE_NOT_ASKED = Message("N743", "这一件没有要“{document}”的{signer}签名。", "请核对办理方式和代办人。")
SAMPLES_REFUSED = Message("N731", "正式站点不能填样例内容。", "样例只限演示用；请按群众实际情况填写。")
SEARCH_TOO_LONG = Message("N791", "找{what}用了太久，没有等到结果。", "请拔下刚插的设备再插上，过一会儿再找。")
DEVICE_NOT_FOUND = Message("N792", "没有找到地址是“{address}”的设备。", "请先找一遍，再从找到的里面选。")
DEVICE_ADDRESS = Message("N790", "设备地址“{address}”看不懂。", "请按说明填写，例如 {example}。")

# Documents 文书
FONT_ABSENT = Message("D801", "电脑上没有能打印“{characters}”的字体。", "请联系技术人员安装字体；现在可以先打凭条。")
DOCUMENT_NOT_ALLOWED = Message("D802", "现在不能打印“{document}”。", "这份文书要等县里受理后才能打印。")
RECEIPT_CODE_WRONG = Message("D803", "凭条上的码没有通过验证。", "请核对凭条是否完整；有疑问请用号码在系统里查。")
TEMPLATE_WRONG = Message(
    "D804", "文书模板“{document}”有错：{detail}。", "请让县里改正后重新下发模板；其他文书照常可用。"
)
DOCUMENT_VALUE_MISSING = Message("D805", "“{document}”还缺内容：{field}。", "请先补填这一项，再打印。")
RECEIPT_STATION_REVOKED = Message(
    "D806", "凭条上的码对得上，但出凭条的站点 {station} 已被县里注销。", "不能只凭这张凭条认定；请用号码向县里核对。"
)


def all_messages() -> dict[str, Message]:
    """Every message by its code."""
    found = [value for value in globals().values() if isinstance(value, Message)]
    return {message.code: message for message in found}
