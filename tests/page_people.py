"""People at the page: one with a mouse, one with nothing but a keyboard, one whose browser runs no script. All do the
same things by name, and every click and key is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.browser import Window

CHOOSE = "Pilih berkas…"
FURTHEST = 60
"""So many times Tab is pressed before somebody gives up."""

CALLED = r"""one => {
    const label = (one.labels?.[0] ?? one).innerText?.replace(/\s+/g, " ").trim() ?? "";
    const whose = one.closest("fieldset")?.querySelector("legend")?.innerText.trim();
    return whose && one.matches("input, select, textarea") ? `${whose}: ${label}` : label;
}"""
"""How a thing is called: by its label where it has one, and before that by the heading of its fields."""

LIES_BEFORE = f"""name => {{
    const called = {CALLED}, now = document.activeElement, there = now != document.body;
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")];
    const found = all.find(one => one.checkVisibility({{visibilityProperty: true}}) && called(one) == name);
    return there && !!found && !!(now.compareDocumentPosition(found) & Node.DOCUMENT_POSITION_PRECEDING);
}}"""
"""Whether a thing lies above what has the focus: whoever sees that goes back."""


@dataclass
class Person:
    """Somebody with a mouse. ``acts``: all that was clicked, pressed, typed or dropped, in order."""

    window: Window
    acts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Every choice of files is waited for from the start: told only then, a busy browser may open it sooner."""
        self.page.on("filechooser", lambda chosen: None)

    @property
    def page(self) -> Any:
        """What is open now."""
        return self.window.page

    def does(self, name: str) -> None:
        """Press the button, or follow the link, of this name, and wait for the page that it leads to."""
        found = self.page.get_by_role("button", name=name, exact=True).or_(
            self.page.get_by_role("link", name=name, exact=True)
        )
        with self.page.expect_navigation():
            found.first.click()
        self.acts.append(f"klik {name}")

    def unfolds(self, name: str) -> None:
        """See what lies behind these words."""
        self.page.locator("summary", has_text=name).first.click()
        self.acts.append(f"klik {name}")

    def types(self, name: str, text: str) -> None:
        """Type into a field instead of what stands there; ``name``: its label, or ``heading: label``."""
        whose, _, label = name.rpartition(": ")
        within = self.page.get_by_role("group", name=whose, exact=True) if whose else self.page
        found = within.get_by_label(label, exact=True).and_(self.page.locator("input"))
        found.click(click_count=3)
        self.acts.append(f"klik {name}")
        self._writes(text)

    def _writes(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.acts.append(f"ketik {text}")

    def next_act(self) -> str:
        """What the one orange button says."""
        return str(self.page.locator(".utama").inner_text())

    def sends(self, files: Iterable[Path]) -> None:
        """Choose files; the script sends them."""
        with self.page.expect_file_chooser() as chosen:
            self.page.locator("#berkas").click()  # it lies over the words that are read there
        with self.page.expect_navigation():
            chosen.value.set_files([*files])
        self.acts.append(f"klik {CHOOSE}")

    def drops(self, files: Sequence[Path]) -> None:
        """Drop files anywhere on the page, as they are dragged from a folder."""
        with self.page.expect_navigation():
            self.page.locator("#berkas").set_input_files([*files])
        self.acts.append("jatuhkan")

    def sees(self, text: str) -> None:
        """Wait until this is read on the page."""
        self.page.get_by_text(text, exact=True).first.wait_for()

    def count(self, kind: str) -> int:
        """How many of these acts there were: ``klik``, ``tombol``, ``jatuhkan``, ``ketik``."""
        return sum(one.split()[0] == kind for one in self.acts)


class Typist(Person):
    """Somebody who has only a keyboard."""

    def does(self, name: str) -> None:
        """Go there, unless the page begins there, and press Enter."""
        self._goes_to(name)
        with self.page.expect_navigation():
            self._presses("Enter")

    def unfolds(self, name: str) -> None:
        """The same by the space bar."""
        self._goes_to(name)
        self._presses("Space")

    def types(self, name: str, text: str) -> None:
        """Whoever comes to a field by Tab has all of it marked, and types over it."""
        self._goes_to(name)
        self._writes(text)

    def sends(self, files: Iterable[Path]) -> None:
        """The choice of files opens with the space bar."""
        self._goes_to(CHOOSE)
        with self.page.expect_file_chooser() as chosen:
            self._presses("Space")
        with self.page.expect_navigation():
            chosen.value.set_files([*files])

    def drops(self, files: Sequence[Path]) -> None:
        """Nothing is dropped without a mouse."""
        self.sends(files)

    def _goes_to(self, name: str) -> None:
        for _ in range(FURTHEST):
            if self._focused() == name:
                return
            self._presses("Shift+Tab" if self.page.evaluate(LIES_BEFORE, name) else "Tab")
        raise AssertionError(f"“{name}” is not reached by Tab")

    def _presses(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.acts.append(f"tombol {key}")

    def _focused(self) -> str:
        """What the thing is called that has the focus."""
        return str(self.page.evaluate(f"() => ({CALLED})(document.activeElement)"))


class Plain(Person):
    """Somebody whose browser runs no script: files are chosen, and then sent by their own button."""

    def sends(self, files: Iterable[Path]) -> None:
        """Choose, and press Kirim."""
        with self.page.expect_file_chooser() as chosen:
            self.page.get_by_text(CHOOSE, exact=True).click()
        chosen.value.set_files([*files])
        self.acts.append(f"klik {CHOOSE}")
        self.does("Kirim")

    def drops(self, files: Sequence[Path]) -> None:
        """Without script nothing takes what is dropped."""
        self.sends(files)
