"""The rekap of a month again: the earlier one is kept with its number, and what changed is told."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from iki_excel.cli import saying
from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.judging.batch import Batch, Checked
from iki_excel.judging.riwayat import FIRST, Hasil, Riwayat, changes
from iki_excel.judging.scoring import Scores
from iki_excel.runs import history
from iki_excel.runs.checking import check_files
from iki_excel.runs.history import Saved
from iki_excel.runs.month import process_to
from iki_excel.words.errors import OutputError
from iki_excel.words.periods import Periode
from iki_excel.workbooks import saving
from iki_excel.workbooks.zipped import stored
from tests.console import sentences
from tests.small_catalog import HEAD, SETTINGS, SMALL, filled, loaded

PLAIN, RECORD = "IKI_2019-03_contoh.xlsx", "catatan/IKI_2019-03_contoh.riwayat.json"
NOON = dt.datetime(2019, 4, 1, 12)

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # data bars and sparklines


class Month:
    """March of an office with one indikator, and its rekap in a folder: a zip that says what it is of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "output" / "2019-03"
        self.noon, self.hasil = NOON, Hasil(5.0, 50.0, "Cukup", "lengkap")
        self.saved = Saved(FIRST)

    def now(self, **changed: Any) -> None:
        """What the indikator comes to from now on."""
        self.hasil = dataclasses.replace(self.hasil, **changed)

    def batch(self) -> Batch:
        row = {"periode": "2019-03", "indikator": "PMD-1", **dataclasses.asdict(self.hasil)}
        hasil = pd.DataFrame([row | {"status_kata": row["status"]}])
        checked = Checked(*[pd.DataFrame()] * 4)
        return Batch(Catalog(()), Settings(), Periode("2019-03"), checked, Scores(hasil, pd.DataFrame()))

    def run(self, *, later: bool = True) -> str:
        """A rekap, an hour after the one before: the sentence on what it is."""
        self.noon += dt.timedelta(hours=later)

        def build(riwayat: Riwayat) -> bytes:
            return stored({"a": repr((riwayat, self.noon, self.hasil)).encode()})

        self.saved = history.save_next(self.folder / PLAIN, self.batch(), self.noon, build)
        return self.saved.riwayat.sentence

    @property
    def files(self) -> dict[str, bytes]:
        """What stands in the folder, but for what is recorded."""
        return {path.name: path.read_bytes() for path in sorted(self.folder.iterdir()) if path.is_file()}


@pytest.fixture
def month(tmp_path: Path) -> Month:
    return Month(tmp_path)


# --- a second rekap ---------------------------------------------------------------------------------------------------


def kept(number: int) -> str:
    return f"IKI_2019-03_contoh.ke-{number}.xlsx"


def test_the_first_rekap_of_a_month_has_no_number(month: Month) -> None:
    assert month.run() == ""
    assert ([*month.files], month.saved) == ([PLAIN], Saved(FIRST))


def test_the_next_one_keeps_it_with_its_number_and_tells_what_changed(month: Month) -> None:
    month.run()
    first = month.files[PLAIN]
    month.now(realisasi=2082.0)
    assert month.run() == "Rekap ke-2; berubah: PMD-1 5 → 2.082."
    assert month.files == {kept(1): first, PLAIN: (second := month.files[PLAIN])}
    assert month.saved == Saved(Riwayat(2, ("PMD-1 5 → 2.082",)), month.folder / kept(1))
    assert month.run() == "Rekap ke-3; tidak ada angka yang berubah."
    assert month.files == {kept(1): first, kept(2): second, PLAIN: month.files[PLAIN]}


def test_the_same_bytes_are_the_same_rekap(month: Month) -> None:
    month.run()
    month.now(realisasi=10.0)
    month.run()
    before = month.files
    assert month.run(later=False) == "Rekap ke-2; berubah: PMD-1 5 → 10."
    assert (month.saved, month.files) == (Saved(Riwayat(2, ("PMD-1 5 → 10",)), is_same=True), before)


