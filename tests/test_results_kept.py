"""What letters say of a result is kept beside it, and believed only of the very files that it was written for."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from iki_excel.delivery.letters import Attachment
from iki_excel.delivery.results import Ditunggu, Result, result_of
from iki_excel.delivery.typed import as_json, from_json
from iki_excel.forms.reading import find_files
from iki_excel.judging.riwayat import FIRST
from iki_excel.runs.month import Processed, process_to
from iki_excel.runs.results import read_result, record_of
from iki_excel.words.errors import ResultError
from tests.forms import complete
from tests.grounds import KECIL
from tests.times import all_at

NOON = dt.datetime(2019, 2, 4, 12)
CHANGED = "Rekap IKI_2019-01_contoh.xlsx berubah sesudah ditulis, atau dari versi lama. Jalankan iki proses lagi."


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formulir")
    for jabatan in ("umum", "pelayanan"):
        complete(folder, jabatan, "2019-01")
    all_at(folder.glob("*"), "2019-01-27 09:00")
    return folder


@pytest.fixture(scope="module")
def whole(forms: Path, tmp_path_factory: pytest.TempPathFactory) -> Processed:
    """A result without pages, which take long."""
    return process_to(tmp_path_factory.mktemp("hasil"), [forms], KECIL.catalog, KECIL.settings, "2019-01", NOON)


@pytest.fixture
def done(whole: Processed, tmp_path: Path) -> Processed:
    """The same in a folder of its own."""
    folder = shutil.copytree(whole.path.parent, tmp_path / "2019-01")
    return replace(whole, path=folder / whole.path.name)


def written(done: Processed) -> Any:
    return json.loads(record_of(done.path).read_text("utf-8"))


def test_what_is_kept_is_what_is_read_again(done: Processed) -> None:
    content = done.path.read_bytes()
    read = read_result(done.path)
    assert read.result == result_of(done.batch, NOON, (done.path.name, content), {})
    assert read.attachments == (Attachment("IKI_2019-01_contoh.xlsx", content, "", done.path),)
    assert (read.result.unit, read.result.periode, read.result.riwayat) == ("contoh", "2019-01", FIRST)
    assert [one.ditunggu for one in read.result.jabatan] == [
        (), (), (Ditunggu("Januari 2019: formulir belum masuk", dt.date(2019, 2, 5), lewat=False),),
    ]  # fmt: skip
    assert [(one.kode, one.is_final) for one in read.result.jabatan] == [
        ("umum", True), ("pelayanan", True), ("ketertiban", False),
    ]  # fmt: skip


def test_the_pages_that_were_made_are_read_with_it(forms: Path, tmp_path: Path) -> None:
    done = process_to(tmp_path, [forms], KECIL.catalog, KECIL.settings, "2019-01", NOON, rapor=True)
    assert [(one.name, one.jabatan) for one in read_result(done.path).attachments] == [
        ("IKI_2019-01_contoh.xlsx", ""),
        ("IKI_2019-01_contoh_ringkasan.pdf", ""),
        ("IKI_2019-01_contoh_rapor_umum.pdf", "umum"),
        ("IKI_2019-01_contoh_rapor_pelayanan.pdf", "pelayanan"),
        ("IKI_2019-01_contoh_rapor_ketertiban.pdf", "ketertiban"),
    ]
    page = done.path.with_name("IKI_2019-01_contoh_rapor_umum.pdf")
    page.write_bytes(page.read_bytes() + b" ")
    with pytest.raises(ResultError, match=CHANGED):
        read_result(done.path)


def test_the_same_forms_give_the_same_bytes(done: Processed, forms: Path, tmp_path: Path) -> None:
    other = process_to(tmp_path / "lain", [forms], KECIL.catalog, KECIL.settings, "2019-01", NOON)
    assert record_of(other.path).read_bytes() == record_of(done.path).read_bytes()


def test_it_holds_no_number_of_a_person(done: Processed) -> None:
    assert {*written(done)} == {
        "unit", "periode", "riwayat", "berkas", "ringkasan", "jabatan", "sah", "diminta", "asal", "sidik",
    }  # fmt: skip
    assert {*written(done)["jabatan"][0]} == {
        "kode", "nama", "sebutan", "is_final", "keadaan", "angka", "tentang", "indikator", "angka_angka", "ditunggu",
        "tanpa_catatan", "baik", "sidik_angka",
    }  # fmt: skip
    assert {*written(done)["jabatan"][0]["angka_angka"][0]} == {
        "kode", "nama", "sd", "satuan", "target", "capaian", "predikat", "rupa",
    }  # fmt: skip


def test_it_is_passed_over_where_forms_are_looked_for(done: Processed, tmp_path: Path) -> None:
    assert record_of(done.path).is_file()
    assert [path.name for path in find_files([tmp_path])] == ["IKI_2019-01_contoh.xlsx"]


# --- what is not believed ---------------------------------------------------------------------------------------------


def signed(told: Any) -> bytes:
    """With a mark over all of it that is right."""
    fields = {key: value for key, value in told.items() if key != "sidik"}
    text = json.dumps(fields, ensure_ascii=False) + "\n"
    return json.dumps({**fields, "sidik": hashlib.sha256(text.encode()).hexdigest()}).encode()


def changed(path: str, value: Any) -> Callable[[Any], bytes]:
    """What it holds with something else in one place ("ringkasan/angka"), and a mark that is right."""

    def change(told: Any) -> bytes:
        *way, last = [int(part) if part.isdecimal() else part for part in path.split("/")]
        place = told
        for part in way:
            place = place[part]
        place[last] = value
        return signed(told)

    return change


NO_RECORDS: dict[str, Callable[[Any], bytes]] = {
    "nothing": lambda _: b"",
    "no JSON": lambda _: b"{",
    "no UTF-8": lambda _: b"\xff\xfe",
    "another JSON": lambda _: b"[]",
    "deep": lambda _: b"[" * 100_000,
    "a number of a thousand digits": changed("ringkasan/target_pada", int("9" * 1000)),
    "no mark": lambda told: json.dumps({key: told[key] for key in told if key != "sidik"}).encode(),
    "a digit changed": lambda told: json.dumps(told).replace("umum", "umun").encode(),
    "a field less": lambda told: signed({key: told[key] for key in told if key != "riwayat"}),
    "a field more": lambda told: signed({**told, "lain": 1}),
    "a number for a text": changed("ringkasan/angka", 9289),
    "a text for a number": changed("ringkasan/target_pada", "0,8"),
    "a yes for a number": changed("ringkasan/indikator/0/rupa", True),
    "no number": changed("ringkasan/target_pada", float("nan")),
    "a text for a list": changed("ringkasan/menunggu", "lama"),
    "none for a text": changed("ringkasan/judul", None),
    "a list for a jabatan": changed("jabatan/0", []),
    "no month": changed("periode", "2019-13"),
    "no day": changed("jabatan/2/ditunggu/0/batas", "5 April"),
    "another workbook": changed("berkas/0/sha256", "0" * 64),
    "another name": changed("berkas/0/nama", "IKI_2019-02_contoh.xlsx"),
    "a page that is gone": changed("berkas", [{"nama": "x.pdf", "sha256": "0" * 64, "jabatan": "umum"}]),
    "no file": changed("berkas", []),
}


@pytest.mark.parametrize("damage", NO_RECORDS.values(), ids=NO_RECORDS)
def test_a_record_that_is_damaged_is_one_sentence(done: Processed, damage: Callable[[Any], bytes]) -> None:
    record_of(done.path).write_bytes(damage(written(done)))
    with pytest.raises(ResultError) as caught:
        read_result(done.path)
    assert str(caught.value) == CHANGED


def test_a_file_elsewhere_is_none_of_its_files(done: Processed, tmp_path: Path) -> None:
    (tmp_path / "rahasia.txt").write_bytes(b"rahasia")
    told = written(done)
    told["berkas"].append({"nama": "../rahasia.txt", "sha256": hashlib.sha256(b"rahasia").hexdigest(), "jabatan": ""})
    record_of(done.path).write_bytes(signed(told))
    with pytest.raises(ResultError, match=CHANGED):
        read_result(done.path)


def test_a_mark_that_is_right_is_read(done: Processed) -> None:
    record_of(done.path).write_bytes(signed(written(done)))
    assert read_result(done.path).result.unit == "contoh"


def test_a_record_that_is_not_there_is_one_sentence(done: Processed) -> None:
    record_of(done.path).unlink()
    with pytest.raises(ResultError, match=CHANGED):
        read_result(done.path)


def test_a_workbook_that_was_saved_again_is_one_sentence(done: Processed) -> None:
    done.path.write_bytes(done.path.read_bytes() + b"\0")
    with pytest.raises(ResultError, match=CHANGED):
        read_result(done.path)


def test_a_workbook_that_is_gone_is_one_sentence(done: Processed) -> None:
    done.path.unlink()
    with pytest.raises(ResultError, match=CHANGED):
        read_result(done.path)


def test_every_byte_of_it_counts(done: Processed) -> None:
    content = record_of(done.path).read_bytes()
    result = from_json(Result, content)
    assert result is not None and as_json(result) == content
    spoilt = [content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :] for at in range(0, len(content), 7)]
    assert {from_json(Result, one) for one in spoilt if one.split() != content.split()} <= {None, result}
