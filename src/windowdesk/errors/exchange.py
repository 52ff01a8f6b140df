"""Troubles of the exchange with the county, by line and by stick: X."""

from __future__ import annotations

from windowdesk.errors.known import Message

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
NOT_PUT_ASIDE = Message(
    "X630",
    "办件 {number} 没有可以不再处理的步骤。",
    "收件被退回的不能丢开：请改正后重新提交，或办理撤回；还没报的会照常上报。",
)
NOT_ASIDE = Message("X632", "办件 {number} 没有记为不再处理的步骤。", "不用放回；请在“上报”里看它现在的情况。")
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
