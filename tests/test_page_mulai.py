"""The first steps of an office: what each asks, what is told, and that nothing is written before the last of them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from iki_excel.runs import catalogues, office
from iki_excel.words.errors import OutputError
from tests import kecil
from tests.page_office import BASE, OURS, Seen, server_of, visitor

pytestmark = pytest.mark.decree

HEAD = ["Langsung ke isi", "IKI", "Indikator Kinerja Individu", "1", "Kantor", "2", "Keputusan", "3", "Pejabat"]
BARON = {
    "unit.nama": "Kecamatan Baron",
    "unit.kabupaten": "Kabupaten Nganjuk",
    "unit.tempat": "Ngronggot",
    "unit.mulai": "2019-03",
    "unit.kode": "baron",
}


class Beginning:
    """An empty folder, and somebody who opens the page in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.client = visitor(server_of(folder))

    def look(self, address: str) -> Any:
        return self.client.get(address, base_url=BASE)

    def see(self, step: str) -> Seen:
        answer = self.look(f"/mulai/{step}")
        assert answer.status_code == 200, answer.headers.get("Location")
        return Seen(answer.text)

    def send(self, step: str, **typed: Any) -> Any:
        return self.client.post(f"/mulai/{step}", base_url=BASE, headers=OURS, data=typed)

    def drop(self, *files: tuple[str, bytes]) -> Seen:
        answer = self.send("keputusan", berkas=[(io.BytesIO(content), name) for name, content in files])
        if answer.status_code == 303:
            answer = self.look(answer.headers["Location"])
        return Seen(answer.text)

    @property
    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())


