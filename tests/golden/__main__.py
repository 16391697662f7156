"""``python -m tests.golden``: write the kept pages anew."""

from tests.golden.kept import renew

renew()
