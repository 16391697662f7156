"""``iki jelaskan``: every rule there is, in the order in which a person meets them; and one of them explained."""

from __future__ import annotations

import re

from iki_excel.decree.fields import date, number, reading, score, words, yes_no
from iki_excel.forms.gathering import duplicates
from iki_excel.forms.reading import (
    decree,
    folder,
    form,
    head,
    isian,
    outside,
    owner,
    reasons,
    shape,
    sheets,
    structure,
    survey,
    twice,
)
from iki_excel.judging import files
from iki_excel.judging.checks import absent, dates, facts, missing, numbers, repeated, surveys, typed
from iki_excel.runs import checking
from iki_excel.words import bahasa
from iki_excel.words.errors import IkiError
from iki_excel.words.frozen import frozen
from iki_excel.words.rules import GALAT, PERINGATAN, Rule
from iki_excel.workbooks import content, gate, opening, zipped
from iki_excel.workbooks.openxml import package, xml


@frozen
class Group:
    """Rules about the same thing."""

    judul: str
    rules: tuple[Rule, ...]


GROUPS = (
    Group(
        "Berkas",
        (
            gate.NOT_FOUND,
            gate.UNREACHABLE,
            gate.NOT_ALLOWED,
            gate.LINK,
            gate.BROKEN_LINK,
            gate.FOLDER,
            gate.NO_REGULAR_FILE,
            gate.STILL_COPIED,
            folder.OPEN_ELSEWHERE,
            content.EMPTY_FILE,
            gate.BROKEN,
            gate.TOO_LARGE,
            opening.READER_STOPPED,
        ),
    ),
    Group(
        "Berkas yang isinya tidak dapat dipakai",
        (
            content.WITH_PASSWORD,
            zipped.WITH_MACROS,
            content.OLD_EXCEL,
            zipped.BINARY_EXCEL,
            xml.STRICT_XLSX,
            zipped.OPEN_DOCUMENT,
            content.CSV,
            content.HTML,
            content.XML,
            content.PDF,
            content.PICTURE,
            content.WORD,
            content.OTHER_DOCUMENT,
            package.OTHER_ZIP,
            content.CLOSED_ARCHIVE,
            content.SHORTCUT,
            content.ONLINE,
            content.NO_WORKBOOK,
            zipped.BOMB,
            zipped.OTHER_NAME,
            zipped.TWICE_INSIDE,
            zipped.FOREIGN_COMPRESSION,
            xml.FORBIDDEN_XML,
        ),
    ),
    Group(
        "Formulir siapa dan bulan mana",
        (
            missing.NOT_SUBMITTED,
            files.UNFILLED,
            duplicates.DIFFERENT,
            checking.OTHER_MONTH,
            checking.BEFORE_START,
            owner.NAME_DIFFERS,
            owner.NO_CODE,
            owner.OWN_REPORT,
            sheets.CODE_GONE,
            sheets.CODE_TWICE,
            owner.CODE_WRONG,
            owner.CODES_DIFFER,
            owner.OTHER_UNIT,
            owner.UNLISTED_UNIT,
            owner.UNKNOWN_JABATAN,
            owner.OTHER_VERSION,
            decree.OTHER_DECREE,
            decree.OLD_DECREE,
            decree.NOT_VALID,
            head.MONTH_DIFFERS,
        ),
    ),
    Group(
        "Lembar dan susunannya",
        (
            sheets.SHEET_GONE,
            sheets.RENAMED,
            sheets.FOREIGN_SHEET,
            sheets.RECORD_GONE,
            sheets.HEADERS_CHANGED,
            structure.LOCKED_CHANGED,
            structure.ROWS_INSERTED,
            structure.ROWS_GONE,
            structure.ROWS_MOVED,
            shape.ROWS_HIDDEN,
            shape.COLUMNS_INSERTED,
            shape.COLUMNS_MOVED,
            shape.COLUMNS_HIDDEN,
            shape.LOCKED_MERGED,
            isian.ANCHORS_CHANGED,
            structure.FORMULAS_LOST,
            outside.OUTSIDE,
            outside.SCORES_BESIDE,
            reasons.TOO_LONG,
        ),
    ),
    Group(
        "Isian yang kosong",
        (
            missing.EMPTY,
            missing.NOT_CHOSEN,
            isian.LEFT_BEHIND,
            missing.QUALITY_MISSING,
            missing.QUALITY_WITHOUT_DATE,
            dates.DEADLINE_PASSED,
        ),
    ),
    Group(
        "Isian yang tidak dapat dibaca",
        (
            number.NOT_A_NUMBER,
            number.NUMBER_WITH_UNIT,
            number.DOUBTFUL_NUMBER,
            number.NUMBER_TOO_LARGE,
            number.ONLY_A_SIGN,
            number.MOMENT_FOR_NUMBER,
            date.NOT_A_DATE,
            date.DOUBTFUL_DATE,
            yes_no.NOT_YES_NO,
            words.NOT_A_CHOICE,
            reading.LONG_TEXT,
            reading.CONTROLS_IN_CELL,
            reading.ERROR_IN_CELL,
            form.NO_RESULT,
            form.OUTSIDE_FORMULA,
            form.MERGED,
        ),
    ),
    Group(
        "Angka dan tanggal yang tidak wajar",
        (
            numbers.FRACTION,
            numbers.NEGATIVE,
            numbers.OUT_OF_BOUNDS,
            numbers.CONDITION_BROKEN,
            absent.ALONE_OF_PAIR,
            numbers.WORKING_DAYS_DIFFER,
            numbers.FAR_FROM_EARLIER,
            repeated.FORM_REPEATED,
            numbers.LIKE_A_DAY,
            typed.FORMULA_IN_CELL,
            typed.READ_AS_ANOTHER,
            reading.ONLY_SPACES,
            dates.OUT_OF_RANGE,
            dates.DAY_MONTH_SWAPPED,
            dates.NEAR_MIDNIGHT,
            dates.DATE_CHANGED,
            facts.FACT_DIFFERS,
            twice.TOLD_TWICE,
        ),
    ),
    Group(
        "Survei",
        (
            missing.SURVEY_EMPTY,
            missing.UNSUR_EMPTY,
            score.NOT_A_SCORE,
            absent.NO_SURVEY_BUT_SCORES,
            survey.NO_RESPONDENT,
            survey.MORE_THAN_ROWS,
            survey.MORE_THAN_ROOM,
            survey.SCORE_LEFT_BEHIND,
            surveys.SAMPLE_TOO_SMALL,
            repeated.SURVEY_REPEATED,
        ),
    ),
    Group("Keterangan", (absent.UNEXPLAINED, typed.NOTE_TOO_LONG, typed.NOTE_WITH_CONTROLS)),
)

