"""One function a command: files in, files out, and what happened as data. Nothing here prints."""
