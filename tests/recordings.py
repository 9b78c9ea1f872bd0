"""Small films and sounds, put together by hand: their tables are real, what they show is not."""

from __future__ import annotations

import io
import struct
import wave


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def _header(kind: bytes, scale: int, length: int) -> bytes:
    return box(kind, struct.pack(">IIIII", 0, 0, 0, scale, length), bytes(80))


def _track(
    handler: bytes, codec: bytes, *, size: tuple[int, int] = (0, 0), turned: bool = False
) -> bytes:
    matrix = (0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30) if turned else (1 << 16, *[0] * 8)
    header = struct.pack(">IIIIII", 7, 0, 0, 1, 0, 2000) + bytes(16)
    header += struct.pack(">9i", *matrix) + struct.pack(">II", size[0] << 16, size[1] << 16)
    samples = box(
        b"stbl",
        box(b"stsd", struct.pack(">II", 0, 1), struct.pack(">I4s", 86, codec), bytes(78)),
        box(b"stsz", struct.pack(">III", 0, 100, 60)),
    )
    named = box(b"hdlr", struct.pack(">II4s", 0, 0, handler), bytes(13))
    media = box(b"mdia", _header(b"mdhd", 1000, 2000), named, box(b"minf", samples))
    return box(b"trak", box(b"tkhd", header), media)


def mp4(
    size: tuple[int, int] = (640, 360),
    *,
    video: bytes = b"avc1",
    audio: bytes = b"mp4a",
    turned: bool = False,
    content: bytes = bytes(2000),
) -> bytes:
    """Two seconds of film with sound, 30 pictures a second; without `video` only sound."""
    tracks = [_track(b"vide", video, size=size, turned=turned)] if video else []
    tracks += [_track(b"soun", audio)] if audio else []
    movie = box(b"moov", _header(b"mvhd", 1000, 2000), *tracks)
    return box(b"ftyp", b"isom\0\0\2\0isomiso2avc1mp41") + box(b"mdat", content) + movie


def element(name: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    size = b"\x01" + len(body).to_bytes(7, "big")
    return name.to_bytes((name.bit_length() + 7) // 8, "big") + size + body


def webm(
    size: tuple[int, int] = (320, 240),
    *,
    doctype: bytes = b"webm",
    codec: bytes = b"V_VP9",
    is_film: bool = True,
) -> bytes:
    """Two seconds and a half."""
    info = element(
        0x1549A966,
        element(0x2AD7B1, (1_000_000).to_bytes(3, "big")),
        element(0x4489, struct.pack(">d", 2500.0)),
    )
    measures = element(
        0xE0, element(0xB0, size[0].to_bytes(2, "big")), element(0xBA, size[1].to_bytes(2, "big"))
    )
    parts = [element(0x83, b"\1" if is_film else b"\2"), element(0x86, codec)]
    entry = element(0xAE, *parts, *([measures] if is_film else []))
    cluster = element(0x1F43B675, bytes(400))
    head = element(0x1A45DFA3, element(0x4282, doctype))
    return head + element(0x18538067, info, element(0x1654AE6B, entry), cluster)


def mp3(frames: int = 80) -> bytes:
    """Silence at 128 kbit/s: a frame has 1152 samples at 44.1 kHz, so 80 are two seconds."""
    return (b"\xff\xfb\x90\x00" + bytes(413)) * frames


def wav(seconds: float = 1.0) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(int(seconds * 16000)))
    return file.getvalue()


def _page(number: int, granule: int, packet: bytes, flags: int) -> bytes:
    lacing = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, granule, 7, number, 0, len(lacing))
    return head + lacing + packet


def opus(seconds: int = 3) -> bytes:
    """An Ogg with Opus; its clock has 48,000 ticks a second."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 4) + b"Lind" + struct.pack("<I", 0)
    pages = (head, 0, 2), (tags, 0, 0), (bytes(200), 48000 * seconds, 4)
    return b"".join(_page(n, at, packet, flags) for n, (packet, at, flags) in enumerate(pages))


def flac(seconds: int = 2) -> bytes:
    """A FLAC whose head says how long it is."""
    rate, samples = 8000, 8000 * seconds
    packed = (rate << 44) | (0 << 41) | (15 << 36) | samples
    info = struct.pack(">HH", 4096, 4096) + bytes(6) + packed.to_bytes(8, "big") + bytes(16)
    return b"fLaC" + b"\x80" + len(info).to_bytes(3, "big") + info + b"\xff\xf8" + bytes(100)
