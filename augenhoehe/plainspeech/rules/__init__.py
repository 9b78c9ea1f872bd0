"""The rules: how they are written (`loading.py`), and those that come with us (`de`, `en`)."""