@pytest.fixture
def beginning(tmp_path: Path) -> Beginning:
    folder = tmp_path / "Kantor Baron"
    folder.mkdir()
    return Beginning(folder)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The catalogue of Kelurahan Contoh as a workbook."""
    path = tmp_path_factory.mktemp("katalog") / "contoh.xlsx"
    catalogues.look(kecil.KATALOG, path)
    return path.read_bytes()


def shown(page: Seen) -> list[str]:
    """What stands between the steps and the foot."""
    assert page.lines[: len(HEAD)] == HEAD and page.faults == []
    return page.lines[len(HEAD) : page.lines.index("Perintah yang sama:")]


def test_the_first_step_is_filled_in_with_what_the_decree_says(beginning: Beginning) -> None:
    assert beginning.look("/b/2019-03").headers["Location"] == "/mulai"
    assert beginning.look("/mulai").headers["Location"] == "/mulai/kantor"
    page = beginning.see("kantor")
    lines = shown(page)
    months = [line for line in lines if line.endswith((" 2017", " 2018", " 2019"))]
    assert [line for line in lines if line not in months] == [
        "Kantor mana yang dinilai?",
        "Tiga langkah: kantor, keputusan, pejabat. Belum ada yang ditulis sampai langkah terakhir selesai.",
        "Nama dan bulan pertama",
        "Nama kantor", "Kabupaten atau kota", "Tempat", "Dicetak di depan tanggal tanda tangan.",
        "Bulan pertama", "Bulan sebelumnya tidak ditunggu.",
        "Kode", "Huruf kecil dan angka. Ada pada nama berkas, jadi jangan diganti sesudah dibagikan.",
        "Semua berkas kantor ini disimpan di folder", "Kantor Baron",
        "di komputer ini: formulir, kiriman, dan rekap. Bukan folder itu yang dimaksud?", "Tutup IKI",
        ", lalu buka dari folder yang benar.",
        "Lanjut: keputusan",
    ]  # fmt: skip
    text = beginning.look("/mulai/kantor").text
    assert '<option value="2019-03" selected>Maret 2019</option>' in text
    assert 'value="Kecamatan Ngronggot"' in text and 'value="ngronggot"' in text


def test_no_step_is_skipped(beginning: Beginning) -> None:
    for step in ("keputusan", "pejabat"):
        assert beginning.look(f"/mulai/{step}").headers["Location"] == "/mulai/kantor"
        assert beginning.send(step, pilihan="ini").headers["Location"] == "/mulai/kantor"
    assert beginning.look("/mulai/lain").status_code == 404


def test_what_is_wrong_with_the_office_is_told_at_once(beginning: Beginning) -> None:
    answer = beginning.send("kantor", **{**BARON, "unit.kode": "Kec Baron", "unit.mulai": "Maret"})
    assert answer.status_code == 422
    assert shown(Seen(answer.text))[:4] == [
        "2 isian perlu dibetulkan",
        "Mulai: Periode “Maret” tidak dikenal. Tulis tahun dan bulan, misalnya 2019-03.",
        "Kode “Kec Baron” harus huruf kecil dan angka saja, misalnya “contoh”.",
        "Belum ada yang disimpan; isian lain tetap seperti yang Anda ketik.",
    ]
    answer = beginning.send("kantor", **{**BARON, "unit.kode": "ngronggot"})
    assert shown(Seen(answer.text))[1] == (
        "Kode masih “ngronggot”, padahal nama kantornya lain. Tulis kode kantor ini, misalnya “baron”."
    )
    assert 'name="unit.tempat" value="Baron"' in answer.text and beginning.files == []


def test_the_decree_is_shown_before_it_is_taken(beginning: Beginning) -> None:
    assert beginning.send("kantor", **BARON).headers["Location"] == "/mulai/keputusan"
    lines = shown(beginning.see("keputusan"))
    assert lines[:8] == [
        "Keputusan mana yang dipakai?",
        "Keputusan bawaan",
        "Indikator Kinerja Individu Kecamatan Ngronggot, Kabupaten Nganjuk",
        "Sekretaris Kecamatan", "4 indikator",
        "SEK-1", "Persentase kehadiran PNS lingkup Kecamatan Ngronggot", "(%)",
    ]  # fmt: skip
    assert len([line for line in lines if line.endswith(" indikator")]) == 6
    assert lines[-5:] == [
        "Pakai keputusan ini",
        "Punya keputusan sendiri?",
        "Jatuhkan buku kerja Katalog (.xlsx) di halaman ini. Isinya diperiksa dulu, lalu disimpan di folder kantor.",
        "Pilih katalog…", "Kirim",
    ]  # fmt: skip


def test_three_steps_make_an_office_that_is_ready(beginning: Beginning) -> None:
    beginning.send("kantor", **BARON)
    assert beginning.send("keputusan", pilihan="ini").headers["Location"] == "/mulai/pejabat"
    lines = shown(beginning.see("pejabat"))
    assert lines[2:12] == [
        "Camat Baron", "Nama dan gelar", "NIP (18 angka)", "Surel", "WhatsApp",
        "Sekretaris Kecamatan", "Nama dan gelar", "NIP (18 angka)", "Surel", "WhatsApp",
    ]  # fmt: skip
    assert lines[-3:] == ["Selesai, buka bulan pertama", "Lewati dulu", "Kembali"]
    wrong = beginning.send("pejabat", **{"pejabat.trantib.nip": "123", "pejabat.pmd.nama": "Kasi Contoh"})
    assert wrong.status_code == 422 and beginning.files == []
    assert shown(Seen(wrong.text))[1] == "Kepala Seksi Ketentraman dan Ketertiban: NIP “123” harus 18 angka."
    answer = beginning.send("pejabat", **{"pejabat.pmd.nama": "Kasi Contoh", "pejabat.pmd.whatsapp": "0812-3456-7890"})
    page = Seen(beginning.look(answer.headers["Location"]).text)
    assert "Kecamatan Baron siap dipakai. Ubah kapan saja di Pengaturan." in page.lines
    assert "Buat 6 formulir" in page.lines and "Maret 2019" in page.lines
    assert beginning.files == ["iki.toml", "kotak_masuk"]
    _, settings = office.load(None, beginning.folder)
    unit = settings.unit
    assert (unit.kode, unit.nama, unit.kabupaten, unit.tempat, unit.mulai) == (
        "baron", "Kecamatan Baron", "Kabupaten Nganjuk", "Baron", "2019-03"
    )  # fmt: skip
    assert (settings.official("pmd").nama, settings.official("pmd").whatsapp) == ("Kasi Contoh", "6281234567890")


def test_people_may_come_later_and_one_may_go_back(beginning: Beginning) -> None:
    beginning.send("kantor", **BARON)
    back = beginning.send("pejabat", arah="keputusan", **{"pejabat.pmd.nama": "Kasi Contoh"})
    assert back.headers["Location"] == "/mulai/keputusan" and beginning.files == []
    assert 'value="Kasi Contoh"' in beginning.look("/mulai/pejabat").text
    typed = {"pejabat.pmd.nip": "123", "pejabat.pmd.nama": "Kasi Contoh", "surel.alamat.pmd": "kasi@"}
    answer = beginning.send("pejabat", arah="lewati", **typed)
    lines = Seen(beginning.look(answer.headers["Location"]).text).lines
    told = lines[lines.index("Yang baru saja dikerjakan") + 1 :][:3]
    kasi = "Kepala Seksi Pemberdayaan Masyarakat Desa"
    assert told == [
        "Kecamatan Baron siap dipakai. Ubah kapan saja di Pengaturan.",
        f"Belum disimpan: {kasi}: NIP “123” harus 18 angka. Isi lagi di Pengaturan.",
        f"Belum disimpan: {kasi}: Alamat surel berisi “kasi@”. Itu bukan alamat surel yang lengkap; tulis misalnya "
        '"alamat@kantor.example". Isi lagi di Pengaturan.',
    ]
    pmd = office.load(None, beginning.folder).settings.official("pmd")
    assert (pmd.nama, pmd.nip) == ("Kasi Contoh", "")


def test_whoever_opens_another_step_keeps_what_was_typed(beginning: Beginning) -> None:
    assert 'name="arah"' not in beginning.look("/mulai/kantor").text
    beginning.send("kantor", **BARON)
    first = beginning.send("pejabat", arah="kantor", **{"pejabat.pmd.nip": "123"})
    assert first.headers["Location"] == "/mulai/kantor"
    text = beginning.look("/mulai/kantor").text
    assert '<button form="isian-langkah" name="arah" value="pejabat"><b>3</b> Pejabat</button>' in text
    assert text.index("hidden></button>") < text.index('name="arah"')
    last = beginning.send("kantor", arah="pejabat", **{**BARON, "unit.nama": "Kecamatan Lain", "unit.kode": "Lain!"})
    assert last.headers["Location"] == "/mulai/pejabat"
    assert 'value="123"' in beginning.look("/mulai/pejabat").text
    text = beginning.look("/mulai/kantor").text
    assert 'value="Kecamatan Lain"' in text and 'value="Lain!"' in text
    assert shown(Seen(text))[0] == "1 isian perlu dibetulkan"
    assert beginning.send("pejabat").headers["Location"] == "/mulai/kantor" and beginning.files == []


# --- a decree of its own ----------------------------------------------------------------------------------------------


def test_a_catalogue_that_is_dropped_is_kept_in_the_folder(beginning: Beginning, small: bytes) -> None:
    beginning.send("kantor", **{**BARON, "unit.nama": "Kelurahan Contoh", "unit.kode": "contoh"})
    lines = shown(beginning.drop(("..\\katalog kami.xlsx", small)))
    assert lines[1] == "katalog kami.xlsx" and beginning.files == []
    assert [line for line in lines if line.startswith("Kepala")] == [
        "Kepala Subbagian Umum", "Kepala Seksi Pelayanan", "Kepala Seksi Ketertiban"
    ]  # fmt: skip
    assert lines[lines.index("Pakai katalog ini") + 1] == "Kembali ke keputusan bawaan"
    assert beginning.send("keputusan", pilihan="ini").headers["Location"] == "/mulai/pejabat"
    answer = beginning.send("pejabat", arah="lewati")
    assert "Buat 3 formulir" in Seen(beginning.look(answer.headers["Location"]).text).lines
    assert beginning.files == ["iki.toml", "katalog.xlsx", "kotak_masuk"]
    assert (beginning.folder / "katalog.xlsx").read_bytes() == small


def test_what_is_no_catalogue_is_told_and_the_built_in_one_stays(beginning: Beginning) -> None:
    beginning.send("kantor", **BARON)
    lines = shown(beginning.drop(("surat.xlsx", b"bukan")))
    assert lines[0] == "surat.xlsx belum dapat dipakai: 1 kesalahan"
    assert lines[1].startswith("surat.xlsx") and "/" not in lines[1]
    assert lines[2] == "Betulkan di Excel, simpan, lalu pilih lagi. Di bawah ini keputusan bawaan."
    assert "Pakai keputusan ini" in lines and beginning.files == []
    nothing = beginning.send("keputusan")
    assert nothing.status_code == 422 and shown(Seen(nothing.text))[0] == (
        "Belum ada berkas yang dipilih. Pilih buku kerja Katalog, atau pakai keputusan bawaan."
    )
    two = beginning.drop(("a.xlsx", b"a"), ("b.xlsx", b"b"))
    assert shown(two)[0] == "Pilih satu berkas saja: buku kerja Katalog."


def test_another_catalogue_that_lies_there_is_not_overwritten(beginning: Beginning, small: bytes) -> None:
    beginning.send("kantor", **{**BARON, "unit.nama": "Kelurahan Contoh"})
    beginning.drop(("contoh.xlsx", small))
    (beginning.folder / "katalog.xlsx").write_bytes(b"lain")
    answer = beginning.send("pejabat", arah="lewati")
    assert answer.status_code == 409 and shown(Seen(answer.text))[:2] == [
        "Belum disimpan",
        "katalog.xlsx sudah ada di folder ini dan isinya lain, jadi tidak ditimpa. Ganti namanya atau pindahkan, lalu "
        "ulangi.",
    ]
    assert beginning.files == ["katalog.xlsx"]


# --- what comes in between --------------------------------------------------------------------------------------------


def test_an_office_that_was_begun_elsewhere_meanwhile_is_left_as_it_is(beginning: Beginning) -> None:
    beginning.send("kantor", **BARON)
    path = beginning.folder / "iki.toml"
    path.write_text("", "utf-8")
    answer = beginning.send("pejabat", arah="lewati")
    assert answer.status_code == 409 and path.read_text("utf-8") == ""
    assert (
        "Kantor ini baru saja diatur di tempat lain. Tidak ada yang ditimpa, dan isian di sini tidak dipakai."
        in Seen(answer.text).lines
    )
    assert visitor(server_of(beginning.folder)).get("/mulai", base_url=BASE).headers["Location"] == "/"


def test_a_folder_that_cannot_be_written_is_told(beginning: Beginning, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iki_excel.runs.first_steps.can_write", lambda _: False)
    assert shown(beginning.see("kantor"))[:2] == [
        "Folder ini belum dapat dipakai",
        "Folder ini tidak dapat ditulisi. Pindahkan IKI ke folder lain, misalnya di Dokumen, lalu buka lagi.",
    ]
    beginning.send("kantor", **BARON)

    def refusing(*_: object, **__: object) -> None:
        raise OutputError("iki.toml: tidak ada izin menulis di folder ini.")

    monkeypatch.setattr("iki_excel.workbooks.saving.save", refusing)
    answer = beginning.send("pejabat", **{"pejabat.pmd.nama": "Kasi Contoh"})
    assert answer.status_code == 409 and 'value="Kasi Contoh"' in answer.text
    assert shown(Seen(answer.text))[1] == "iki.toml: tidak ada izin menulis di folder ini."