RULES = tuple(rule for group in GROUPS for rule in group.rules)

TINGKAT_WORDS = {GALAT: "galat, harus diperbaiki", PERINGATAN: "peringatan, perlu diperiksa"}
GAP = re.compile(r"\{\w+\}")
AS_TOLD = "Ikuti petunjuk pada kalimat temuannya."


@frozen
class Explanation:
    """One rule in words: how grave it is, what it means, a cell or a file at fault, and what to do; ``pengolah``: what
    whoever runs the program does about it, "" where that is nothing else.
    """

    kode: str
    tingkat: str
    arti: str
    contoh: str
    saran: str
    pengolah: str = ""


def explain(kode: str) -> Explanation:
    """What a kode means; IkiError, which names the nearest, where there is no such kode."""
    by_kode = {rule.kode: rule for rule in RULES}
    rule = by_kode.get(kode.strip().casefold())
    if rule is None:
        near = bahasa.near(kode, by_kode)
        what = f"Maksudnya “{near}”?" if near else "Lihat semuanya dengan “iki jelaskan”."
        raise IkiError(f"Kode temuan “{kode}” tidak dikenal. {what}")
    saran = AS_TOLD if GAP.fullmatch(rule.saran) else in_general(rule.saran)
    return Explanation(rule.kode, TINGKAT_WORDS[rule.tingkat], rule.arti, rule.contoh, saran, rule.saran_pengolah)


def in_general(sentence: str) -> str:
    """A sentence of a rule with gaps where something is filled in."""
    return GAP.sub("…", sentence)
