"""Numbers as Vietnamese articles write them: in words and in Roman numerals."""

from __future__ import annotations

_ORDINALS = {1: "nhất", 4: "tư"}
_DIGITS = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_UNITS = {1: "mốt", 4: "tư", 5: "lăm"}
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def words(number: int) -> str:
    """The number after "lần thứ": 1 to 99 in words."""
    tens, rest = divmod(number, 10)
    if tens == 0:
        return _ORDINALS.get(number, _DIGITS[number])
    if tens == 1:
        return f"mười {'lăm' if rest == 5 else _DIGITS[rest]}".strip()
    return f"{_DIGITS[tens]} mươi {_UNITS.get(rest, _DIGITS[rest])}".strip()


def roman(number: int) -> str:
    """1 to 89 in upper-case Roman numerals."""
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text
