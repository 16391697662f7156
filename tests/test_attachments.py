"""The last look before a letter goes: nobody ever gets another's file, whatever was planned."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections import Counter
from collections.abc import Mapping
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from iki_excel.delivery import mime
from iki_excel.delivery.attachments import Entitled, Owner, why_not
from iki_excel.delivery.bodies import as_html, as_text
from iki_excel.delivery.letters import OF_ALL, Attachment, Body, Letter, Recipient
from iki_excel.delivery.mime import Sender, Telling
from iki_excel.delivery.outbox import Row
from iki_excel.forms import reading
from iki_excel.runs import outbox as runs
from iki_excel.runs.month import process_to
from iki_excel.words.folders import RESULTS
from iki_excel.words.periods import Periode
from tests.forms import complete
from tests.grounds import KECIL
from tests.loopback import USER
from tests.posting import ADDRESSES, NOW, PERIODE, UNIT, form, letter, office, post, states, surel
from tests.smtp_server import SmtpServer, certificates

SENDER, TELLING = Sender("Kelurahan Contoh", USER), Telling(as_text, as_html)
COPY = "camat@contoh.example"


def row_of(one: Letter, **said: Any) -> Row:
    """The row that a letter has in the outbox."""
    told = {
        "nomor": 1, "unit": one.unit, "periode": one.periode, "jenis": one.jenis, "kepada": one.kepada.kode,
        "nama": one.kepada.nama, "alamat": one.kepada.alamat, "perihal": one.subject,
        "lampiran": "\n".join(file.name for file in one.attachments), "pokok": one.pokok, "sidik": "",
        "message_id": mime.message_id(one, SENDER, TELLING), "keadaan": "siap", "jawaban": "", "diminta": "",
        "pernah": 0,
        "dibuat": "", "diubah": "",
    }  # fmt: skip
    return Row(**{**told, **said})


def frozen(one: Letter) -> bytes:
    return mime.in_bytes(one, SENDER, TELLING, NOW)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the office in which January was processed, with its pages."""
    folder = tmp_path_factory.mktemp("kantor")
    for jabatan in KECIL.catalog.kode:
        complete(folder / "formulir", jabatan, PERIODE)
    process_to(folder / RESULTS, [folder / "formulir"], *KECIL, PERIODE, dt.datetime(2019, 2, 4, 9), rapor=True)
    return folder


@pytest.fixture(scope="module")
def why(results: Path) -> Any:
    """Why a letter must not go, as the program looks at it."""
    with reading.Reader() as reader:
        check = runs.checked_by(results, office(surel(1, tembusan=(COPY,))), reader)
        yield lambda one, **said: check(row_of(one, **said), frozen(one))


def result(results: Path, end: str) -> Attachment:
    """A file that was written beside the result, whatever it is said to tell of."""
    path = results / RESULTS / PERIODE / f"IKI_{PERIODE}_{UNIT}{end}"
    return Attachment(path.name, path.read_bytes(), "", path)


def hasil(kode: str, *files: Attachment, alamat: str | None = None) -> Letter:
    return letter(kode, jenis="hasil", attachments=files, alamat=alamat)


# --- what may go ------------------------------------------------------------------------------------------------------


def test_a_form_goes_to_its_own_jabatan(why: Any) -> None:
    assert why(letter("umum")) == ""


def test_a_rapor_goes_to_its_own_jabatan_and_the_whole_to_who_may_see_it(why: Any, results: Path) -> None:
    whole = (result(results, ".xlsx"), result(results, "_ringkasan.pdf"))
    assert why(hasil("umum", result(results, "_rapor_umum.pdf"))) == ""
    assert why(hasil("pimpinan", *whole)) == ""
    assert why(hasil(runs.copy_code(COPY), *whole, alamat=COPY)) == ""
    assert why(hasil("umum")) == ""


def test_a_head_who_is_measured_may_get_the_own_rapor_and_no_other(results: Path) -> None:
    measured = office(surel(1))
    unit = dataclasses.replace(measured.settings.unit, pimpinan="umum")
    headed = measured._replace(settings=dataclasses.replace(measured.settings, unit=unit))
    whole = (result(results, ".xlsx"), result(results, "_ringkasan.pdf"))
    own, other = (result(results, f"_rapor_{kode}.pdf") for kode in ("umum", "pelayanan"))
    with reading.Reader() as reader:
        check = runs.checked_by(results, headed, reader)
        letters = [hasil("umum", *whole, own), hasil("umum", *whole, own, other)]
        assert [check(row_of(one), frozen(one)) for one in letters] == [
            "",
            "Lampiran IKI_2019-01_contoh_rapor_pelayanan.pdf milik jabatan lain, “pelayanan”, jadi surat ini tidak "
            "dikirim.",
        ]


