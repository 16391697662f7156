"""What goes back to whoever filled a form: a marked copy to mend, or a fresh form with the answers of an old one."""

from iki_excel.forms.returning.carrying import Carried, carry
from iki_excel.forms.returning.marking import Marked, forms_to_mark, mark

__all__ = ["Carried", "Marked", "carry", "forms_to_mark", "mark"]
