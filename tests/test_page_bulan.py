"""The page Bulan: its whole text in each of its states, and what its buttons do."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from iki_excel.forms.layout import form_path
from iki_excel.page.answers import See
from iki_excel.page.jobs import Done, Jobs
from iki_excel.runs.uploads import plain_name
from iki_excel.words.errors import IkiError
from iki_excel.words.folders import FORMS
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress
from tests import kecil
from tests.forms import complete
from tests.page_office import BASE, OURS, Seen, office_in, server_of, visitor

YEAR = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
HEAD = [
    "Langsung ke isi", "IKI", "Kelurahan Contoh",
    "Bulan", "Kotak masuk", "Hasil", "Kotak keluar", "Pengaturan", "Selesai",
]  # fmt: skip
DROP = [
    "Jatuhkan formulir yang kembali di mana saja pada halaman ini",
    "Boleh campur dan bernama apa saja, juga .zip. IKI mengenali jabatan dan bulannya sendiri; berkas asli Anda tidak "
    "diubah.",
    "Pilih berkas…", "Kirim",
]  # fmt: skip


def foot(command: str, folder: Path, day: str = "3 April 2019") -> list[str]:
    return ["Perintah yang sama:", command, f"Hari ini {day} · Semua berkas tetap di komputer ini:", folder.name]


def seen(client: Any, address: str = "/b/2019-03", status: int = 200) -> Seen:
    answer = client.get(address, base_url=BASE)
    assert answer.status_code == status
    return Seen(answer.text)


def strip(march: str = "belum") -> list[str]:
    return [word for month in YEAR for word in (month, march if month == "Mar" else "belum")]


def cards(state: str, sentence: str) -> list[str]:
    return [
        line
        for jabatan in ("Umum", "Pelayanan", "Ketertiban")
        for line in (jabatan, "Nama pejabat belum diisi", state, sentence)
    ]


def press(client: Any, address: str) -> str:
    """Press a button that sends a form, and go where it leads."""
    answer = client.post(address, base_url=BASE, headers=OURS)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def years(client: Any, address: str) -> list[str]:
    return [line for line in seen(client, address).lines if line.startswith("Tahun")]


def test_a_year_beside_is_one_link_away_where_there_is_something_of_it(tmp_path: Path) -> None:
    office = office_in(tmp_path)
    (office / "input_templates" / "2018-11").mkdir(parents=True)
    client = visitor(server_of(office, dt.date(2020, 1, 4)))
    assert years(client, "/b/2019-12") == ["Tahun 2018", "Tahun 2020"]
    assert years(client, "/b/2020-01") == ["Tahun 2019"]
    assert client.get("/b/2019-12", base_url=BASE).text.count('href="/b/2020-01"') == 1
    assert client.get("/b/2019-12", base_url=BASE).text.count('href="/b/2018-12"') == 1


NO_TARGETS = ["5 dari 9 indikator belum punya target 2019, jadi belum dinilai.", "Isi target"]


def test_a_month_without_forms(tmp_path: Path) -> None:
    page = seen(visitor(server_of(office_in(tmp_path))))
    assert page.lines == [
        *HEAD,
        *strip(),
        "Maret 2019",
        "0 dari 3 formulir sah · batas kirim 5 April 2019 (2 hari lagi)",
        *NO_TARGETS,
        "Langkah berikut",
        "Formulir kosong Maret 2019 belum lengkap. Buat dulu, lalu bagikan.",
        "Buat sampai Desember",
        "Buat 3 formulir",
        "Formulir Maret 2019",
        *cards("Belum dibuat", "Formulir kosong Maret 2019 belum dibuat."),
        *DROP,
        *foot("iki template --periode 2019-03", tmp_path),
    ]
    assert page.faults == []


def test_its_button_writes_the_forms_and_says_so(tmp_path: Path) -> None:
    client = visitor(server_of(office_in(tmp_path)))
    page = seen(client, press(client, "/b/2019-03/formulir"))
    assert page.lines == [
        *HEAD,
        *strip("berjalan"),
        "Maret 2019",
        "0 dari 3 formulir sah · batas kirim 5 April 2019 (2 hari lagi)",
        "Yang baru saja dikerjakan",
        "3 formulir Maret 2019 dibuat.",
        "Langkah berikut",
        "Formulir kosong Maret 2019 sudah siap dan belum dibagikan.",
        "Kirim 3 formulir kosong",
        "Formulir Maret 2019",
        *cards("Belum masuk", "Batas kirim 5 April 2019 (2 hari lagi)."),
        *DROP,
        *foot("iki kirim --periode 2019-03 --formulir", tmp_path),
    ]
    assert page.faults == []
    assert len([*(tmp_path / FORMS / "2019-03").glob("*.xlsx")]) == 3


def test_a_month_that_is_not_over_says_so(tmp_path: Path) -> None:
    client = visitor(server_of(office_in(tmp_path)))
    told = [seen(client, f"/b/2019-{month}").lines for month in ("04", "05", "12")]
    assert [lines[lines.index("Langkah berikut") - 3 :][:6] for lines in told] == [
        [
            "April 2019 masih berjalan sampai 30 April 2019. Formulirnya sudah boleh dibagikan, dan diisi sesudah itu.",
            *NO_TARGETS,
            "Langkah berikut",
            "Formulir kosong April 2019 belum lengkap. Buat dulu, lalu bagikan.",
            "Buat sampai Desember",
        ],
        [
            "Mei 2019 belum mulai. Formulirnya sudah boleh dibuat, dan baru diisi sesudah bulan itu selesai.",
            *NO_TARGETS,
            "Langkah berikut",
            "Formulir kosong Mei 2019 belum lengkap. Buat dulu, lalu bagikan.",
            "Buat sampai Desember",
        ],
        [
            "Desember 2019 belum mulai. Formulirnya sudah boleh dibuat, dan baru diisi sesudah bulan itu selesai.",
            *NO_TARGETS,
            "Langkah berikut",
            "Formulir kosong Desember 2019 belum lengkap. Buat dulu, lalu bagikan.",
            "Buat 3 formulir",
        ],
    ]


def came(folder: Path, kodes: Sequence[str], month: str) -> None:
    for kode in kodes:
        path = form_path(folder / FORMS, kecil.UNIT, kode, Periode(month))
        complete(path.parent, kode, month, name=path.stem)


def test_forms_of_a_month_that_has_not_begun_are_looked_at_twice(tmp_path: Path) -> None:
    came(office_in(tmp_path), kecil.catalog().kode, "2019-08")
    taken = (tmp_path / FORMS / "2019-08" / "IKI_2019-08_contoh_umum.xlsx").rename(tmp_path / "umum.xlsx")
    client = visitor(server_of(tmp_path, dt.date(2019, 5, 2)))
    data = {"bulan": "2019-04", "berkas": (io.BytesIO(taken.read_bytes()), "umum.xlsx")}
    answer = client.post("/terima", base_url=BASE, headers=OURS, data=data)
    assert (
        "Umum, Agustus 2019: masuk. Bulan itu belum selesai, jadi periksa apakah bulannya tidak keliru."
        in seen(client, answer.headers["Location"]).lines
    )
    lines = seen(client, "/b/2019-08").lines
    assert lines[lines.index("Agustus 2019") + 1 :][:5] == [
        "3 dari 3 formulir sah · batas kirim 5 September 2019 (126 hari lagi)",
        "Agustus 2019 belum mulai, padahal 3 formulirnya sudah masuk. Periksa apakah bulannya tidak keliru.",
        "Langkah berikut",
        "Semua formulir Agustus 2019 sudah sah, padahal bulan itu belum selesai.",
        "Buat rekap",
    ]
    lines = seen(visitor(server_of(tmp_path, dt.date(2019, 8, 30))), "/b/2019-08").lines
    assert (
        "Agustus 2019 baru selesai 31 Agustus 2019, padahal 3 formulirnya sudah masuk. Periksa apakah bulannya tidak "
        "keliru."
    ) in lines


def test_who_was_not_handed_a_blank_form_yet_is_named(tmp_path: Path) -> None:
    client = visitor(server_of(office_in(tmp_path)))
    press(client, "/b/2019-03/formulir")
    html = client.get("/b/2019-03/kirim/formulir", base_url=BASE).text
    first = re.findall(r'name="surat" value="(\w+)"', html)[0]
    client.post("/b/2019-03/kirim/formulir/sampaikan", base_url=BASE, headers=OURS, data={"surat": first})
    lines = seen(client).lines
    assert lines[lines.index("Langkah berikut") + 1 :][:2] == [
        "Formulir kosong Maret 2019 sudah siap dan belum dibagikan kepada Pelayanan dan Ketertiban.",
        "Kirim 2 formulir kosong",
    ]


def test_who_acts_for_another_is_told_so(tmp_path: Path) -> None:
    with (office_in(tmp_path) / "iki.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[pejabat.umum]\nnama = "Satu Contoh"\nsebutan = "Plt."\n')
    assert "Satu Contoh (Plt.)" in seen(visitor(server_of(tmp_path))).lines


def test_the_forms_of_the_rest_of_a_year_are_made_at_once(tmp_path: Path) -> None:
    server = server_of(office_in(tmp_path))
    server.jobs.patience = 60
    page = seen(client := visitor(server), press(client, "/b/2019-11/formulir/setahun"))
    assert "6 formulir November 2019 sampai Desember 2019 dibuat." in page.lines
    made = sorted(path.relative_to(tmp_path / FORMS).as_posix() for path in (tmp_path / FORMS).rglob("*.xlsx"))
    assert made == [
        f"2019-{month}/IKI_2019-{month}_contoh_{kode}.xlsx"
        for month in ("11", "12")
        for kode in ("ketertiban", "pelayanan", "umum")
    ]


def test_whoever_closes_the_page_is_told_what_waits(tmp_path: Path) -> None:
    page = seen(visitor(server_of(office_in(tmp_path))), "/selesai")
    assert page.lines[len(HEAD) :] == [
        "Tutup IKI?",
        "Yang masih menunggu di Maret 2019",
        "Formulir kosong Maret 2019 belum lengkap. Buat dulu, lalu bagikan.",
        "Buat 3 formulir",
        "Semua berkas sudah tersimpan. Untuk membukanya lagi, klik dua kali ikon IKI.",
        "Ya, tutup",
        "Kembali bekerja",
        *foot("Ctrl+C", tmp_path),
    ]
    assert page.faults == []


def test_a_month_that_is_late(tmp_path: Path) -> None:
    client = visitor(server_of(office_in(tmp_path), dt.date(2019, 4, 9)))
    press(client, "/b/2019-03/formulir")
    page = seen(client)
    late = page.lines[page.lines.index("Maret 2019") + 1 :]
    assert late[:3] == ["0 dari 3 formulir sah · batas kirim 5 April 2019", "(lewat 4 hari)", "Langkah berikut"]
    assert [line for line in late if line == "Terlambat"] == ["Terlambat"] * 3
    assert page.faults == []


def test_a_dropped_file_is_kept_and_answered_with_what_it_became(tmp_path: Path) -> None:
    client = visitor(server_of(office_in(tmp_path)))
    press(client, "/b/2019-03/formulir")
    blank = form_path(tmp_path / FORMS, kecil.UNIT, "umum", "2019-03").read_bytes()
    dropped = [(io.BytesIO(blank), "..\\..\\dari: WA?.xlsx"), (io.BytesIO(b"bukan"), "surat.xlsx")]
    data = {"bulan": "2019-03", "berkas": dropped}
    answer = client.post("/terima", base_url=BASE, headers=OURS, data=data)
    page = seen(client, answer.headers["Location"])
    news = page.lines[page.lines.index("Yang baru saja dikerjakan") + 1 :][:2]
    assert [line.partition(".")[0] for line in news][:1] == ["Umum, Maret 2019: masih kosong"]
    assert [line.startswith("surat.xlsx: ") for line in news][1:] == [True]
    assert sorted(path.name for path in (tmp_path / "kotak_masuk").iterdir()) == ["dari_ WA_.xlsx", "surat.xlsx"]


def test_nothing_chosen_is_said_kindly(tmp_path: Path) -> None:
    answer = visitor(server_of(office_in(tmp_path))).post(
        "/terima", base_url=BASE, headers=OURS, data={"bulan": "2019-03"}
    )
    assert answer.status_code == 422
    assert "Belum ada berkas yang dipilih. Pilih dulu berkasnya, lalu tekan Kirim." in Seen(answer.text).lines


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Form PMD (2).xlsx", "Form PMD (2).xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Temp\\a<b>.xlsx", "a_b_.xlsx"),
        ("...", "kiriman"),
        ("x" * 300 + ".xlsx", "x" * 96 + ".xlsx"),
        ("aux.xlsx", "_aux.xlsx"),
        ("CON", "_CON"),
        ("漢" * 300 + ".xlsx", "漢" * 60 + ".xlsx"),
        ("x" * 99 + " y", "x" * 99),
    ],
)
def test_of_a_name_only_what_is_plain_is_kept(name: str, kept: str) -> None:
    assert plain_name(name) == kept


def test_without_settings_every_page_leads_to_the_first_steps(tmp_path: Path) -> None:
    client = visitor(server_of(tmp_path))
    assert client.get("/b/2019-03", base_url=BASE).headers["Location"] == "/mulai"


def test_a_mistake_in_the_settings_is_told_in_its_own_words(tmp_path: Path) -> None:
    (office_in(tmp_path) / "iki.toml").write_text("[unit]\nnma = 1\n", "utf-8")
    page = seen(visitor(server_of(tmp_path)), status=409)
    assert page.faults == []
    assert page.lines == [
        "Langsung ke isi",
        "IKI",
        "Indikator Kinerja Individu",
        "Pengaturan perlu dibetulkan",
        "iki.toml, [unit]: kunci “nma” tidak dikenal. Maksudnya “nama”?",
        "Letaknya di baris 2.",
        f"Buka berkas itu di folder {tmp_path.name} dengan Notepad atau penyunting teks lain, betulkan yang disebut di "
        "atas, simpan, lalu tekan Coba lagi. Berkas lain tidak berubah.",
        "Coba lagi",
    ]


def test_what_nobody_expected_is_told_without_its_details(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise KeyError("rahasia")

    client = visitor(server_of(office_in(tmp_path)))
    monkeypatch.setattr("iki_excel.runs.monthly.state.state_of", broken)
    page = seen(client, status=500)
    assert page.lines[len(HEAD) :][:2] == [
        "Program terhenti",
        "Ada yang tidak beres di program ini. Berkas Anda tidak berubah. Rinciannya disimpan di rincian_kesalahan.txt.",
    ]
    assert "KeyError: 'rahasia'" in (tmp_path / "rincian_kesalahan.txt").read_text("utf-8")


# --- jobs -------------------------------------------------------------------------------------------------------------


def test_a_second_press_leads_to_the_running_job_and_other_work_waits() -> None:
    import threading

    jobs, go_on = Jobs(patience=0.01), threading.Event()

    def work(progress: Progress) -> Done:
        go_on.wait(10)
        progress(1, 2, "a.xlsx")
        return Done("/b/2019-03")

    first = jobs.run("Membuat rekap", "/b/2019-03", work)
    assert isinstance(first, See) and first.address.startswith("/kerja/")
    assert jobs.run("Membuat rekap", "/b/2019-03", work) == first
    with pytest.raises(IkiError, match=r"Masih ada pekerjaan yang berjalan: Membuat rekap\. Tunggu sampai selesai"):
        jobs.run("Menerima berkas", "/b/2019-03", work)
    go_on.set()
    jobs.finish()
    assert jobs.run("Menerima berkas", "/b/2019-03", lambda _: Done("/x", ("Sudah.",))).address.startswith("/x?kabar=")


def test_a_job_is_stopped_between_two_steps(tmp_path: Path) -> None:
    import threading

    server, go_on = server_of(office_in(tmp_path)), threading.Event()
    server.jobs.patience = 0.01

    def work(progress: Progress) -> Done:
        go_on.wait(10)
        progress(1, 2, "a.xlsx")
        raise AssertionError

    client, see = visitor(server), server.jobs.run("Membuat rekap", "/b/2019-03", work)
    assert isinstance(see, See)
    page = seen(client, see.address)
    assert page.lines[len(HEAD) :][:3] == ["Membuat rekap", "Membuat rekap…", "Hentikan"] and page.faults == []
    client.post(f"{see.address}/hentikan", base_url=BASE, headers=OURS)
    go_on.set()
    server.jobs.finish()
    told = client.get(f"{see.address}.json", base_url=BASE).json
    assert (
        "Dihentikan. Yang sudah selesai tetap tersimpan, dan pekerjaan ini dapat diulang."
        in seen(client, told["ke"]).lines
    )
