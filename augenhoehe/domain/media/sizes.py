"""In which sizes pictures are kept: the longer side in pixels."""

SIZES = {"small": 640, "large": 1920}
EMOJI_SIZES = {"emoji": 128}
EMOJI_BYTES = 256 * 1024
MOST_PIXELS = 50_000_000
