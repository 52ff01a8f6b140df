"""Troubles of what the desk holds: K catalogue, T store, N intake, D document; and Z, a bug."""

from __future__ import annotations

from windowdesk.errors.known import Message

BUG_EXIT_STATUS = 70
BUG = Message(
    "Z000", "程序出了意外问题。", "已保存的内容不会丢失。请重新打开程序；若再次出现，请把日志交给县里技术人员。"
)

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
TRAINING_STAYS = Message("T523", "演示里的件永远不会上报。", "不用处理；要正式办理，请关掉演示窗口，用平时的窗口。")
TRAINING_OPTION = Message(
    "T524", "演示里不能用选项 {option}。", "请去掉它：演示不联网、不要口令，设备都是模拟的（地址以 simulated 开头）。"
)
DRAFT_UNKNOWN = Message("T515", "没有找到这份草稿。", "请回到首页重新选择草稿，或新开一件。")
HOME_UNUSABLE = Message("T516", "数据文件夹不能写入：{reason}。", "请检查文件夹权限和硬盘，或用 --home 换一个文件夹。")

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
PORT_SILENT = Message(
    "N793",
    "串口 {port} 上的设备没有回答，不知道是什么。",
    "请插好线、打开电源再问；不会回答的凭条打印机，请在“设置”里自己填 {address}。",
)
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