# --- what may not -----------------------------------------------------------------------------------------------------


def test_a_file_of_another_is_refused_whatever_it_is_called(why: Any, results: Path) -> None:
    renamed = dataclasses.replace(form("pelayanan"), name="IKI_2019-01_contoh_umum.xlsx", jabatan="umum")
    assert why(letter("umum", attachments=[renamed])) == (
        "Lampiran IKI_2019-01_contoh_umum.xlsx milik jabatan lain, “pelayanan”, jadi surat ini tidak dikirim."
    )
    rapor = dataclasses.replace(result(results, "_rapor_pelayanan.pdf"), name="rapor.pdf", jabatan="umum")
    assert why(hasil("umum", rapor)) == (
        "Lampiran rapor.pdf milik jabatan lain, “pelayanan”, jadi surat ini tidak dikirim."
    )
    assert why(hasil("pimpinan", rapor)) == (
        "Lampiran rapor.pdf milik jabatan lain, “pelayanan”, jadi surat ini tidak dikirim."
    )


def test_what_tells_of_the_whole_office_goes_to_no_single_jabatan(why: Any, results: Path) -> None:
    for end in (".xlsx", "_ringkasan.pdf"):
        assert why(hasil("umum", result(results, end))) == (
            f"Lampiran IKI_2019-01_contoh{end} memuat hasil seluruh kantor, bukan hanya milik "
            f"{KECIL.catalog['umum'].nama}: tidak dikirim."
        )


def test_a_form_of_another_month_is_refused(why: Any) -> None:
    assert why(letter("umum", attachments=[form("umum", "2019-02")])) == (
        "Lampiran IKI_2019-02_contoh_umum.xlsx untuk Februari 2019, padahal suratnya untuk Januari 2019: tidak dikirim."
    )


def test_a_file_that_nobody_knows_is_refused(why: Any, results: Path) -> None:
    rapor = result(results, "_rapor_umum.pdf")
    for content in (rapor.content + b"\n", b"%PDF-1.7 lain", b"teks", b"PK\x03\x04", b""):
        assert why(hasil("umum", dataclasses.replace(rapor, content=content))) == (
            "Lampiran IKI_2019-01_contoh_rapor_umum.pdf tidak dapat dipastikan milik siapa, jadi surat ini tidak "
            "dikirim."
        )


def test_an_address_that_is_no_longer_that_of_the_jabatan_is_refused(why: Any) -> None:
    assert why(letter("umum", alamat=ADDRESSES["pelayanan"])) == (
        f"pelayanan@contoh.example kini bukan alamat {KECIL.catalog['umum'].nama} di iki.toml, jadi tidak dikirim. "
        "Jalankan “iki kirim” lagi."
    )


def test_a_letter_that_is_not_the_one_in_the_journal_is_refused(why: Any) -> None:
    other = "Surat ini bukan seperti yang tercatat, jadi tidak dikirim. Jalankan “iki kirim” lagi."
    assert why(letter("umum"), message_id="<lain@contoh.example>") == other
    assert why(letter("umum"), unit="lain") == other
    assert why(letter("umum"), alamat="pelayanan@contoh.example", kepada="pelayanan") == (
        "Di surat ini tertulis penerima lain daripada pelayanan@contoh.example, jadi tidak dikirim."
    )
    assert why(letter("umum"), lampiran="") == (
        "Lampiran surat ini bukan seperti yang tercatat, jadi tidak dikirim. Jalankan “iki kirim” lagi."
    )


def test_a_letter_with_a_further_reader_is_refused() -> None:
    one = letter("umum", attachments=())
    entitled = Entitled(UNIT, USER, ADDRESSES)
    for header in (b"Bcc", b"Cc", b"Resent-To"):
        content = header + b": pelayanan@contoh.example\r\n" + frozen(one)
        assert why_not(row_of(one), content, entitled, lambda content: None) == (
            "Di surat ini tertulis penerima lain daripada umum@contoh.example, jadi tidak dikirim."
        )
    assert why_not(row_of(one), frozen(one), entitled, lambda content: None) == ""


def test_a_letter_that_is_refused_is_told_and_the_others_go(tmp_path: Path) -> None:
    swapped = letter("umum", attachments=[form("pelayanan")])
    with SmtpServer() as server:
        sent = post(tmp_path, surel(server.port, certificates(tmp_path)), [swapped, letter("pelayanan")])
    assert states(sent.rows) == [("umum", "ditolak"), ("pelayanan", "terkirim")]
    assert sent.rows[0].jawaban == (
        "Lampiran IKI_2019-01_contoh_pelayanan.xlsx milik jabatan lain, “pelayanan”, jadi surat ini tidak dikirim."
    )
    assert [one.message["To"] for one in server.taken] == ["pelayanan@contoh.example"]


