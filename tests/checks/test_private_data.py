"""Numbers of identity cards, mobiles and bank cards are found by their check digits, and never repeated."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.private_number import masked, private_numbers

from .sample import World, matches, record_text

# Two are the examples of GB 11643-1999; the card number is the one that card networks use in tests.
BODIES = {
    "identity card": ("号码11010519491231002X在册。\n", [(1, 3, "identity card number: 110*************2X")]),
    "a small x": ("号码11010519491231002x\n", [(1, 3, "identity card")]),
    "a check digit of 4": ("440524188001010014\n", [(1, 1, "identity card")]),
    "a wrong check digit": ("110105194912310021\n", []),
    "a day that is none": ("110105194902300021\n", []),
    "identity card in groups": ("110105 19491231 002X\n", [(1, 1, "identity card")]),
    "identity card in wide digits": ("号１１０１０５１９４９１２３１００２Ｘ\n", [(1, 2, "identity card")]),
    "mobile": ("电话13800138000。\n", [(1, 3, "mobile number: 138******00")]),
    "mobile with spaces": ("电话138 0013 8000。\n", [(1, 3, "138********00")]),
    "mobile with hyphens": ("138-0013-8000\n", [(1, 1, "mobile")]),
    "mobile with the country": ("+86 13800138000\n", [(1, 2, "mobile")]),
    "mobile with the country, close": ("+8613800138000\n", [(1, 2, "mobile")]),
    "mobile with 0086": ("008613800138000\n", [(1, 1, "mobile")]),
    "mobile in wide digits": ("１３８００１３８０００\n", [(1, 1, "mobile")]),
    "mobile with wide spaces": ("138　0013　8000\n", [(1, 1, "mobile")]),
    "two mobiles": ("13800138000、13900139000\n", [(1, 1, "138"), (1, 13, "139")]),
    "after a character beyond the BMP": ("𠮷13800138000\n", [(1, 2, "mobile")]),
    "on a later line": ("修路。\n电话13800138000\n", [(2, 3, "mobile")]),
    "a number that begins with 12": ("12800138000\n", []),
    "twelve digits": ("138001380001\n", []),
    "a sum of money": ("投入13800138000元。\n", []),
    "a decimal": ("13800138000.5\n", []),
    "dates in a row": ("2011-07-01 2011-07-08\n", []),
    "an office telephone": ("0571-87654321\n", []),
    "bank card": ("卡号4111111111111111。\n", [(1, 3, "bank card number: 411***********11")]),
    "bank card in groups": ("4111 1111 1111 1111\n", [(1, 1, "bank card")]),
    "bank card with a wrong digit": ("4111111111111112\n", []),
    "a card that begins with 7": ("7111111111111118\n", []),
    "within an address": ("[看](https://www.example.org/2019/06/17/ARTI1560754706373681.shtml)[^s1]\n", []),
    "a mobile within an address": ("<https://example.org/?t=13800138000>\n", []),
    "behind letters": ("ARTI1560754706373681\n", []),
    "a mobile behind an address": ("https://example.org/1，电话13800138000\n", [(1, 25, "mobile")]),
}


@pytest.mark.parametrize(("text", "expected"), BODIES.values(), ids=BODIES)
def test_in_the_body(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.body("private-data", text), expected)


def test_the_head_is_looked_through_as_well(world: World) -> None:
    assert matches(world.head("private-data", "unit: 东坡村13800138000"), [(2, 10, "mobile")])


def test_even_a_head_that_cannot_be_read_is_looked_through(world: World) -> None:
    assert matches(world.problems("name：张三\n13800138000\n", "private-data"), [(2, 1, "mobile")])


@pytest.mark.parametrize("rule", ["", "number-in-copy", "key-known", "value-form"])
def test_no_rule_repeats_the_number(world: World, rule: str) -> None:
    fragment = "copy: {sms: 电话13800138000}\n13800138000: 张三\nlevel: 电话13800138000"
    found = world.problems(record_text(fragment), rule)
    assert found
    assert not any("13800138000" in problem.message + problem.hint for problem in found)


def check_digit(digits: str) -> str:
    """GB 11643-1999, 4.2: the weight of place i is 2^(i-1) mod 11, and the weighted sum is 1 modulo 11."""
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(digits))
    value = (1 - total) % 11
    return "X" if value == 10 else str(value)


regions = st.integers(110000, 829999).map(str)
births = st.dates(datetime.date(1850, 1, 1), datetime.date(2150, 12, 31)).map(lambda day: day.strftime("%Y%m%d"))
orders = st.integers(0, 999).map(lambda number: f"{number:03}")
identities = st.tuples(regions, births, orders).map("".join).map(lambda digits: digits + check_digit(digits))
texts = st.text("修路引水建档，。 ", max_size=8)


def test_the_formula_of_this_test_gives_the_examples_of_the_standard() -> None:
    assert check_digit("11010519491231002") == "X"
    assert check_digit("44052418800101001") == "4"


@given(texts, identities, texts)
def test_a_sound_identity_number_is_always_found(before: str, number: str, after: str) -> None:
    found = private_numbers(before + number + after)
    assert [(n.kind, n.start, n.end) for n in found] == [("identity", len(before), len(before) + 18)]


@given(identities, st.integers(1, 10))
def test_an_identity_number_with_another_check_digit_is_never_taken_for_one(number: str, other: int) -> None:
    digits = "0123456789X"
    broken = number[:17] + digits[(digits.index(number[17]) + other) % 11]
    assert all(found.kind != "identity" for found in private_numbers(broken))


def luhn(digits: str) -> str:
    """ISO/IEC 7812-1, annex B: from the right, every second digit is doubled and its digits are added."""
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in digits[::-1][::2]]
    plain = [int(digit) for digit in digits[::-1][1::2]]
    return digits + str(-(sum(doubled) + sum(plain)) % 10)


cards = st.tuples(st.sampled_from(["62", "4", "5", "3"]), st.text("0123456789", min_size=14, max_size=16)).map(
    lambda parts: luhn("".join(parts)[:18])
)


@given(cards)
def test_a_sound_card_number_is_always_found(number: str) -> None:
    assert [n.kind for n in private_numbers(number)] in (["card"], ["identity"])


@given(cards, st.integers(1, 9))
def test_a_card_number_with_another_check_digit_is_never_taken_for_one(number: str, other: int) -> None:
    broken = number[:-1] + str((int(number[-1]) + other) % 10)
    assert all(found.kind != "card" for found in private_numbers(broken))


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), texts)
def test_every_mobile_number_is_found_and_masked(number: str, around: str) -> None:
    text = around + number + around
    assert number not in masked(text)
    assert len(masked(text)) == len(text)


@given(st.text())
def test_masking_keeps_the_length_and_what_is_not_a_digit(text: str) -> None:
    hidden = masked(text)
    assert len(hidden) == len(text)
    assert all(one == other or other == "*" for one, other in zip(text, hidden, strict=True))
