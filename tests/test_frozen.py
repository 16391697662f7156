"""A frozen class does what the standard decorator would have it do: what holds of both runs with both."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import KW_ONLY, FrozenInstanceError, asdict, dataclass, field, fields, replace
from functools import cached_property
from typing import Any, ClassVar

import pytest

from iki_excel.words.frozen import frozen

Decorator = Callable[..., Any]


def standard(cls: Any = None, *, eq: bool = True) -> Any:
    return dataclass(frozen=True, eq=eq)(cls) if cls else dataclass(frozen=True, eq=eq)


BOTH = pytest.mark.parametrize("made", [frozen, standard])


@frozen
class Titik:
    """Known by its name, so that it can be pickled."""

    x: int
    y: int = 0


def classes(made: Decorator) -> dict[str, Any]:
    @made
    class Sel:
        KOLOM: ClassVar[str] = "A"
        baris: int
        kolom: str = "A"
        isi: list[str] = field(default_factory=list)

    @made
    class Rumus(Sel):
        kolom: str = "B"
        _: KW_ONLY
        teks: str
        catatan: dict[str, str] = field(default_factory=dict)

    @made
    class Satu:
        nilai: Any

    @made
    class Kosong:
        pass

    @made
    class Rahasia:
        nama: str
        sandi: str = field(repr=False)
        folder: str = field(default="", compare=False)

    @made(eq=False)
    class Sendiri:
        nama: str

    @made
    class Berkata:
        nama: str

        def __init__(self, kata: str) -> None:
            object.__setattr__(self, "nama", kata.upper())

        def __repr__(self) -> str:
            return f"‘{self.nama}’"

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Berkata)

    @made
    class Terhitung:
        nama: str

        @cached_property
        def panjang(self) -> int:
            return len(self.nama)

    here = [Sel, Rumus, Satu, Kosong, Rahasia, Sendiri, Berkata, Terhitung]
    return {cls.__name__: cls for cls in here}


@BOTH
def test_fields_are_taken_in_their_order_by_name_or_from_what_they_are_without(made: Decorator) -> None:
    sel = classes(made)["Sel"]
    assert vars(sel(1)) == {"baris": 1, "kolom": "A", "isi": []}
    assert vars(sel(1, isi=["x"], kolom="C")) == {"baris": 1, "kolom": "C", "isi": ["x"]}
    assert sel(1).isi is not sel(1).isi


@BOTH
def test_a_class_below_another_takes_its_fields_first_and_those_behind_the_star_by_name_alone(made: Decorator) -> None:
    rumus = classes(made)["Rumus"]
    assert vars(rumus(1, teks="=1")) == {"baris": 1, "kolom": "B", "isi": [], "teks": "=1", "catatan": {}}
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'teks'"):
        rumus(1)


@BOTH
@pytest.mark.parametrize(
    ("arguments", "named", "told"),
    [
        ((), {}, r"Sel\.__init__\(\) missing 1 required positional argument: 'baris'"),
        ((1, "A", [], 4), {}, r"Sel\.__init__\(\) takes from 2 to 4 positional arguments but 5 were given"),
        ((1,), {"warna": 2}, r"Sel\.__init__\(\) got an unexpected keyword argument 'warna'"),
    ],
)
def test_what_does_not_fit_the_fields_is_refused_with_the_same_words(
    made: Decorator, arguments: tuple[Any, ...], named: dict[str, Any], told: str
) -> None:
    with pytest.raises(TypeError, match=told):
        classes(made)["Sel"](*arguments, **named)


@BOTH
def test_an_object_is_never_changed(made: Decorator) -> None:
    sel = classes(made)["Sel"](1)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'baris'"):
        sel.baris = 2
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'baris'"):
        del sel.baris
    assert sel.baris == 1


@BOTH
def test_what_is_computed_once_is_kept_beside_the_fields_and_compared_with_nothing(made: Decorator) -> None:
    terhitung = classes(made)["Terhitung"]
    one = terhitung("tiga")
    assert one.panjang == 4
    assert vars(one) == {"nama": "tiga", "panjang": 4}
    assert one == terhitung("tiga")


@BOTH
def test_objects_are_equal_and_of_one_hash_where_their_class_and_what_is_compared_are(made: Decorator) -> None:
    of = classes(made)
    assert of["Satu"]((1, 2)) == of["Satu"]((1, 2))
    assert of["Satu"](1) != of["Satu"](2)
    assert of["Satu"](1) != 1
    assert of["Satu"](1) != of["Sendiri"](1)
    assert of["Rumus"](1, "A", [], teks="") != of["Sel"](1)
    assert of["Kosong"]() == of["Kosong"]()
    assert of["Rahasia"]("a", "b", folder="satu") == of["Rahasia"]("a", "b", folder="dua")
    assert of["Rahasia"]("a", "b") != of["Rahasia"]("a", "c")
    assert len({of["Rahasia"]("a", "b", folder="satu"), of["Rahasia"]("a", "b"), of["Kosong"](), of["Kosong"]()}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(of["Sel"](1))


def test_a_value_that_is_not_equal_to_itself_is_the_same_in_the_same_field_on_every_python() -> None:
    satu = classes(frozen)["Satu"]
    nan = float("nan")
    assert satu(nan) == satu(nan)


@BOTH
def test_with_eq_false_an_object_equals_none_but_itself(made: Decorator) -> None:
    one, other = classes(made)["Sendiri"]("a"), classes(made)["Sendiri"]("a")
    assert one == one
    assert one != other
    assert len({one, other}) == 2


@BOTH
def test_a_method_that_the_class_has_itself_stays(made: Decorator) -> None:
    berkata = classes(made)["Berkata"]
    assert repr(berkata("halo")) == "‘HALO’"
    assert berkata("a") == berkata("b")
    assert hash(berkata("a")) == hash(berkata("a"))


@BOTH
def test_an_object_shows_its_fields_but_what_is_secret_and_itself_only_once(made: Decorator) -> None:
    of = classes(made)
    assert repr(of["Sel"](1)).endswith("Sel(baris=1, kolom='A', isi=[])")
    assert repr(of["Rahasia"]("a", "b", "c")).endswith("Rahasia(nama='a', folder='c')")
    assert repr(of["Kosong"]()).endswith("Kosong()")
    around: list[Any] = []
    around.append(of["Satu"](around))
    assert repr(around[0]).endswith("Satu(nilai=[...])")


@BOTH
def test_the_standard_library_knows_it_as_one_of_its_own(made: Decorator) -> None:
    of = classes(made)
    assert dataclasses.is_dataclass(of["Kosong"])
    assert [each.name for each in fields(of["Rumus"])] == ["baris", "kolom", "isi", "teks", "catatan"]
    assert replace(of["Sel"](1), kolom="D") == of["Sel"](1, "D")
    assert asdict(of["Satu"](of["Sel"](1))) == {"nilai": {"baris": 1, "kolom": "A", "isi": []}}
    match of["Satu"](7):
        case object(nilai=seven):
            assert seven == 7
    assert of["Sel"].__match_args__ == ("baris", "kolom", "isi")


def test_a_class_that_would_compute_a_field_is_refused() -> None:
    told = "would compute a field: have a function make its objects"
    with pytest.raises(TypeError, match=told):

        @frozen
        class Dihitung:
            baris: int = field(init=False, default=3)

    with pytest.raises(TypeError, match=told):

        @frozen
        class Diperiksa:
            baris: int

            def __post_init__(self) -> None:
                raise ValueError


def test_an_object_travels_to_another_process_and_back() -> None:
    assert pickle.loads(pickle.dumps(Titik(1, 2))) == Titik(1, 2)


def test_init_is_compiled_when_the_first_object_is_made() -> None:
    sel = classes(frozen)["Sel"]
    before = sel.__init__
    sel(1)
    compiled = sel.__init__
    sel(2)
    assert before is not compiled
    assert sel.__init__ is compiled