def test_proses_says_it_all(tmp_path: Path) -> None:
    (tmp_path / "katalog").mkdir()
    catalog = loaded(tmp_path / "katalog", SMALL)

    def typed(rapat: int) -> None:
        filled(tmp_path, catalog, "2019-03", {"rapat": rapat, "kunjungan": 3})

    def run(waktu: dt.datetime) -> list[str]:
        made = process_to(tmp_path / "output", [tmp_path / "2019-03.xlsx"], catalog, SETTINGS, "2019-03", waktu)
        said = sentences("\n".join(saying.processed_lines(made)))
        return [line.replace(tmp_path.as_posix(), "…") for line in said][3:]

    later = NOON + dt.timedelta(hours=1)
    typed(2)
    assert run(NOON) == [f"Rekap ditulis di …/output/2019-03/{PLAIN}."]
    typed(2079)
    assert run(later) == [
        "Rekap ke-2; berubah: PMD-1 5 → 2.082.",
        f"Yang sebelumnya disimpan sebagai {kept(1)}.",
        f"Rekap ditulis di …/output/2019-03/{PLAIN}.",
    ]
    assert run(later) == [
        "Rekap ke-2; berubah: PMD-1 5 → 2.082.",
        f"Rekap di …/output/2019-03/{PLAIN} tetap sama, jadi tidak ditulis lagi.",
    ]
    checked = check_files([tmp_path / "output"], catalog, SETTINGS)
    assert [(Path(f.file).name, f.jenis) for f in checked.files.itertuples()] == [(kept(1), "rekap"), (PLAIN, "rekap")]
    assert len(checked.temuan) == 0


# --- what is told -----------------------------------------------------------------------------------------------------

OLD = Hasil(2082.0, 87.27, "Baik", "lengkap")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, ()),
        ({"realisasi": 2140.0, "capaian": 90.0}, ("TU-1 2.082 → 2.140",)),
        ({"realisasi": 2082.004}, ("TU-1 2.082 → 2.082,004",)),
        ({"realisasi": 2082.0000000000005}, ()),
        ({"realisasi": None, "capaian": None, "predikat": "", "status": "belum masuk"}, ("TU-1 2.082 → belum ada",)),
        ({"capaian": 90.13}, ("TU-1 capaian 87,27 → 90,13",)),
        ({"capaian": None, "predikat": ""}, ("TU-1 capaian 87,27 → belum ada",)),
        ({"predikat": "Cukup"}, ("TU-1 predikat Baik → Cukup",)),
        ({"predikat": ""}, ("TU-1 predikat Baik → belum ada",)),
        ({"status": "sebagian"}, ("TU-1 status lengkap → sebagian",)),
    ],
)
def test_of_an_indikator_the_first_that_differs_is_told(changed: dict[str, Any], told: tuple[str, ...]) -> None:
    assert changes({"TU-1": OLD}, {"TU-1": dataclasses.replace(OLD, **changed)}, {}) == told


def test_an_indikator_that_is_new_or_gone_is_told_in_the_order_of_the_catalogue() -> None:
    later = dataclasses.replace(OLD, realisasi=1.0)
    assert changes({"A": OLD, "B": OLD, "C": OLD}, {"N": OLD, "C": later, "A": later}, {}) == (
        "N baru", "C 2.082 → 1", "A 2.082 → 1", "B tidak ada lagi",
    )  # fmt: skip


def test_a_realisasi_that_is_a_word_is_told_as_one(tmp_path: Path) -> None:
    word = 'jenis = "pilihan"\npilihan = [{ kata = "WDP", nilai = 3 }, { kata = "WTP", nilai = 4 }]\n'
    opini = (
        HEAD
        + f"""rumus = "opini"

[[indikator.isian]]
kode = "opini"
label = "Opini"
{word}akumulasi = "terakhir"

[[indikator.contoh]]
isian = {{ opini = "WTP" }}
hasil = 4
"""
    )
    (_, indikator) = loaded(tmp_path, opini).indikator["PMD-1"]
    old, new, none = (dataclasses.replace(OLD, realisasi=number) for number in (3.0, 4.0, None))
    known = {"PMD-1": indikator}
    assert changes({"PMD-1": old}, {"PMD-1": new}, known) == ("PMD-1 WDP → WTP",)
    assert changes({"PMD-1": old}, {"PMD-1": none}, known) == ("PMD-1 WDP → belum ada",)


@pytest.mark.parametrize(
    ("riwayat", "sentence"),
    [
        (FIRST, ""),
        (Riwayat(2, ()), "Rekap ke-2; tidak ada angka yang berubah."),
        (Riwayat(2, ("A 1 → 2", "B baru")), "Rekap ke-2; berubah: A 1 → 2, B baru."),
        (Riwayat(3, None),
         "Rekap ke-3; catatan rekap sebelumnya tidak ada, jadi yang berubah tidak diketahui."),
    ],
)  # fmt: skip
def test_the_sentence(riwayat: Riwayat, sentence: str) -> None:
    assert riwayat.sentence == sentence


# --- records that are not there, spoilt, or behind --------------------------------------------------------------------

