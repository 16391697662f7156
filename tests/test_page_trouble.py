"""The page where something is in its way: odd names in the folder, a folder that is gone, settings that are wrong, work
that fails, and another tab that does the same at the same time.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest

from iki_excel.forms.layout import form_path
from iki_excel.judging.batch import Batch
from iki_excel.page.answers import See
from iki_excel.page.asking import FOLDER_GONE, WRONG_CLOCK
from iki_excel.page.jobs import Done, Jobs
from iki_excel.page.loading import load_heavy
from iki_excel.page.readable import readable_in
from iki_excel.runs.office import Office
from iki_excel.words.errors import IkiError
from iki_excel.words.folders import FORMS, INBOX
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress
from iki_excel.workbooks import saving
from tests import kecil, kiriman
from tests.page_office import BASE, OURS, Seen, office_in, server_of, visitor

ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="names that Windows does not take")
BARE = ["Langsung ke isi", "IKI", "Indikator Kinerja Individu"]
DROPPED = "umum 2019-03 7"
CAN_BE_CLOSED = [
    *BARE, "Tutup IKI?", "Semua berkas sudah tersimpan. Untuk membukanya lagi, klik dua kali ikon IKI.", "Ya, tutup",
    "Kembali bekerja", "Perintah yang sama:", "Ctrl+C",
]  # fmt: skip


def get(client: Any, address: str) -> Any:
    return client.get(address, base_url=BASE)


def drop(client: Any, *contents: bytes) -> Any:
    files = [(io.BytesIO(content), f"{number}.xlsx") for number, content in enumerate(contents)]
    data = {"bulan": "2019-03", "berkas": files}
    return client.post("/terima", base_url=BASE, headers=OURS, data=data, content_type="multipart/form-data")


# --- odd names --------------------------------------------------------------------------------------------------------


@ON_POSIX
@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("baris\r\nSet-Cookie: lain=1; .xlsx", "baris Set-Cookie: lain=1; .xlsx"),
        (os.fsdecode(b"kiriman \xff.xlsx"), ""),
    ],
)
def test_a_form_with_any_name_is_shown_and_can_be_downloaded(name: str, kept_as: str, tmp_path: Path) -> None:
    folder = office_in(tmp_path) / FORMS / "2019-03"
    folder.mkdir(parents=True)
    (folder / name).write_bytes(kiriman.content(DROPPED))
    client = visitor(server_of(tmp_path))
    for address in ("/b/2019-03", "/b/2019-03/formulir/umum", "/b/2019-03/kenapa/UM-1", "/kotak-masuk"):
        assert get(client, address).status_code == 200
    told = get(client, "/b/2019-03/berkas/formulir/umum")
    assert (told.status_code, told.data) == (200, kiriman.content(DROPPED))
    assert "Set-Cookie" not in told.headers and kept_as in told.headers["Content-Disposition"]


@ON_POSIX
def test_one_odd_name_keeps_nothing_else_out(tmp_path: Path) -> None:
    client, odd = visitor(server_of(office_in(tmp_path))), kiriman.content("pelayanan 2019-03 12")
    files = [(io.BytesIO(kiriman.content(DROPPED)), "baik.xlsx"), (io.BytesIO(odd), "aux.xlsx")]
    client.post(
        "/terima", base_url=BASE, headers=OURS, data={"bulan": "2019-03", "berkas": files},
        content_type="multipart/form-data",
    )  # fmt: skip
    months = {kode: form_path(tmp_path / FORMS, kecil.UNIT, kode, Periode("2019-03")) for kode in ("umum", "pelayanan")}
    assert {kode: path.exists() for kode, path in months.items()} == {"umum": True, "pelayanan": True}


# --- the folder, the settings -----------------------------------------------------------------------------------------


def test_a_folder_that_is_gone_is_told_and_is_no_office_that_begins(tmp_path: Path) -> None:
    folder = office_in(tmp_path / "kantor")
    client = visitor(server_of(folder))
    get(client, "/b/2019-03")
    shutil.rmtree(folder)
    for answer in (get(client, "/b/2019-03"), client.post("/mulai/kantor", base_url=BASE, headers=OURS)):
        assert (answer.status_code, Seen(answer.text).lines) == (409, [*BARE, "Belum dapat dilakukan", FOLDER_GONE])
    assert Seen(get(client, "/selesai").text).lines == CAN_BE_CLOSED
    assert not folder.exists()


@pytest.mark.parametrize(("day", "said"), [(dt.date(1970, 1, 1), "1 Januari 1970"), (dt.date.max, "31 Desember 9999")])
def test_a_clock_that_knows_no_month_is_told(
    day: dt.date, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visitor(server_of(office_in(tmp_path), day))
    monkeypatch.setattr("iki_excel.page.membuka.has_loaded", lambda: True)
    for address in ("/", "/b/2019-03", "/pengaturan/kantor"):
        page = Seen(get(client, address).text)
        assert page.lines == [*BARE, "Belum dapat dilakukan", WRONG_CLOCK.format(hari=said)]
    assert Seen(get(client, "/selesai").text).lines == CAN_BE_CLOSED


def in_the_way(office: Path) -> Path:
    """A file that cannot be written, of a month that is there."""
    (office / FORMS).mkdir()
    (office / FORMS / "2019-03").write_bytes(b"a file in the way of the folder")
    return office


def test_a_path_begins_in_the_folder_and_no_advice_names_what_no_page_offers(tmp_path: Path) -> None:
    client = visitor(server_of(in_the_way(office_in(tmp_path / "OneDrive - Kantor"))))
    answer = client.post("/b/2019-03/formulir", base_url=BASE, headers=OURS)
    said = Seen(answer.text).lines
    assert said[said.index("Belum dapat dilakukan") + 1] == (
        "input_templates/2019-03/IKI_2019-03_contoh_umum.xlsx: melewati sebuah berkas yang bukan folder. Minta izin "
        "menulis di folder itu kepada pengelola komputer. Berkas yang lama, bila ada, tetap utuh."
    )


def test_no_page_of_a_form_that_came_twice_shows_where_the_folder_lies(tmp_path: Path) -> None:
    office = office_in(tmp_path / "OneDrive - Kantor")
    for number, value in enumerate((7, 8)):
        path = office / FORMS / "2019-03" / f"{number}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(kiriman.content(f"umum 2019-03 {value}"))
    client = visitor(server_of(office))
    told = get(client, "/b/2019-03/formulir/umum").text
    assert "input_templates/2019-03/" in told
    pages = [told, *(get(client, one).text for one in ("/b/2019-03", "/kotak-masuk"))]
    (office / "iki.toml").write_text("[unit\n", "utf-8")
    assert [one for one in (*pages, get(client, "/b/2019-03").text) if str(tmp_path) in one] == []


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("{folder}/iki.toml: keliru.", "iki.toml: keliru."),
        ("{folder}: sedang dipakai perintah iki lain.", "kantor: sedang dipakai IKI di jendela atau komputer lain."),
        ("“{folder}”", "“kantor”"),
        ("{folder}-lama/iki.toml", "{folder}-lama/iki.toml"),
        ("Tutup berkas itu bila sedang dibuka di Excel, atau pilih folder lain.",
         "Tutup berkas itu bila sedang dibuka di Excel."),
    ],
)  # fmt: skip
def test_what_a_page_makes_of_a_sentence(said: str, shown: str, tmp_path: Path) -> None:
    folder = tmp_path / "kantor"
    assert readable_in(folder)(said.format(folder=folder)) == shown.format(folder=folder)


def test_while_the_settings_are_wrong_the_page_can_be_closed(tmp_path: Path) -> None:
    (office_in(tmp_path) / "iki.toml").write_text("[unit\n", "utf-8")
    page = Seen(get(visitor(server_of(tmp_path)), "/selesai").text)
    assert (page.lines, page.faults) == (CAN_BE_CLOSED, [])


def test_what_the_office_goes_by_is_read_once_and_again_when_it_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from iki_excel.runs import office

    read, load = list[Path](), office.load
    monkeypatch.setattr(office, "load", lambda katalog, folder: (read.append(folder), load(katalog, folder))[1])
    client = visitor(server_of(office_in(tmp_path)))
    for address in ("/kotak-keluar", "/pengaturan/pejabat"):
        get(client, address)
    assert len(read) == 1
    settings = tmp_path / "iki.toml"
    settings.write_text(settings.read_text("utf-8").replace("Kelurahan Contoh", "Kelurahan Misal"), "utf-8")
    assert Seen(get(client, "/kotak-keluar").text).lines[2] == "Kelurahan Misal"


def test_a_program_that_looks_where_a_link_leads_does_not_use_it_up(tmp_path: Path) -> None:
    server = server_of(office_in(tmp_path))
    client, link = visitor(server, has_entered=False), server.sessions.link(0.0).removeprefix(BASE)
    looked = client.head(link, base_url=BASE)
    assert (looked.status_code, "Set-Cookie" in looked.headers) == (200, False)
    key = link.partition("k=")[2]
    assert server.sessions.enter(key, 0.0)


# --- work that fails, and two tabs at once ----------------------------------------------------------------------------


def test_other_files_are_never_told_the_fate_of_those_that_are_being_taken(tmp_path: Path) -> None:
    server = server_of(office_in(tmp_path))
    server.jobs.patience = 0.05
    client, inbox = visitor(server), tmp_path / INBOX
    with saving.turn(inbox):  # so that the others come while the first are being taken
        first, same = (drop(client, kiriman.content(DROPPED)) for _ in range(2))
        other = drop(client, kiriman.content("pelayanan 2019-03 12"))
    server.jobs.finish()
    assert first.status_code == 303 and first.headers["Location"] == same.headers["Location"]
    assert "Masih ada pekerjaan yang berjalan: Menerima berkas. Tunggu sampai selesai, lalu ulangi." in (
        Seen(other.text).lines
    )


def test_a_job_that_fails_keeps_none_of_the_files_that_were_sent(tmp_path: Path) -> None:
    server = server_of(office_in(tmp_path))
    (tmp_path / INBOX).write_bytes(b"a file in the way of the folder")
    client = visitor(server)
    assert drop(client, b"bukan formulir").status_code == 409
    (job,) = server.jobs._known.values()
    assert job.error is not None  # all that was in hand hangs on these two
    assert (job.error.__traceback__, job.error.__context__) == (None, None)


def test_the_first_look_at_many_forms_shows_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_heavy()
    server, read_first, go_on = server_of(office_in(tmp_path)), threading.Event(), threading.Event()
    server.jobs.patience = 0.01
    folder = tmp_path / FORMS / "2019-03"
    folder.mkdir(parents=True)
    for name in ("a", "b"):
        (folder / f"{name}.xlsx").write_bytes(kiriman.content(DROPPED))
    read = server.memory.kept.batch

    def slowly(folder: Path, office: Office, month: Periode, progress: Progress) -> Batch:
        def told(*step: Any) -> None:
            progress(*step)
            read_first.set()
            go_on.wait(30)

        return read(folder, office, month, told)

    monkeypatch.setattr(server.memory.kept, "batch", slowly)
    client = visitor(server)
    address = get(client, "/").headers["Location"]
    assert address.startswith("/kerja/") and get(client, "/").headers["Location"] == "/b/2019-03"
    read_first.wait(30)
    page = Seen(get(client, address).text)
    assert page.faults == [] and "Membuka Maret 2019" in page.lines
    assert any(line.startswith("Membuka Maret 2019: ") and line.endswith("(1 dari 2)") for line in page.lines)
    go_on.set()
    server.jobs.finish()
    assert get(client, address).headers["Location"] == "/b/2019-03"


def test_what_nobody_expected_of_a_job_is_told_where_it_went_wrong_however_often_it_is_looked_at(
    tmp_path: Path,
) -> None:
    def broken(_: Progress) -> Done:
        raise KeyError("galat di dalam")

    server = server_of(office_in(tmp_path))
    with pytest.raises(Exception, match="galat di dalam"):
        server.jobs.run("Membuat rekap", "/b/2019-03", broken)
    (job,) = server.jobs._known.values()
    client = visitor(server)
    for _ in range(2):
        assert get(client, job.page).status_code == 500
        details = (tmp_path / "rincian_kesalahan.txt").read_text("utf-8")
        assert "in broken" in details and "KeyError: 'galat di dalam'" in details


def test_work_of_one_kind_about_two_things_is_not_the_same_work() -> None:
    jobs, go_on = Jobs(patience=0.01), threading.Event()

    def work(_: Progress) -> Done:
        go_on.wait(10)
        return Done("/b/2019-03")

    first = jobs.run("Mencatat", "/b/2019-03", work, "umum")
    assert isinstance(first, See) and jobs.run("Mencatat", "/b/2019-03", work, "umum") == first
    with pytest.raises(IkiError, match=r"Masih ada pekerjaan yang berjalan: Mencatat\."):
        jobs.run("Mencatat", "/b/2019-03", work, "pelayanan")
    go_on.set()
    jobs.finish()
