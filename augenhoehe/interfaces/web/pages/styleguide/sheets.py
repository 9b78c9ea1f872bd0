"""Composers as they are while somebody writes, for the pattern library."""

from __future__ import annotations

from types import SimpleNamespace

from augenhoehe.domain.people.who import Who
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.interfaces.web.pages.compose.forms import WritingForm
from augenhoehe.interfaces.web.pages.compose.places import Place, destinations
from augenhoehe.interfaces.web.pages.compose.shelf import Shelf, ShelfPicture
from augenhoehe.interfaces.web.pages.compose.signatures import Signature
from augenhoehe.interfaces.web.pages.compose.writing import Composer
from augenhoehe.interfaces.web.pages.styleguide import samples


def sheet() -> Composer:
    """A post that is too long, with a picture, by somebody who also writes for a voice."""
    reader = Reader(Who(account_id=samples.ERIKA.id, is_member=True))
    goes_to = destinations(reader, Place(), with_spaces=False)
    signature = Signature(samples.VOICE, "Lindenrad, signed Erika Hansen")
    form = WritingForm(
        {"text": "The belt holds. " * 40, "warning": "Figures", "language": "en"},
        auto_id="sample-%s",
        speak_as=[signature.value],
        audience=[one.value for one in goes_to],
    )
    form.add_error("text", "At most 500 characters; these are 639.")
    made = Composer(samples.ERIKA, reader, Place(), form, _shelf(), goes_to, [signature])
    made.status = 422
    return made


def _shelf() -> Shelf:
    picture = SimpleNamespace(id=1, width=640, height=480)
    shown = ShelfPicture(picture, "A belt with a crack", "0.0,0.0")  # type: ignore[arg-type]
    return Shelf(samples.ERIKA, [shown], ["letter.txt is not a picture."])
