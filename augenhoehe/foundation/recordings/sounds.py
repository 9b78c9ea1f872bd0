"""What mutagen tells of a sound. Runs in the child."""

from typing import Any

from augenhoehe.foundation.recordings.refused import LONGEST, Refused


def sound(source: str, head: bytes) -> dict[str, Any]:
    """MP3, Ogg (Opus, Vorbis, FLAC), FLAC and WAV, as mutagen reads them."""
    import mutagen
    from mutagen.flac import FLAC
    from mutagen.mp3 import MP3
    from mutagen.oggflac import OggFLAC
    from mutagen.oggopus import OggOpus
    from mutagen.oggvorbis import OggVorbis
    from mutagen.wave import WAVE

    kinds = {b"OggS": [OggOpus, OggVorbis, OggFLAC], b"fLaC": [FLAC], b"RIFF": [WAVE]}
    mimes = {b"OggS": ("ogg", "ogg"), b"fLaC": ("flac", "flac"), b"RIFF": ("wav", "wav")}
    try:
        found = mutagen.File(source, options=kinds.get(head[:4], [MP3]))
    except mutagen.MutagenError as error:
        raise Refused("broken") from error
    if found is None:
        raise Refused("unsupported" if head[:4] == b"OggS" else "broken")
    seconds = float(found.info.length)
    if not 0 < seconds < LONGEST or getattr(found.info, "sketchy", False):
        raise Refused("broken")
    subtype, ending = mimes.get(head[:4], ("mpeg", "mp3"))
    known = {"kind": "audio", "mime": f"audio/{subtype}", "ending": ending, "seconds": seconds}
    return known | {"width": 0, "height": 0, "rate": 0.0}
