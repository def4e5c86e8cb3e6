"""The names that a PDF says about itself: what tells a paper that runs something from a plain one.

Pure: bytes in, names out. Read `names_in`.
"""

import re
import zlib
from collections.abc import Iterator

ACTIVE_NAMES = frozenset(
    {b"JavaScript", b"JS", b"Launch", b"EmbeddedFile", b"RichMedia", b"XFA"}
)  # fmt: skip
"""Names of what would run, start or unpack something on an officer's machine."""
MOST_UNPACKED = 32 << 20
"""Bytes that all packed lists of objects of one paper may hold."""

_SHORT = frozenset({b"JS"})
"""So short that a picture holds it by chance."""
_STREAM = re.compile(rb"stream\r?\n")
_END = b"endstream"
_NAME = re.compile(rb"/([A-Za-z0-9#]{1,40})")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_DICTIONARY = 600


def names_in(data: bytes) -> frozenset[bytes] | None:
    """Return every name that a PDF says, unescaped; None for one that unpacks beyond all measure.

    Args:
        data: A whole PDF.

    Why short names count outside pictures and fonts only:
        A scanned letter of ten megabytes holds the three bytes "/JS" somewhere by chance as often
        as not, and was refused; a script whose name is written "/J#53", or lies in a packed list
        of objects, was let through. A long name is never there by chance, so it counts anywhere,
        and nobody hides one behind a stream that is none.
    """
    names = _names(data) - _SHORT
    room = MOST_UNPACKED
    for said, packed in _parts(data):
        names |= _names(said)
        if b"ObjStm" in _names(said[-_DICTIONARY:]):
            listed = _unpacked(packed, room + 1)
            room -= len(listed)
            if room < 0:
                return None
            names |= _names(listed)
    return frozenset(names)


def _names(data: bytes) -> set[bytes]:
    return {_plain(name) for name in set(_NAME.findall(data))}


def _parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield what stands before each stream, and the stream."""
    at = 0
    while found := _STREAM.search(data, at):
        end = data.find(_END, found.end())
        end = len(data) if end < 0 else end + len(_END)
        yield data[at : found.start()], data[found.end() : end]
        at = end
    yield data[at:], b""


def _plain(name: bytes) -> bytes:
    return _ESCAPE.sub(lambda found: bytes((int(found[1], 16),)), name)


def _unpacked(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""
