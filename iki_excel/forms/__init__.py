"""The form: where a cell stands, how it is written, read, and sent back."""
