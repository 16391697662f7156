"""The page Kotak masuk: what came and needs a person, and what its buttons do; nothing is ever lost."""

from __future__ import annotations

import hashlib
import io
import re
import threading
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from iki_excel.delivery import incoming, journal
from iki_excel.forms.layout import form_path
from iki_excel.judging.senders import Sender
from iki_excel.page.jobs import Done
from iki_excel.runs import deciding, office
from iki_excel.runs.receiving.fates import PILIH_BARU
from iki_excel.words.folders import FORMS, INBOX, KEPT_FORMS, RESULTS
from tests import kecil
from tests.kiriman import content
from tests.page_office import BASE, OURS, Seen, office_in, server_of, visitor
from tests.test_page_bulan import DROP, HEAD, foot, seen
from tests.times import at

OLD, NEW = "umum 2019-03 5", "umum 2019-03 6 disimpan 2019-04-02 10:00"
COUNTED = [*HEAD[:5], "1", *HEAD[5:]]
UMUM = "IKI_2019-03_contoh_umum.xlsx"


def lay(folder: Path, where: str, what: str, came: str = "2019-04-02 08:00") -> Path:
    """A file in the office's folder, by what it is (tests/kiriman)."""
    path = folder / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content(what))
    return at(path, came)


def umum(folder: Path) -> Path:
    """Where the form of Umum for March stands."""
    return form_path(folder / FORMS, kecil.UNIT, "umum", "2019-03")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A form that came, and another version of it that waits."""
    lay(office_in(tmp_path), f"{FORMS}/2019-03/{UMUM}", OLD)
    lay(tmp_path, f"{INBOX}/umum lagi.xlsx", NEW)
    return tmp_path


def post(client: Any, what: str, **form: str) -> Seen:
    """Press a button of the page, and see where it leads."""
    answer = client.post(f"/kotak-masuk/{what}", base_url=BASE, headers=OURS, data=form)
    assert answer.status_code == 303, answer.text
    return seen(client, answer.headers["Location"])


def choice(pilih: str, lama: str = OLD, baru: str = NEW) -> dict[str, str]:
    marks = {name: hashlib.sha256(content(what)).hexdigest() for name, what in (("lama", lama), ("baru", baru))}
    return {"periode": "2019-03", "jabatan": "umum", "pilih": pilih, **marks}


def everything(folder: Path) -> Counter[str]:
    """The content of every workbook below a folder, wherever it lies."""
    return Counter(hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*.xlsx"))


def news(page: Seen) -> str:
    return page.lines[page.lines.index("Yang baru saja dikerjakan") + 1]


def test_two_versions_stand_side_by_side_with_their_times(folder: Path) -> None:
    client = visitor(server_of(folder))
    text = client.get("/kotak-masuk", base_url=BASE).text
    page = Seen(text)
    assert page.lines == [
        *COUNTED,
        "Kotak masuk", "1 hal menunggu keputusan",
        "Umum, Maret 2019: dua versi", "Berbeda di 1 isian; yang lain sama.",
        "Isian", "Sudah masuk", "1 Februari 2019 pukul 08.00 WIB", "Baru", "2 April 2019 pukul 10.00 WIB",
        "Jumlah pegawai bulan ini", "F14", "5", "6",
        "Pakai yang baru", "Umum, Maret 2019", "Tetap yang sudah masuk", "Umum, Maret 2019",
        "Sudah masuk:", UMUM, ". Baru:", "umum lagi.xlsx",
        "(disimpan terakhir). Yang tidak dipakai tersimpan di folder riwayat, tidak dihapus.",
        *DROP,
        "Yang terakhir masuk", "Formulir atau berkas", "Sekarang", "Tiba",
        "Umum, Maret 2019", "masuk", "2 April 2019 pukul 08.00 WIB",
        *foot("iki terima kotak_masuk", folder),
    ]  # fmt: skip
    assert page.faults == []
    orange = re.findall(r'value="(\w+)" class="(\w+)"', text)
    assert orange == [("baru", "utama"), ("lama", "tombol")]  # the one that was saved last


@pytest.mark.parametrize(("pilih", "stands"), [("baru", NEW), ("lama", OLD)])
def test_what_is_chosen_counts_and_the_other_is_kept(folder: Path, pilih: str, stands: str) -> None:
    client, before = visitor(server_of(folder)), everything(folder)
    assert news(post(client, "pilih", **choice(pilih))) == (
        "Umum, Maret 2019: versi pilihan Anda dipakai. Yang lain tersimpan di folder riwayat, tidak dihapus."
    )
    assert umum(folder).read_bytes() == content(stands)
    assert {*before} <= {*everything(folder)}
    assert news(post(client, "pilih", **choice(pilih))) == "Umum, Maret 2019: pilihan ini sudah berlaku."
    assert "Kotak masuk kosong." in " ".join(seen(client, "/kotak-masuk").lines)


def test_nothing_is_chosen_of_files_that_changed_meanwhile(folder: Path) -> None:
    client = visitor(server_of(folder))
    lay(folder, f"{INBOX}/umum lagi.xlsx", "umum 2019-03 7")
    before = everything(folder)
    page = post(client, "pilih", **choice("baru"))
    assert news(page) == (
        "Berkasnya berubah sejak halaman ini dibuka, jadi belum ada yang dipilih. Lihat lagi yang sekarang."
    )
    assert page.lines[len(COUNTED) : len(COUNTED) + 2] == ["Kotak masuk", "1 hal menunggu keputusan"]
    assert everything(folder) == before


def test_two_versions_that_both_stand_in_their_month_are_chosen_between(tmp_path: Path) -> None:
    lay(office_in(tmp_path), f"{FORMS}/2019-03/{UMUM}", OLD)
    lay(tmp_path, f"{FORMS}/2019-03/umum lagi.xlsx", NEW)
    client, before = visitor(server_of(tmp_path)), everything(tmp_path)
    page = seen(client, "/kotak-masuk")
    assert [line for line in page.lines if line.startswith(("Versi", "Pakai", ". Versi"))] == [
        "Versi A", "Versi B", "Pakai versi B", "Pakai versi A", "Versi A:", ". Versi B:",
    ]  # fmt: skip
    assert "1 Februari 2019" in " ".join(page.lines) and page.faults == []
    post(client, "pilih", **choice("baru"))
    assert [path.name for path in (tmp_path / FORMS / "2019-03").glob("*.xlsx")] == [UMUM]
    assert umum(tmp_path).read_bytes() == content(NEW)
    assert everything(tmp_path) == before
    assert [path.name for path in (tmp_path / KEPT_FORMS).rglob("*.xlsx")] == [
        "IKI_2019-03_contoh_umum_20190402-080000.xlsx"
    ]


def test_the_right_name_is_kept_where_the_version_with_it_was_chosen(tmp_path: Path) -> None:
    lay(office_in(tmp_path), f"{FORMS}/2019-03/{UMUM}", OLD)
    lay(tmp_path, f"{FORMS}/2019-03/umum lagi.xlsx", NEW)
    loaded, before = office.load(None, tmp_path), everything(tmp_path)
    marks = choice("lama")
    decided = deciding.Choice(("2019-03", "umum"), marks["lama"], marks["baru"], "lama")
    assert [deciding.choose(decided, tmp_path, loaded) for _ in range(2)] == [deciding.SELESAI, deciding.SUDAH]
    other = deciding.Choice(("2019-03", "umum"), marks["lama"], marks["baru"], PILIH_BARU)
    assert deciding.choose(other, tmp_path, loaded) == deciding.BERUBAH
    assert umum(tmp_path).read_bytes() == content(OLD) and everything(tmp_path) == before


def test_of_three_versions_two_are_chosen_between_at_a_time(tmp_path: Path) -> None:
    office_in(tmp_path)
    for name, what in (("a", OLD), ("b", NEW), ("c", "umum 2019-03 7 disimpan 2019-04-02 11:00")):
        lay(tmp_path, f"{FORMS}/2019-03/{name}.xlsx", what)
    client, before = visitor(server_of(tmp_path)), everything(tmp_path)
    page = post(client, "pilih", **choice("baru"))
    assert [line for line in page.lines if line.endswith(".xlsx")] == [UMUM, "c.xlsx"]
    assert everything(tmp_path) == before


def test_a_rekap_that_was_made_already_is_a_warning(folder: Path) -> None:
    lay(folder, f"{RESULTS}/2019-03/IKI_2019-03_contoh.xlsx", "buku kerja")
    lay(folder, f"{RESULTS}/2019-04/IKI_2019-04_contoh.xlsx", "buku kerja")
    lay(folder, f"{RESULTS}/2019-02/IKI_2019-02_contoh.xlsx", "buku kerja")
    page = seen(client := visitor(server_of(folder)), "/kotak-masuk")
    assert (
        "Rekap Maret 2019 dan April 2019 sudah dibuat. Bila pilihan Anda mengubah isinya, buat rekapnya lagi."
        in page.lines
    )
    page = post(client, "pilih", **choice("baru"))
    start = page.lines.index("Yang baru saja dikerjakan")
    assert page.lines[start + 2 : start + 4] == [
        "Rekap Maret 2019 dan April 2019 dibuat dengan versi sebelumnya. Bila isinya berubah, buat rekapnya lagi.",
        "Buka April 2019",
    ]


def test_whoever_has_more_to_decide_gets_a_link_to_the_month_of_what_was_chosen(folder: Path) -> None:
    lay(folder, f"{INBOX}/Form IKI.xlsx", "buku kerja")
    page = post(visitor(server_of(folder)), "pilih", **choice("baru"))
    start = page.lines.index("Yang baru saja dikerjakan")
    assert page.lines[start + 2 :][:2] == ["Formulirnya ada di Maret 2019.", "Buka Maret 2019"]
    assert page.lines[len(COUNTED)] == "Kotak masuk"


def test_strangers_say_why_and_are_put_aside_whole(tmp_path: Path) -> None:
    office_in(tmp_path)
    lay(tmp_path, f"{INBOX}/Form IKI.xlsx", "buku kerja")
    lay(tmp_path, f"{INBOX}/hadir.xlsx", "buku kerja")
    lay(tmp_path, f"{INBOX}/kosong.xlsx", "kosong umum 2019-03")
    lay(tmp_path, f"{INBOX}/tertib.xlsx", "ketertiban 2019-03")
    client, before = visitor(server_of(tmp_path)), everything(tmp_path)
    page = seen(client, "/kotak-masuk")
    assert page.lines[page.lines.index("1 hal menunggu keputusan") + 1 : page.lines.index(DROP[0])] == [
        "Siap diterima", "Ketertiban, Maret 2019", "(tertib.xlsx)", "Terima 1 formulir",
        "Form IKI.xlsx",
        "Form IKI.xlsx tidak memuat Kode formulir, jadi bukan formulir isian. Pakai formulir yang dibagikan kantor, "
        "lalu ketik isinya di situ.",
        "Sisihkan", "Form IKI.xlsx",
        "Bukan formulir, atau masih kosong",
        "hadir.xlsx", "Bukan formulir (buku kerja lain).", "Sisihkan", "hadir.xlsx",
        "kosong.xlsx", "Umum, Maret 2019: masih kosong, jadi belum diambil.", "Sisihkan", "kosong.xlsx",
        "Yang di atas dan tidak dapat diterima boleh disisihkan sekaligus. Tersimpan di folder riwayat, tidak dihapus.",
        "Sisihkan semua",
    ]  # fmt: skip
    assert page.faults == []
    mark = hashlib.sha256(content("kosong umum 2019-03")).hexdigest()
    assert news(post(client, "sisihkan", sha256=mark)) == "Disisihkan ke folder riwayat, tidak dihapus."
    assert news(post(client, "sisihkan", sha256=mark)).startswith("Berkas itu sudah tidak ada di kotak masuk")
    assert [path.name for path in (tmp_path / KEPT_FORMS / "disisihkan").iterdir()] == ["kosong.xlsx"]
    assert everything(tmp_path) == before
    page = post(client, "terima")
    assert news(page) == "Ketertiban, Maret 2019: masuk."
    assert form_path(tmp_path / FORMS, kecil.UNIT, "ketertiban", "2019-03").read_bytes() == content(
        "ketertiban 2019-03"
    )


def test_all_strangers_are_put_aside_by_one_press_twins_and_archives_too(tmp_path: Path) -> None:
    inbox = office_in(tmp_path) / INBOX
    for name in ("hadir.xlsx", "kembaran.xlsx"):
        lay(tmp_path, f"{INBOX}/{name}", "buku kerja")
    lay(tmp_path, f"{INBOX}/kosong.xlsx", "kosong umum 2019-03")
    lay(tmp_path, f"{INBOX}/tertib.xlsx", "ketertiban 2019-03")
    with zipfile.ZipFile(inbox / "arsip.zip", "w") as archive:
        for name in ("satu.xlsx", "dua.xlsx"):
            archive.writestr(name, content("foto"))
    client = visitor(server_of(tmp_path))
    html = client.get("/kotak-masuk", base_url=BASE).text
    marks = re.findall(r'name="sha256" value="(\w+)"', html.partition("boleh disisihkan")[0].rpartition("<form")[2])
    assert news(post(client, "sisihkan", sha256=marks)) == "4 berkas disisihkan ke folder riwayat, tidak dihapus."
    assert [path.name for path in inbox.iterdir()] == ["tertib.xlsx"]
    assert "Sisihkan semua" not in client.get("/kotak-masuk", base_url=BASE).text
    assert news(post(client, "sisihkan", sha256=marks)).startswith("Berkas itu sudah tidak ada di kotak masuk")


def test_an_empty_box_says_what_to_do(tmp_path: Path) -> None:
    page = seen(visitor(server_of(office_in(tmp_path))), "/kotak-masuk")
    assert page.lines == [
        *HEAD, "Kotak masuk", "Tidak ada yang menunggu keputusan",
        "Kotak masuk kosong. Formulir yang dikirim orang lewat WhatsApp atau surel: simpan dulu di komputer ini, lalu "
        "jatuhkan di bawah ini. Yang perlu Anda putuskan akan tampil di sini.",
        *DROP, *foot("iki terima kotak_masuk", tmp_path),
    ]  # fmt: skip
    assert page.faults == []


def test_dropped_files_that_need_a_decision_lead_here(tmp_path: Path) -> None:
    lay(office_in(tmp_path), f"{FORMS}/2019-03/{UMUM}", OLD)
    client = visitor(server_of(tmp_path))
    data = {"bulan": "2019-03", "berkas": [(io.BytesIO(content(NEW)), "umum.xlsx")]}
    answer = client.post("/terima", base_url=BASE, headers=OURS, data=data)
    assert answer.headers["Location"].startswith("/kotak-masuk?kabar=")
    assert news(seen(client, answer.headers["Location"])) == "Umum, Maret 2019: versi kedua, pilih salah satu."


@pytest.mark.parametrize("wrong", [{"periode": "2019-13"}, {"jabatan": "../lurah"}, {"pilih": "keduanya"}])
def test_what_no_page_of_ours_sends_is_not_there(folder: Path, wrong: dict[str, str]) -> None:
    data = choice("baru") | wrong
    answer = visitor(server_of(folder)).post("/kotak-masuk/pilih", base_url=BASE, headers=OURS, data=data)
    assert answer.status_code == 404


def test_a_long_list_of_differences_is_folded(tmp_path: Path) -> None:
    from iki_excel.forms.layout import form_path as path_of
    from tests.forms import complete

    path = path_of(office_in(tmp_path) / FORMS, kecil.UNIT, "pelayanan", "2019-03")
    complete(path.parent, "pelayanan", "2019-03", survey="\n".join(["4 3 4"] * 10), name=path.stem)
    complete(path.parent, "pelayanan", "2019-03", survey="\n".join(["3 4 3"] * 10), name="lagi")
    page = seen(visitor(server_of(tmp_path)), "/kotak-masuk")
    assert {"Berbeda di 30 isian; yang lain sama.", "10 isian lain yang berbeda"} <= {*page.lines}
    assert page.faults == []


def test_while_other_work_runs_nothing_is_put_aside(tmp_path: Path) -> None:
    lay(office_in(tmp_path), f"{INBOX}/hadir.xlsx", "buku kerja")
    server, go_on = server_of(tmp_path), threading.Event()
    server.jobs.patience = 0.01
    client, before = visitor(server), everything(tmp_path)
    server.jobs.run("Membuat rekap", "/b/2019-03", lambda _: Done("/b/2019-03") if go_on.wait(10) else Done("/"))
    mark = hashlib.sha256(content("buku kerja")).hexdigest()
    answer = client.post("/kotak-masuk/sisihkan", base_url=BASE, headers=OURS, data={"sha256": mark})
    go_on.set()
    server.jobs.finish()
    assert answer.status_code == 409
    assert any(line.startswith("Masih ada pekerjaan yang berjalan: Membuat rekap.") for line in Seen(answer.text).lines)
    assert everything(tmp_path) == before
    assert (tmp_path / INBOX / "hadir.xlsx").exists()


def test_of_what_the_mailbox_brought_the_time_is_that_of_its_letter(tmp_path: Path) -> None:
    lay(office_in(tmp_path), f"{INBOX}/umum.xlsx", OLD, came="2019-04-09 08:00")
    with journal.opened(tmp_path) as opened:
        mark = hashlib.sha256(content(OLD)).hexdigest()
        incoming.note(
            opened,
            mark,
            Sender("umum@contoh.example", tiba="2019-04-07T01:00:00"),
        )
    client = visitor(server_of(tmp_path))
    assert news(post(client, "terima")) == "Umum, Maret 2019: masuk."
    assert "Masuk 7 April 2019, terlambat 2 hari. 2 perlu dilihat." in seen(client, "/b/2019-03").lines
