"""The short-lived process that opens somebody's image. Started by `images`, never imported.

It sets its own limits first, so that an image which is a bomb kills this process and not
the server. One JSON request comes on stdin; one JSON answer goes to stdout.
"""

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

MEMORY_BYTES = 1024**3
CPU_SECONDS = 20
FILE_BYTES = 128 * 1024**2

_QUALITY = 82
_EFFORT = 2  # half of the time of libvips' own 4, for some percent more bytes
_PLAIN_COLOURS = ("srgb", "b-w")
_BLURHASH_EDGE = 32
_BLURHASH_PARTS = (4, 3)
_LOADERS = ("jpeg", "png", "webp", "gif", "heif")


class Refused(Exception):
    """The image cannot be used; the argument is the machine-readable code."""


def limit_myself() -> None:
    """Memory, time and file size, before the first byte of the image is read."""
    os.nice(10)  # pages and streams come first
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def open_image(pyvips: Any, source: str, max_pixels: int) -> Any:
    """The first frame, upright, header read only. Its type is told from its content."""
    try:
        image = pyvips.Image.new_from_file(source, access="sequential", fail_on="truncated")
        # Which loader opened it: content decides in libvips, but not for every format.
        if not str(image.get("vips-loader")).startswith(_LOADERS):
            raise Refused("unsupported")
    except pyvips.Error as error:
        raise Refused("broken") from error
    if image.width * image.height > max_pixels:
        raise Refused("too_many_pixels")
    return image


def shrink(pyvips: Any, source: str, image: Any, edge: int, *, square: bool) -> Any:
    """In memory, sRGB, upright, at most `edge` pixels long; never greater than it was."""
    options: dict[str, Any] = {"size": "down", "fail_on": "truncated"}
    # Most pictures name no colours of their own; turning those costs half of all the work.
    if image.get_typeof("icc-profile-data") or image.interpretation not in _PLAIN_COLOURS:
        options["output_profile"] = "srgb"
    if square:
        edge = min(edge, image.width, image.height)
        options["crop"] = "centre"
    small = pyvips.Image.thumbnail(source, edge, height=edge, **options)
    return small.colourspace("srgb").copy_memory()


def blurhash_of(image: Any) -> str:
    """A few characters from which clients paint a blur until the image is there."""
    import blurhash

    small = image.thumbnail_image(_BLURHASH_EDGE, height=_BLURHASH_EDGE)
    if small.hasalpha():
        small = small.flatten(background=255)
    values = small.cast("uchar").write_to_memory()
    pixels = [tuple(values[i : i + 3]) for i in range(0, len(values), 3)]
    rows = [pixels[i : i + small.width] for i in range(0, len(pixels), small.width)]
    return str(blurhash.encode(rows, *_BLURHASH_PARTS))


def process(request: dict[str, Any]) -> dict[str, Any]:
    """Write `<name>.webp` for each size into the folder; the measures are of the largest."""
    import pyvips

    pyvips.cache_set_max(0)
    source, sizes, square = request["source"], request["sizes"], request["square"]
    image = open_image(pyvips, source, request["max_pixels"])
    try:
        largest = shrink(pyvips, source, image, max(sizes.values()), square=square)
        for name, edge in sizes.items():
            sized = largest.thumbnail_image(edge, height=edge, size="down")
            # Through memory, so that a full disk is an OSError and not a vips message.
            encoded = sized.webpsave_buffer(Q=_QUALITY, effort=_EFFORT, keep="none")
            Path(request["folder"], f"{name}.webp").write_bytes(encoded)
        hash_ = blurhash_of(largest)
    except pyvips.Error as error:
        raise Refused("broken") from error
    return {"width": largest.width, "height": largest.height, "blurhash": hash_}


def main() -> None:
    """Answer the request with the measures, {"refused": code} or {"errno": number}."""
    limit_myself()
    request = json.load(sys.stdin)
    try:
        answer = process(request)
    except Refused as refusal:
        answer = {"refused": str(refusal)}
    except MemoryError:
        answer = {"refused": "broken"}
    except OSError as error:
        answer = {"errno": error.errno}
    print(json.dumps(answer), flush=True)
    # Without the ceremony of interpreter shutdown: libvips has threads to wait for.
    os._exit(0)


if __name__ == "__main__":
    main()
