"""Codes of an item as the words a clerk and a villager read."""

from __future__ import annotations

from windowdesk.domain.catalogue import Fee, Item, Material, Necessity, ProxyRule

HANDLING = {"instant": "即办件", "promised": "承诺件", "other": "其他"}
WAYS = {"window": "窗口办理", "pc": "电脑网上办理", "mobile": "手机办理", "courier": "快递申请"}
NECESSITY = {
    Necessity.MUST: "必要",
    Necessity.OPTIONAL: "非必要",
    Necessity.DEFERRABLE: "可后补",
    Necessity.EXEMPT: "免交",
}
PROXY = {
    ProxyRule.ALLOWED: "可以代办",
    ProxyRule.PRESENCE_ONCE: "可以代办，本人须到场一次",
    ProxyRule.REFUSED: "须本人到场",
}
ORIGINALS = {"original": "原件", "copy": "复印件", "both": "原件和复印件", "either": "原件或复印件"}
FORMS = {"paper": "纸质", "electronic": "电子", "either": "纸质或电子"}
SOURCES = {
    "applicant": "申请人自备",
    "government": "政府部门核发",
    "library": "证照库",
    "online": "在线填报",
    "other": "其他",
}
AREAS = {"1": "全国通办", "2": "全省通办", "3": "全市通办", "4": "全县通办", "5": "全乡镇通办", "6": "本村"}


def fees_words(fees: tuple[Fee, ...]) -> str:
    """The fees with their basis; 不收费 without any."""
    if not fees:
        return "不收费"
    return "；".join(
        f"{fee.name}：{fee.standard}（依据：{fee.basis}）" + (f"，减免：{fee.reduction}" if fee.reduction else "")
        for fee in fees
    )


def visits_words(item: Item) -> str:
    """How often the applicant must come."""
    return "不用到场" if item.visits == 0 else f"最多 {item.visits} 次"


def copies_words(material: Material) -> str:
    """Originals and copies asked for."""
    parts = [f"原件 {material.originals} 份"] if material.originals else []
    parts += [f"复印件 {material.copies} 份"] if material.copies else []
    return "，".join(parts) or ORIGINALS.get(material.original_rule, "")
