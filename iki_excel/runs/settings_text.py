"""The text of an iki.toml with other values in it: comments, order and what nobody asked to change stay as they are.

A text is cut into blocks of whole lines: heads of sections, keys with their values, keys that stand as comments (as
``iki mulai`` writes them), and the rest. A key that is changed keeps its line and the comment behind it; one that
stands as a comment becomes a real line in its place, and a comment again when it is taken away. The one door to
tomlkit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from iki_excel.words.frozen import frozen

KeyPath = tuple[str, ...]
"""A key with the names of the sections that it stands in, from the outermost."""

HEAD, KEY, ASLEEP, OTHER = "kepala", "kunci", "komentar", "lain"
COMMENT = re.compile(r"\s*# ?(?P<said>.*)", re.DOTALL)
LINE = re.compile(r"[^\n]*\n|[^\n]+")
NOWHERE: KeyPath = ("", "")
"""The section of what stands in none that can be written to: an entry of a list of tables, or one that is a comment."""


NOTHING = object()


@frozen
class _Block:
    """Whole lines. ``said``: what they say, of a head the names down to it; of a comment what it would say."""

    kind: str
    section: KeyPath
    text: str
    said: Mapping[str, Any]


def as_text(text: str) -> str:
    """A text as TOML writes it."""
    return tomlkit.string(text).as_string()


def as_key(name: str) -> str:
    """A name as TOML writes it in front of a value."""
    return tomlkit.key(name).as_string()


def as_texts(texts: Sequence[str]) -> str:
    """A list of texts as TOML writes it."""
    return f"[{', '.join(map(as_text, texts))}]"


def changed(text: str, changes: Mapping[KeyPath, str | None]) -> str:
    """The text with these keys set to values as TOML writes them; None takes a key away.

    The ends of its lines stay, CR LF too where all of them are.
    """

    def change(blocks: list[_Block]) -> list[_Block]:
        for path, value in changes.items():
            blocks = _without(blocks, path) if value is None else _with(blocks, path, value)
        return blocks

    return _rewritten(text, change)


def with_entry(text: str, name: str, values: Mapping[str, str]) -> str:
    """The text with one more table at the end of a list of tables; ``values`` as TOML writes them."""
    lines = [f"[[{as_key(name)}]]\n", *(f"{as_key(key)} = {value}\n" for key, value in values.items())]
    entry = _Block(OTHER, NOWHERE, "".join(["\n", *lines]), {})
    return _rewritten(text, lambda blocks: _inserted(blocks, len(blocks), [entry]))


def without_entry(text: str, name: str, said: Mapping[str, Any]) -> str:
    """The text without the table of a list that says exactly this; comments in it stay."""

    def change(blocks: list[_Block]) -> list[_Block]:
        heads = [at for at, block in enumerate(blocks) if block.kind == HEAD]
        for at, end in zip(heads, [*heads[1:], len(blocks)], strict=True):
            own = [block for block in blocks[at + 1 : end] if block.kind == KEY]
            if _said(blocks[at].text) == {name: [{}]} and {k: v for one in own for k, v in one.said.items()} == said:
                start = at - 1 if at and not blocks[at - 1].text.strip() else at
                rest = [block for block in blocks[at + 1 : end] if block.kind != KEY]
                return [*blocks[:start], *rest, *blocks[end:]]
        return blocks

    return _rewritten(text, change)


def _rewritten(text: str, change: Callable[[list[_Block]], list[_Block]]) -> str:
    """The ends of its lines stay, CR LF too where all of them are."""
    is_windows = "\r\n" in text and text.count("\n") == text.count("\r\n")
    blocks = [*_blocks(text.replace("\r\n", "\n") if is_windows else text)]
    written = "".join(block.text for block in change(blocks))
    return written.replace("\n", "\r\n") if is_windows else written


# --- cutting ---------------------------------------------------------------------------------------------------------


def _blocks(text: str) -> Iterator[_Block]:
    lines, section, asleep = LINE.findall(text), KeyPath(), KeyPath()
    at = 0
    while at < len(lines):
        size, said = _statement(lines, at)
        block = _block("".join(lines[at : at + size]), said, section, asleep)
        if block.kind == HEAD:
            section = asleep = block.section
        elif block.kind == OTHER and block.section == NOWHERE:
            asleep = NOWHERE
        yield block
        at += size


def _statement(lines: Sequence[str], at: int) -> tuple[int, Mapping[str, Any]]:
    """How many lines what begins here takes, a value of several all of them; and what it says."""
    if not lines[at].strip() or lines[at].lstrip().startswith("#"):
        return 1, {}
    for size in range(1, len(lines) - at + 1):
        said = _said("".join(lines[at : at + size]))
        if said is not None:
            return size, said
    return 1, {}


def _said(text: str) -> Mapping[str, Any] | None:
    try:
        return tomlkit.parse(text).unwrap()
    except (TOMLKitError, ValueError):
        return None


def _block(text: str, said: Mapping[str, Any], section: KeyPath, asleep: KeyPath) -> _Block:
    """A block of a section; ``asleep``: the section of a key that stands as a comment."""
    if text.lstrip().startswith("["):
        return _Block(HEAD, _named(said), text, {})
    if said:
        return _Block(KEY, section, text, said)
    comment = COMMENT.fullmatch(text)
    meant = _said(comment["said"]) if comment and ("=" in text or "[" in text) else None
    if comment and meant and comment["said"].lstrip().startswith("["):
        return _Block(OTHER, NOWHERE, text, {})
    return _Block(ASLEEP, asleep, text, meant) if meant else _Block(OTHER, section, text, {})


def _named(said: Any) -> KeyPath:
    """The names down to a section; NOWHERE for an entry of a list of tables."""
    if isinstance(said, list):
        return NOWHERE
    if not said:
        return ()
    [(name, below)] = said.items()
    rest = _named(below)
    return NOWHERE if rest == NOWHERE else (name, *rest)


# --- changing --------------------------------------------------------------------------------------------------------


def _with(blocks: list[_Block], path: KeyPath, value: str) -> list[_Block]:
    """A value in the place where the key stands, else where it stands as a comment, else behind its section."""
    for kind, is_there in ((KEY, _holds), (KEY, _may_hold), (ASLEEP, _holds)):
        for at, block in enumerate(blocks):
            if block.kind == kind and is_there(block, path):
                return [*blocks[:at], _set(block, path, value), *blocks[at + 1 :]]
    return _added(blocks, path, value)


def _holds(block: _Block, path: KeyPath) -> bool:
    *_, last = (NOTHING, *_down(block, path))
    return last is not NOTHING


def _may_hold(block: _Block, path: KeyPath) -> bool:
    """Whether it says the table that the key would stand in."""
    *_, last = (NOTHING, *_down(block, path[:-1]))
    return isinstance(last, Mapping)


def _down(block: _Block, path: KeyPath) -> Iterator[Any]:
    """What a block says on the way down to a key; NOTHING at the end where it does not say it."""
    said: Any = block.said
    rest = path[len(block.section) :] if path[: len(block.section)] == block.section else ()
    for name in rest:
        said = said.get(name, NOTHING) if isinstance(said, Mapping) else NOTHING
        yield said


def _set(block: _Block, path: KeyPath, value: str) -> _Block:
    """The block with the value, awake; the comment behind it stays."""
    comment = COMMENT.fullmatch(block.text) if block.kind == ASLEEP else None
    document = tomlkit.parse(comment["said"] if comment else block.text)
    inner: Any = document
    *outer, key = path[len(block.section) :]
    for name in outer:
        inner = inner[name]
    inner[key] = tomlkit.value(value)
    return replace(block, kind=KEY, text=document.as_string(), said=document.unwrap())


def _added(blocks: list[_Block], path: KeyPath, value: str) -> list[_Block]:
    heads = [block.section for block in blocks if block.kind == HEAD and block.section == path[: len(block.section)]]
    section = max(heads, key=len, default=None)
    above = [at for at, block in enumerate(blocks) if block.kind == KEY and not block.section and path[0] in block.said]
    if section is None and above:  # a section that has no head, only keys with points
        return _inserted(blocks, above[-1] + 1, [_line((), path, value)])
    if section is None:
        return _begun(blocks, path, value)
    at = 1 + max(at for at, block in enumerate(blocks) if block.section == section and block.kind != OTHER)
    return _inserted(blocks, at, [_line(section, path, value)])


def _begun(blocks: list[_Block], path: KeyPath, value: str) -> list[_Block]:
    """The section begins behind its like; where there is none, at the end."""
    section = path[:1] if path[0] in ("batas_waktu", "target") else path[:-1]
    head = _Block(HEAD, section, f"[{_dotted(section)}]\n", {})
    alike = [at for at, block in enumerate(blocks) if block.section[:1] == path[:1] and block.kind != OTHER]
    if alike:
        return _inserted(blocks, alike[-1] + 1, [head, _line(section, path, value)])
    between = [_Block(OTHER, (), "\n", {})] if blocks else []
    return _inserted(blocks, len(blocks), [*between, head, _line(section, path, value)])


def _inserted(blocks: list[_Block], at: int, added: list[_Block]) -> list[_Block]:
    before = blocks[:at]
    if before and not before[-1].text.endswith("\n"):
        before[-1] = replace(before[-1], text=f"{before[-1].text}\n")
    return [*before, *added, *blocks[at:]]


def _line(section: KeyPath, path: KeyPath, value: str) -> _Block:
    text = f"{_dotted(path[len(section) :])} = {value}\n"
    return _Block(KEY, section, text, _said(text) or {})


def _dotted(path: KeyPath) -> str:
    return ".".join(map(as_key, path))


def _without(blocks: list[_Block], path: KeyPath) -> list[_Block]:
    """The key as a comment; taken out of a table in braces that says more."""
    return [_asleep(block, path) if block.kind == KEY and _holds(block, path) else block for block in blocks]


def _asleep(block: _Block, path: KeyPath) -> _Block:
    if _is_only(block.said):
        text = "".join(f"# {line}" for line in LINE.findall(block.text))
        return replace(block, kind=ASLEEP, text=text)
    document = tomlkit.parse(block.text)
    inner: Any = document
    *outer, key = path[len(block.section) :]
    for name in outer:
        inner = inner[name]
    del inner[key]
    return replace(block, text=document.as_string(), said=document.unwrap())


def _is_only(said: Any) -> bool:
    """Whether a block says one thing alone, in tables or not."""
    return not isinstance(said, Mapping) or (len(said) == 1 and all(map(_is_only, said.values())))
