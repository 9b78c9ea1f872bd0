"""The web interface: pages rendered on the server, quiet and fast, that work without JavaScript.

`pages/<noun>` take a request apart, ask selectors and actions, and show; `cards` make posts
ready to be shown, a page at a time; `templates/components` are the pieces people see.
"""
