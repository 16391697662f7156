"""What the page remembers between two looks at the folder, so that only what changed is read again."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iki_excel.runs.monthly.kept import Kept


class Memory:
    """Made when it is first asked for: what it needs is loaded behind the first page."""

    @functools.cached_property
    def kept(self) -> Kept:
        """What was read and computed before."""
        from iki_excel.runs.monthly.kept import Kept

        return Kept()
