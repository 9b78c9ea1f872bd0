"""Films and sounds from people: recognised by their content and kept as they are.

`inspect` asks a short-lived process (`child`) what a file is; that one reads the tables of a
container (`mp4`, `webm`, `sounds`) and decodes nothing.
"""
