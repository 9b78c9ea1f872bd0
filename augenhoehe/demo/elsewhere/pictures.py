"""Pictures of other servers, as if they had been fetched: the demo asks no network.

They lie where a server that keeps what it passes on has them (`media.away`); in the demo nothing
is older than what is kept.
"""

from __future__ import annotations

from pathlib import Path

from augenhoehe.domain.media.away import LADDERS, folder_for
from augenhoehe.foundation import images


def keep_picture(home: str, url: str, drawing: Path, ladder: str) -> images.ProcessedImage | None:
    """Keep a drawing as what stands at an address of `home`; None where it is kept already."""
    folder = folder_for(home, url)
    if folder.exists():
        return None
    sizes = LADDERS[ladder]
    return images.process_image(drawing, folder, sizes=sizes, square=ladder == "portrait")
