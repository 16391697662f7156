"""The month of an office as somebody sees it who runs it: how each form stands, what is to be done next, and the year.

Nothing is written here, and nothing sent; there is no clock and no HTML.
"""