UNKNOWN = "Rekap ke-2; catatan rekap sebelumnya tidak ada, jadi yang berubah tidak diketahui."


@pytest.mark.parametrize(
    "spoilt",
    [
        None, b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"periode": "2019-03"}',
        b'{"periode": "2019-02", "riwayat": {"nomor": 1, "berubah": []}, "waktu": "", "sha256": "", "hasil": {}}',
        b'{"periode": "2019-03", "riwayat": {"nomor": 0, "berubah": []}, "waktu": "", "sha256": "", "hasil": {}}',
        b'{"periode": "2019-03", "riwayat": {"nomor": 1, "berubah": 3}, "waktu": "", "sha256": "", "hasil": {}}',
        b'{"periode": "2019-03", "riwayat": {"nomor": 1, "berubah": []}, "waktu": "", "sha256": "", "hasil": {"A": 3}}',
    ],
)  # fmt: skip
def test_a_record_that_is_not_there_or_spoilt_stops_nothing(month: Month, spoilt: bytes | None) -> None:
    month.run()
    first = month.files[PLAIN]
    if spoilt is None:
        (month.folder / RECORD).unlink()
    else:
        (month.folder / RECORD).write_bytes(spoilt)
    assert month.run() == UNKNOWN
    assert month.files[kept(1)] == first
    assert month.run() == "Rekap ke-3; tidak ada angka yang berubah."


def test_without_a_record_the_same_rekap_is_recorded_again(month: Month) -> None:
    month.run()
    record = (month.folder / RECORD).read_bytes()
    (month.folder / RECORD).unlink()
    assert month.run(later=False) == ""
    assert month.saved.is_same
    assert (month.folder / RECORD).read_bytes() == record


def test_what_somebody_changed_in_excel_is_kept_as_it_is(month: Month) -> None:
    month.run()
    (month.folder / PLAIN).write_bytes(b"catatan camat")
    month.run()
    assert month.files[kept(1)] == b"catatan camat"


def test_a_rekap_that_somebody_deleted_had_its_number(month: Month) -> None:
    month.run()
    (month.folder / PLAIN).unlink()
    assert month.run() == "Rekap ke-2; tidak ada angka yang berubah."
    assert month.saved.kept is None


def test_nothing_that_was_kept_is_overwritten(month: Month) -> None:
    month.run()
    month.run()
    (month.folder / RECORD).unlink()
    (month.folder / kept(2)).write_bytes(b"lain")
    before = month.files
    assert month.run().startswith("Rekap ke-4; ")
    assert [*month.files] == [kept(1), kept(2), kept(3), PLAIN]
    assert (month.files[kept(1)], month.files[kept(2)], month.files[kept(3)]) == (
        before[kept(1)], before[kept(2)], before[PLAIN],
    )  # fmt: skip


def test_what_is_recorded(month: Month) -> None:
    month.run()
    month.now(realisasi=10.0)
    month.run()
    told = json.loads((month.folder / RECORD).read_text("utf-8"))
    assert len(told.pop("sha256")) == 64
    assert told == {
        "periode": "2019-03",
        "riwayat": {"nomor": 2, "berubah": ["PMD-1 5 → 10"]},
        "waktu": "2019-04-01T14:00:00",
        "hasil": {
            "PMD-1": {"realisasi": 10.0, "capaian": 50.0, "predikat": "Cukup", "status": "lengkap"},
        },
    }  # fmt: skip


# --- the plug is pulled, the disk is full -----------------------------------------------------------------------------


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_run_that_ends_at_any_save_leaves_all_that_was_there_and_the_next_one_goes_on(
    month: Month, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """The kept one is saved first, then the new one, and the record last."""
    month.run()
    first = month.files[PLAIN]
    month.now(realisasi=10.0)
    save, saved = saving.save, list[str]()

    def ending(path: Path, content: bytes, over: str | None = None) -> None:
        saved.append(path.relative_to(month.folder).as_posix())
        if len(saved) == step:
            raise OutputError("cakram penuh")
        save(path, content, over)

    with monkeypatch.context() as patch:
        patch.setattr(saving, "save", ending)
        with pytest.raises(OutputError, match="cakram penuh"):
            month.run()
    assert saved == [kept(1), PLAIN, RECORD][:step]
    assert month.files[PLAIN if step < 3 else kept(1)] == first
    assert month.run(later=False) == "Rekap ke-2; berubah: PMD-1 5 → 10."
    assert [*month.files] == [kept(1), PLAIN]
    assert month.files[kept(1)] == first
    assert month.run() == "Rekap ke-3; tidak ada angka yang berubah."
