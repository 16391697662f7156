"""What openpyxl does not tell of a sheet, from the XML itself: charts, and the extensions of newer Excels."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from openpyxl.utils import get_column_letter

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

GAP, AS_ABOVE = "·", "〃"
"""A point behind which nothing is cached; and the same categories as those of the series above."""


def charts_of(content: bytes) -> dict[str, list[str]]:
    """By sheet what its charts show: where they stand, their titles, axes, series and the values cached behind them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = {}
        for sheet, part in _sheets(archive).items():
            drawings = [target for target in _targets(archive, part).values() if "/drawings/drawing" in target]
            found[sheet] = [line for drawing in drawings for line in _drawing(archive, drawing)]
        return found


def extensions_of(content: bytes) -> dict[str, list[str]]:
    """By sheet the elements of its own extension list, a line each, in an order of their own."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = {}
        for sheet, part in _sheets(archive).items():
            root = ElementTree.fromstring(archive.read(part))
            entries = root.findall(f"{MAIN}extLst/{MAIN}ext/*/*")
            found[sheet] = sorted(" ".join(_flat(entry)) for entry in entries)
        return found


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of every sheet, by its name."""
    targets = _targets(archive, "xl/workbook.xml")
    root = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    return {sheet.attrib["name"]: targets[sheet.attrib[f"{RELATION}id"]] for sheet in root.iter(f"{MAIN}sheet")}


def _targets(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return {}
    root = ElementTree.fromstring(archive.read(relations))
    inside = [relation for relation in root if relation.get("TargetMode") != "External"]
    return {one.attrib["Id"]: _inside(folder, one.attrib["Target"]) for one in inside}


def _inside(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(folder, target)).removeprefix("/")


def _flat(element: Element) -> Iterator[str]:
    """An element and all within it, as words, but for colours of the theme: nobody chose them."""
    name = element.tag.partition("}")[2]
    if "theme" in element.attrib:
        return
    yield " ".join([name, *(f"{key.partition('}')[2] or key}={value}" for key, value in element.attrib.items())])
    if element.text and element.text.strip():
        yield f"“{element.text}”"
    for child in element:
        yield from _flat(child)


# --- charts -----------------------------------------------------------------------------------------------------------


def _drawing(archive: zipfile.ZipFile, drawing: str) -> Iterator[str]:
    targets = _targets(archive, drawing)
    for anchor in ElementTree.fromstring(archive.read(drawing)):
        frame = anchor.find(f".//{C}chart")
        if frame is not None:
            described = anchor.find(f".//{XDR}cNvPr")
            alternative = "" if described is None else described.get("descr", "")
            chart = ElementTree.fromstring(archive.read(targets[frame.attrib[f"{RELATION}id"]]))
            yield f"{_corner(anchor, 'from')} to {_corner(anchor, 'to')}  “{_title(chart.find(f'{C}chart'))}”"
            yield from ([f"  alternative text “{alternative}”"] if alternative else [])
            yield from _chart(chart)


def _corner(anchor: Element, which: str) -> str:
    column, row = (int(anchor.findtext(f"{XDR}{which}/{XDR}{name}", "0")) for name in ("col", "row"))
    return f"{get_column_letter(column + 1)}{row + 1}"


def _title(element: Element | None) -> str:
    """The words of a title that stands directly in an element."""
    title = None if element is None else element.find(f"{C}title")
    if title is None:
        return ""
    return "".join(text.text or "" for text in title.iter(f"{A}t")) or title.findtext(f".//{C}f", "")


def _chart(chart: Element) -> Iterator[str]:
    blanks = chart.find(f".//{C}dispBlanksAs")
    legend = chart.find(f".//{C}legendPos")
    yield f"  blanks as {_value(blanks) or '–'}, legend {_value(legend) or '–'}"
    plot = chart.find(f"{C}chart/{C}plotArea")
    assert plot is not None
    for element in plot:
        name = element.tag.removeprefix(C)
        if name.endswith("Ax"):
            yield _axis(name, element)
        elif name.endswith("Chart"):
            direction, grouping = _value(element.find(f"{C}barDir")), _value(element.find(f"{C}grouping"))
            yield f"  {name} {direction} {grouping}"
            before = ""
            for series in element.findall(f"{C}ser"):
                title, *data = _series(series)
                yield title
                yield from (f"      {AS_ABOVE}" if line == before else f"      {line}" for line in data)
                before = data[0]


def _axis(name: str, axis: Element) -> str:
    scale = axis.find(f"{C}scaling")
    assert scale is not None
    bounds = " ".join(f"{child.tag.removeprefix(C)}={child.get('val')}" for child in scale)
    number_format = axis.find(f"{C}numFmt")
    shown = "" if number_format is None else f" {number_format.get('formatCode')}"
    hidden = " deleted" if _value(axis.find(f"{C}delete")) == "1" else ""
    return f"  {name} “{_title(axis)}” {bounds}{shown}{hidden}"


def _series(series: Element) -> Iterator[str]:
    title = series.findtext(f"{C}tx//{C}f") or series.findtext(f"{C}tx/{C}v", "")
    colour = series.find(f"{C}spPr//{A}srgbClr")
    labels = ", with labels" if series.find(f"{C}dLbls") is not None else ""
    hatched = ", hatched" if series.find(f"{C}spPr/{A}pattFill") is not None else ""
    points = "".join(
        f" point {_value(point.find(f'{C}idx'))}={_value(point.find(f'.//{A}srgbClr'))}"
        for point in series.findall(f"{C}dPt")
    )
    yield f"    series “{title}” {_value(colour)}{hatched}{labels}{points}"
    for name in ("cat", "val"):
        data = series.find(f"{C}{name}")
        if data is not None:
            yield f"{name} {data.findtext(f'.//{C}f')} → {_cached(data)}"


def _cached(data: Element) -> str:
    count = int(_value(data.find(f".//{C}ptCount")) or 0)
    values = {int(point.attrib["idx"]): point.findtext(f"{C}v") or "" for point in data.iter(f"{C}pt")}
    numeric = data.find(f".//{C}numCache") is not None
    shown = [(_shown(values[at], numeric) if at in values else GAP) for at in range(count)]
    return ", ".join(shown) or "nothing"


def _shown(text: str, numeric: bool) -> str:
    if not numeric:
        return f"“{text}”"
    try:
        return format(float(text), ".12g")
    except ValueError:
        return f"“{text}”"


def _value(element: Element | None) -> str:
    return "" if element is None else element.get("val", "")
