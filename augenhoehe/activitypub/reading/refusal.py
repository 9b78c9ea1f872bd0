"""The one exception of reading."""


class NotReadable(Exception):
    """A document lacks the least that is needed; `code` says what, for logs and tests.

    It names no person and quotes nothing of the document: it can be logged as it is.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
