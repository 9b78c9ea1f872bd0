"""A codex as a folder of files, as it lives in a company's own version control."""
