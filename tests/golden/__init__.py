"""Pages of workbooks kept as text in ``<workbook>/<sheet>.txt``, so that a change of a page is seen in a diff.

``python -m tests.golden`` writes them anew; ``git diff`` then shows what changed.
"""
