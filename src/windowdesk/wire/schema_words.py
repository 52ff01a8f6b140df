"""What a failed JSON Schema keyword means, in one short Chinese phrase without the value itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_TYPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": "是或否",
    "array": "列表",
    "object": "一组内容",
    "null": "空",
}
_FORMATS = {
    "date": "日期要写成 2026-01-31 这样",
    "date-time": "时间格式不对",
    "email": "不是邮箱地址",
    "uuid": "编号格式不对",
    "uri": "不是网址",
}
_LIMITS = {
    "minLength": "最少 {} 个字",
    "maxLength": "最多 {} 个字",
    "minimum": "不能小于 {}",
    "maximum": "不能大于 {}",
    "exclusiveMinimum": "要大于 {}",
    "exclusiveMaximum": "要小于 {}",
    "multipleOf": "要是 {} 的倍数",
    "minItems": "至少要有 {} 项",
    "maxItems": "最多 {} 项",
    "minProperties": "至少要填 {} 项",
}
_PLAIN = {
    "pattern": "格式不对",
    "uniqueItems": "有重复的项",
    "additionalProperties": "有约定之外的内容",
    "unevaluatedProperties": "有约定之外的内容",
    "dependentRequired": "填了这一项还要填相关的项",
    "contains": "缺少必须有的项",
    "not": "不能是这个值",
}


def reason_of(error: ValidationError) -> str:
    """The phrase for one error; never holds what was typed, for it reaches the log."""
    keyword = str(error.validator)
    wanted: Any = error.validator_value
    if keyword == "minLength" and wanted == 1:
        return "不能为空"
    if keyword in _LIMITS:
        return _LIMITS[keyword].format(wanted)
    if keyword == "type":
        return f"应该是{_type_words(wanted)}"
    if keyword == "format":
        return _FORMATS.get(str(wanted), "格式不对")
    if keyword in ("enum", "const"):
        return _choice(wanted if keyword == "enum" else [wanted])
    return _PLAIN.get(keyword, "不合要求")


def _type_words(wanted: Any) -> str:
    names = [wanted] if isinstance(wanted, str) else list(wanted)
    return "或".join(_TYPES.get(name, name) for name in names if name != "null" or len(names) == 1)


def _choice(wanted: list[Any]) -> str:
    words = [str(one) for one in wanted if one not in (None, "")]
    if not words or len(words) > 8 or sum(map(len, words)) > 60:
        return "不在可选的范围里"
    return f"只能选：{'、'.join(words)}"
