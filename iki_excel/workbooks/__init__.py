"""All about files and .xlsx, and nothing about IKI."""
