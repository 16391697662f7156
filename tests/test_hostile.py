"""Files that want to harm whoever reads them: each is refused for what it is, or read, at once and in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.judging.files import USED
from iki_excel.runs.checking import check_files
from tests import hostile
from tests.forms import complete

KODES = {
    "berkas_csv": """
        endless csv line
    """,
    "berkas_html": """
        web page
    """,
    "berkas_pdf": """
        pdf before a zip
    """,
    "berkas_rusak": """
        zip cut in half
        zip without its directory
        garbage after
        a second directory after
        entry of another size in its own header
        entry with another name in its own header
        entry with another method in its own header
        entry larger than promised
        no entries
        directory beyond the end
        entry beyond the end
        wrong checksum
        entity that nobody knows
        utf-16 without a word of it
        bytes that are no utf-8
        nul in a number
        control character in a text
        empty part
        part of spaces
        two outermost elements
        element not closed
        attribute twice
        sheet that is something else
        sheet without rows
        rows twice
        rows within rows
        no relations
        relation to the workbook itself
        relation to the relations
        two sheets of one name
        two sheets of one part
        strings promised within something else
        styles that are something else
        count that is no number
        merge of nothing
        all columns hidden many times
        columns beyond the last
        rows backwards
        row twice
        row zero
        row below zero
        row around the end of its number
        row beyond the last
        row in other digits
        row that is an address
        cells backwards
        cell twice
        cell of another row
        cell in small letters
        cell beyond the last column
        cell with an empty address
        cell outside of a row
        row within a row
        cell within a cell
        value outside of a cell
        something else in a cell
        something else in a value
        two values
        value and then its formula
        number of words
        string that is not there
        string below zero
        string that is no number
        string of a huge number
        boolean of two
        kind that nobody knows
        kind in entities
        half a letter in xml
        letter that is none
        sizes in 64 bits
        directory in 64 bits
        name that is no unicode
        no types
        workbook that is something else
        number that is none
        style that is not there
        style that is no number
        style below zero
        shared formula without a master
    """,
    "berkas_terlalu_besar": """
        deepest nesting
        attributes without end
        attribute without end
        two hundred sheets
        sheet name of a million letters
        ten thousand names
        name without an end
        name of a formula without an end
        four milliards of strings promised
        string longer than excel's
        string of many pieces
        long string used often
        text longer than excel's
        number of a million digits
        formula without end
        two cells far apart
        one cell far away
        two hundred thousand cells
        half a million empty rows
        more large sheets than may be
        twenty thousand merges
        entry of four gigabytes
    """,
    "berkas_xml": """
        xml of 2003
    """,
    "bermakro": """
        sheet of macros under another name
    """,
    "bersandi": """
        ole with a password
        encrypted entry
        strongly encrypted directory
    """,
    "bom_zip": """
        more entries than there are
        two entries that share bytes
        thousands of entries
        deep nesting
        styles without end
        three hundred thousand strings
    """,
    "bukan_xlsx": """
        ole without anything
        ole cut off
        a program
        noise
        zeros
        garbage before
    """,
    "isi_ganda": """
        the same name in other case
        the same name with a backslash
    """,
    "kompresi_asing": """
        compressed by lzma
        compressed by bzip2
        unknown compression
    """,
    "nama_bagian": """
        names in capitals
        names with backslashes
        absolute names
    """,
    "terbaca": """
        duration of infinity
        number of infinity
        names that climb out
        mark of utf-8
        everything with a prefix
        no sheets
        sheet without a relation
        relation that leads nowhere
        relation to another file
        relation that climbs out
        sheet name in quotes
        formats promised
        empty cell far away
        many empty styled cells
        as many cells as may be
        as much text as may be
        as many attributes as may be
        as many large sheets as may be
        merge over everything
        all columns hidden
        dimension that lies
        dimension backwards
        cell without an address
        text between cells
        date of a huge number
        date before all days
        error that nobody knows
        inline text without text
        shared formula over everything
        array over everything
        table of data
        formula in quotes that never end
        formula of brackets
        formula of apostrophes
        formula that runs a program
        bomb of zeros
        bomb of many parts
        comment between cells
        days from 1904
        strings promised within strings
        strings of styles promised
        address in entities
        extension in a cell
        date of the zone of the clock
        number with an entity
        duration without end
    """,
    "xls_lama": """
        ole of a macro workbook
    """,
    "xlsx_ketat": """
        strict sheet
    """,
    "xml_terlarang": """
        nested names
        billion laughs
        external entity
        external doctype
        comment in a number
        number in cdata
        instruction in a number
        utf-16 with its mark
        utf-7
        windows-1252
        ascii that is none
        deep nesting in a text
        sheet in no namespace
        sheet in a foreign namespace
        everything with a foreign prefix
        days from 1904 or not
        days from 1904 in another namespace
        days from 1904 in other words
        two relations of one name
        two workbooks
        texts without a relation
        styles without a relation
        texts of another type
        sheet in an unknown state
        text of its own in a cell of shared text
        value in another namespace
        letter written as its number
        date of another zone
        date in words
        date of the year 99999
        inline text as a value
        half a letter
    """,
    "zip_lain": """
        zip in a zip
        only an end of a zip
        workbook elsewhere
    """,
}
EXPECTED = {name.strip(): kode for kode, names in KODES.items() for name in names.strip().splitlines()}

MOST_CALLS, MOST_MEGABYTES = 3_000_000, 300
"""What the largest of them needs: three calls for each cell of as many as may be."""


@pytest.mark.panjang
def test_one_process_opens_them_all_each_with_little_work_and_all_in_little_memory() -> None:
    command = [sys.executable, "-m", "tests.hostile"]
    done = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, check=True)
    told = json.loads(done.stdout)
    assert {name: kode for name, (kode, _) in told["files"].items()} == EXPECTED
    assert [name for name, (_, calls) in told["files"].items() if calls > MOST_CALLS] == []
    assert told["most"] < MOST_MEGABYTES


@pytest.mark.panjang
def test_a_form_among_them_is_read_and_each_of_them_is_one_temuan(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    form = complete(tmp_path, "ketertiban", "2019-01", name="00")
    for number, content in enumerate(hostile.files().values(), start=1):
        (tmp_path / f"{number:03}.xlsx").write_bytes(content)
    checked = check_files([tmp_path], catalog, settings)
    used = checked.files["nasib"] == USED
    assert list(checked.files.loc[used, "file"]) == [form.as_posix()]
    told = checked.temuan[checked.temuan["file"] != form.as_posix()]
    assert list(told["kode"]) == [*map(_as_told, hostile.files())]
    assert (told["file"].nunique(), len(told)) == (len(EXPECTED), len(EXPECTED))


def _as_told(name: str) -> str:
    """What is read is none of our forms; a zip that is no workbook is opened, and one of odd names has none for us."""
    others = {"zip in a zip": "tanpa_kode", "absolute names": "zip_lain"}
    return "tanpa_kode" if EXPECTED[name] == hostile.READ else others.get(name, EXPECTED[name])