def test_a_letter_that_was_changed_on_the_disk_does_not_go(tmp_path: Path) -> None:
    ca = certificates(tmp_path)
    with SmtpServer() as server:
        post(tmp_path, surel(server.port, ca), [letter("umum")], is_trial=True)
        (path,) = (tmp_path / "kotak_keluar").glob("*.eml")
        path.write_bytes(path.read_bytes().replace(b"umum@", b"lain@"))
        sent = post(tmp_path, surel(server.port, ca), [letter("umum")])
    assert states(sent.rows) == [("umum", "terkirim")]
    assert [one.message["To"] for one in server.taken] == ["umum@contoh.example"]


# --- 1,000 tables of recipients ---------------------------------------------------------------------------------------

TABLES = 1_000
JABATAN = ("umum", "pelayanan", "ketertiban", "trantib", "ekbang")
MONTHS = (Periode("2019-01"), Periode("2019-02"))
MAILBOXES = tuple(f"orang-{number}@contoh.example" for number in range(6))


class Table(NamedTuple):
    """Who is written to where, of an office whose head is one of its jabatan or is not measured."""

    alamat: Mapping[str, str]
    seluruhnya: frozenset[str]


def owners() -> dict[bytes, Owner]:
    """By content every file that there is, the office's, its jabatan's, and another office's."""
    told = [Owner(unit, month, kode) for unit in (UNIT, "lain") for month in MONTHS for kode in (*JABATAN, OF_ALL)]
    return {f"{one.unit} {one.periode} {one.jabatan or 'semua'}".encode(): one for one in told}


OWNERS = owners()


def random_table(chance: random.Random) -> Table:
    """Addresses that are shared, blank, or swapped; a head, and up to two who get copies."""
    head = chance.choice((*JABATAN, "pimpinan"))
    copies = [f"tembusan-{number}" for number in range(1, chance.randint(0, 2) + 1)]
    people = dict.fromkeys((*JABATAN, head, *copies))
    alamat = {kode: chance.choice(MAILBOXES) for kode in people if chance.random() < 0.8}
    return Table(alamat, frozenset({head, *copies}))


def random_letter(chance: random.Random, table: Table) -> Letter:
    """A letter as a planner with a mistake would write it: to anybody's address, with anybody's files."""
    kode = chance.choice((*JABATAN, *table.seluruhnya))
    right = table.alamat.get(kode, "")
    alamat = right if right and chance.random() < 0.8 else chance.choice(MAILBOXES)
    month = chance.choice(MONTHS)
    fitting = [content for content, one in OWNERS.items() if one in _of(kode, month, table)]
    files = [chance.choice(fitting) if chance.random() < 0.7 else chance.choice([*OWNERS]) for _ in range(2)]
    chosen = enumerate(files[: chance.randint(0, 2)])
    attached = tuple(Attachment(f"{n}.pdf", file, kode, Path(f"{n}.pdf")) for n, file in chosen)
    return Letter(UNIT, month, "hasil", Recipient(kode, kode, alamat=alamat), "IKI", EMPTY, attached, "", "")


EMPTY = Body("IKI", "", ())


def _of(kode: str, month: str, table: Table) -> list[Owner]:
    """What somebody may get of a month."""
    return [Owner(UNIT, month, kode), *([Owner(UNIT, month, OF_ALL)] if kode in table.seluruhnya else [])]


def leaks(content: bytes, kode: str, month: str, table: Table) -> list[str]:
    """What is wrong with a message that would go, found without asking the program: whose mailbox, which files."""
    message = message_from_bytes(content, policy=policy.default)
    files = [OWNERS[part.get_content()] for part in message.iter_attachments()]  # type: ignore[attr-defined]
    wrong = [f"{one}" for one in files if one not in _of(kode, month, table)]
    return wrong + ([] if message["To"] == table.alamat.get(kode) else [f"to {message['To']}"])


@pytest.mark.panjang
def test_no_table_of_recipients_leaks_a_file() -> None:
    chance, counted = random.Random(20190204), Counter[str]()
    for _ in range(TABLES):
        table = random_table(chance)
        one = random_letter(chance, table)
        content = frozen(one)
        sentence = why_not(row_of(one), content, Entitled(UNIT, USER, *table), OWNERS.get)
        found = leaks(content, one.kepada.kode, one.periode, table)
        assert bool(sentence) == bool(found), (table, one, sentence, found)
        counted["refused" if sentence else "sent"] += 1
    print(f"\n{TABLES} tables: {counted['sent']} letters may go, {counted['refused']} are refused, 0 files leaked")
    assert min(counted["sent"], counted["refused"]) > TABLES / 5
