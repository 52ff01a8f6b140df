"""What the county answers when something is wrong: RFC 9457 problems with stable codes.

Titles and details are Chinese, for the clerk; codes are for the program. The table is the
error table of ``sync/contract/README.md``.
"""

from __future__ import annotations

from typing import Any

TYPE_BASE = "https://contract.windowdesk.invalid/v1/problems/"
"""Problem types are names, not addresses to be opened."""

KINDS: dict[str, tuple[int, str, str]] = {
    "request_invalid": (400, "请求不合约定。", "请联系技术人员检查程序版本。"),
    "assertion": (400, "身份证明没有通过。", "请稍后重试；一直这样请联系县里技术人员。"),
    "clock": (400, "电脑的时间和县平台相差太多。", "请核对电脑的日期和时间。"),
    "token": (401, "登录已过期。", "程序会自动重新登录。"),
    "enrol_code": (403, "登记码不对、已用过或已过期。", "请向县里要新的登记码。"),
    "station_stopped": (403, "县里已停用这台电脑的上报。", "请联系县里；已收的件都保存着。"),
    "station_revoked": (403, "县里已注销这台电脑。", "请联系县里重新登记。"),
    "not_found": (404, "没有找到。", ""),
    "method": (405, "不支持这种访问。", ""),
    "gap": (409, "上报序号不连续。", "程序会自动从缺的地方补发。"),
    "forked": (409, "同一序号有两份不同的内容。", "可能有两台电脑用了同一份数据，请立即联系县里技术人员。"),
    "offset": (409, "续传位置不对。", "程序会自动问清位置再传。"),
    "too_large": (413, "一次发来的内容太大。", "程序会自动改成小份再发。"),
    "range": (416, "没有这一段内容。", "程序会自动重新下载。"),
    "signature": (422, "签名不对。", "请联系县里技术人员。"),
    "chain": (422, "上报记录前后接不上。", "请联系县里技术人员。"),
    "digest": (422, "传来的文件和申报的不一致。", "程序会自动重传这个文件。"),
    "bundle": (422, "带来的文件没有收下。", "请重新拷贝；还是不行请联系县里技术人员。"),
    "upload_locked": (423, "这个文件正在传。", "程序稍后自动再试。"),
    "busy": (429, "县平台正忙。", "程序稍后自动再试。"),
    "checksum": (460, "传输中有损坏。", "程序会自动重传这一段。"),
    "server": (500, "县平台出错。", "程序稍后自动再试；超过一天请告诉县里。"),
    "schema": (422, "“{field_title}”填得不对：{reason}。", "请改正后重新提交。"),
    "unknown_type": (422, "县平台不认识这种上报。", "请联系县里升级平台。"),
    "blobs_mismatch": (422, "材料清单和附件对不上。", "请重新提交这一件；再次出现请联系技术人员。"),
    "id_taken": (422, "这条上报的标识已经用过。", "请联系县里技术人员。"),
    "case_order": (422, "这件的上报顺序不对。", "请联系县里技术人员。"),
    "case_unknown": (422, "县平台没有这一件。", "这件的收件没有被接收；请先处理收件。"),
    "case_exists": (422, "县平台已经有这一件。", "不用再报；请在办件页查看。"),
    "case_state": (422, "这件现在是“{state}”，不能{act}。", "请在办件页查看最新状态。"),
    "number_taken": (422, "临时收件号 {number} 已经被别的办件用了。", "请联系县里技术人员。"),
    "round_passed": (422, "这不是现在这一轮补正。", "请按最新的补正通知重新提交。"),
    "evaluation_exists": (422, "这一次评价已经收到过。", "不用再报。"),
    "file_unknown": (422, "报告丢失的文件不是这一件的。", "请联系县里技术人员。"),
}
"""code -> HTTP status, title, detail."""


class Problem(Exception):
    """An answer that is a problem; ``members`` are added to the body, ``headers`` to the answer."""

    def __init__(
        self,
        code: str,
        *,
        status: int | None = None,
        detail: str | None = None,
        headers: dict[str, str] | None = None,
        **members: Any,
    ) -> None:
        self.code = code
        self.status = status or KINDS[code][0]
        self.headers = headers or {}
        self.body = problem_body(code, status=self.status, detail=detail, **members)
        super().__init__(f"{code}: {self.body['title']}")


def problem_body(code: str, *, status: int | None = None, detail: str | None = None, **members: Any) -> dict[str, Any]:
    """The RFC 9457 object for ``code``; ``members`` also fill the sentences."""
    usual, title, to_do = KINDS[code]
    body: dict[str, Any] = {
        "type": TYPE_BASE + code,
        "title": title.format(**members),
        "status": status or usual,
        "detail": to_do if detail is None else detail,
        "code": code,
    }
    body.update({name: value for name, value in members.items() if name not in ("reason", "state", "act", "number")})
    return body
