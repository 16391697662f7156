"""What is made of the same thing is made once."""

from __future__ import annotations

from dataclasses import dataclass

from iki_excel.words.sameness import kept_for


@dataclass(frozen=True)
class Thing:
    nama: str


def test_what_is_made_of_an_object_is_made_once_and_of_an_equal_one_anew() -> None:
    made: list[str] = []

    @kept_for(8)
    def told(thing: Thing, month: str) -> str:
        made.append(f"{thing.nama} {month}")
        return made[-1]

    one, other = Thing("a"), Thing("a")
    assert [told(one, "2019-03"), told(one, "".join(("2019", "-03"))), told(one, "2019-04")] == [
        "a 2019-03", "a 2019-03", "a 2019-04",
    ]  # fmt: skip
    assert told(other, "2019-03") == "a 2019-03"
    assert made == ["a 2019-03", "a 2019-04", "a 2019-03"]


def test_an_object_that_comes_to_stand_where_another_stood_is_not_taken_for_it() -> None:
    @kept_for(2)
    def told(thing: Thing) -> str:
        return thing.nama

    names = [str(number) for number in range(1000)]
    assert [told(Thing(name)) for name in names] == names
