"""A bicycle bell, rung by arithmetic: so that nothing recorded has to be carried along."""

from __future__ import annotations

import math
import wave
from array import array
from pathlib import Path

_RATE = 16_000  # samples a second
_SECONDS = 1.8
_PITCH = 1_096.0  # hertz: C sharp, twenty cents flat
# Overtones of a struck shell: how many times the pitch, how loud, how fast it fades.
_PARTIALS = ((1.0, 0.5, 2.2), (2.76, 0.28, 4.0), (5.4, 0.12, 9.0))


def write_bell(path: Path) -> None:
    """Write the sound of a bell struck once, as a WAV file with one channel."""
    moments = (n / _RATE for n in range(int(_RATE * _SECONDS)))
    samples = array("h", (int(32_000 * _heard_at(moment)) for moment in moments))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(samples.itemsize)
        file.setframerate(_RATE)
        file.writeframes(samples.tobytes())


def _heard_at(seconds: float) -> float:
    return sum(
        loud * math.exp(-fades * seconds) * math.sin(2 * math.pi * _PITCH * times * seconds)
        for times, loud, fades in _PARTIALS
    )
