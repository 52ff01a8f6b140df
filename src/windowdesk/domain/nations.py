"""The 56 nations (民族) by their code on ID cards, GB/T 3304."""

from __future__ import annotations

NATIONS = [
    "汉",
    "蒙古",
    "回",
    "藏",
    "维吾尔",
    "苗",
    "彝",
    "壮",
    "布依",
    "朝鲜",
    "满",
    "侗",
    "瑶",
    "白",
    "土家",
    "哈尼",
    "哈萨克",
    "傣",
    "黎",
    "傈僳",
    "佤",
    "畲",
    "高山",
    "拉祜",
    "水",
    "东乡",
    "纳西",
    "景颇",
    "柯尔克孜",
    "土",
    "达斡尔",
    "仫佬",
    "羌",
    "布朗",
    "撒拉",
    "毛南",
    "仡佬",
    "锡伯",
    "阿昌",
    "普米",
    "塔吉克",
    "怒",
    "乌孜别克",
    "俄罗斯",
    "鄂温克",
    "德昂",
    "保安",
    "裕固",
    "京",
    "塔塔尔",
    "独龙",
    "鄂伦春",
    "赫哲",
    "门巴",
    "珞巴",
    "基诺",
]
"""Names in the order of their codes, 01 to 56, without 族."""

BEYOND_THE_STANDARD = {"57": "其他", "97": "其他", "98": "外国血统中国籍人士"}
"""Seen on cards though not in GB/T 3304."""


def nation_name(code: str) -> str:
    """The name to show for a code; an unknown code is shown as it is. Compare codes, never names."""
    if code in BEYOND_THE_STANDARD:
        return BEYOND_THE_STANDARD[code]
    if len(code) == 2 and code.isascii() and code.isdigit() and 1 <= int(code) <= len(NATIONS):
        return NATIONS[int(code) - 1] + "族"
    return code
