"""Between what this server keeps and what servers tell each other.

`…_out` makes records of ours to be written, `…_in` understands records that were read.
"""
