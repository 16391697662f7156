"""How often Python looks for circles of objects that nobody uses any more."""

from __future__ import annotations

import atexit
import gc


def look_rarely(objects: int = 100_000) -> None:
    """After so many new objects, and no more before this process ends.

    A run makes far more than it drops, and next to nothing that it drops is in a circle: to look after each 700 new
    objects, as Python does by itself, takes a tenth of it; to look through all that is left before it is dropped as a
    whole takes another tenth of a month.
    """
    gc.set_threshold(objects)
    atexit.register(gc.freeze)
