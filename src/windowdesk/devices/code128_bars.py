"""Code 128 (ISO/IEC 15417) as bars, the way a receipt printer draws ``GS k 73``."""

from __future__ import annotations

_PATTERNS = [
    "212222",
    "222122",
    "222221",
    "121223",
    "121322",
    "131222",
    "122213",
    "122312",
    "132212",
    "221213",
    "221312",
    "231212",
    "112232",
    "122132",
    "122231",
    "113222",
    "123122",
    "123221",
    "223211",
    "221132",
    "221231",
    "213212",
    "223112",
    "312131",
    "311222",
    "321122",
    "321221",
    "312212",
    "322112",
    "322211",
    "212123",
    "212321",
    "232121",
    "111323",
    "131123",
    "131321",
    "112313",
    "132113",
    "132311",
    "211313",
    "231113",
    "231311",
    "112133",
    "112331",
    "132131",
    "113123",
    "113321",
    "133121",
    "313121",
    "211331",
    "231131",
    "213113",
    "213311",
    "213131",
    "311123",
    "311321",
    "331121",
    "312113",
    "312311",
    "332111",
    "314111",
    "221411",
    "431111",
    "111224",
    "111422",
    "121124",
    "121421",
    "141122",
    "141221",
    "112214",
    "112412",
    "122114",
    "122411",
    "142112",
    "142211",
    "241211",
    "221114",
    "413111",
    "241112",
    "134111",
    "111242",
    "121142",
    "121241",
    "114212",
    "124112",
    "124211",
    "411212",
    "421112",
    "421211",
    "212141",
    "214121",
    "412121",
    "111143",
    "111341",
    "131141",
    "114113",
    "114311",
    "411113",
    "411311",
    "113141",
    "114131",
    "311141",
    "411131",
    "211412",
    "211214",
    "211232",
    "2331112",
]
_SETS = {ord("A"): 0, ord("B"): 1, ord("C"): 2}
_START = (103, 104, 105)
_SWITCH = {0: 101, 1: 100, 2: 99}
_STOP = 106
_MODULUS = 103


def decoded(data: bytes) -> str:
    """The text in the data of ``GS k 73`` (with its ``{A {B {C {{`` escapes). Raises ValueError."""
    return _walk(data)[1]


def bars(data: bytes) -> list[int]:
    """Widths in modules, black and white in turn, black first; quiet zones not included."""
    values, _ = _walk(data)
    check = (values[0] + sum(place * value for place, value in enumerate(values[1:], 1))) % _MODULUS
    return [int(width) for value in (*values, check, _STOP) for width in _PATTERNS[value]]


def _walk(data: bytes) -> tuple[list[int], str]:
    values: list[int] = []
    text = ""
    current = -1
    at = 0
    while at < len(data):
        if data[at : at + 1] == b"{" and data[at + 1 : at + 2] != b"{":
            chosen = _SETS.get(data[at + 1]) if at + 1 < len(data) else None
            if chosen is None:
                raise ValueError("an escape of Code 128 that is not drawn")
            values.append(_START[chosen] if current < 0 else _SWITCH[chosen])
            current, at = chosen, at + 2
            continue
        if current < 0:
            raise ValueError("Code 128 data must begin with a code set")
        if current == 2:
            values.append(data[at])
            text += f"{data[at]:02d}"
            at += 1
            continue
        byte = data[at]
        at += 2 if byte == ord("{") else 1
        values.append(byte + 64 if current == 0 and byte < 32 else byte - 32)
        text += chr(byte)
    if not values or max(values) > _START[2] or min(values) < 0:
        raise ValueError("a character that Code 128 does not have")
    return values, text
