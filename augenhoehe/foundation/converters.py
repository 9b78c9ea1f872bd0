"""Parts of addresses: `<id:post_id>` matches what can be an id, anything else is a 404."""

from django.urls import register_converter

_LARGEST = 2**63 - 1


class Id:
    """A 63-bit number; a longer one would be an overflow in the database."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        number = int(value)
        if number > _LARGEST:
            raise ValueError(value)
        return number

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(Id, "id")
