"""Parts of addresses: `<number:post_id>` matches what can be an id, else there is nothing."""

from django.urls import register_converter

_LARGEST = 2**63 - 1


class Number:
    """A number of 63 bits; a longer one would be an overflow in the database."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        number = int(value)
        if number > _LARGEST:
            raise ValueError(value)
        return number

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(Number, "number")
