"""What a file is by its content, and whether it may be opened at all; never by its name.

Pure: bytes in, a media type or a refusal out. Read `refusal_of`.
"""

import io
import zipfile

from intake.domain.attachment import FileRefusal
from intake.domain.pdf_names import ACTIVE_NAMES, names_in

IMAGES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
"""What is drawn anew before anybody sees it."""
UNPACKED_TYPES = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
PDF, TEXT = "application/pdf", "text/plain"
HEIC = "image/heic"
"""A photo as telephones keep it. Nothing here decodes it, so it has no copy drawn anew."""
KNOWN = frozenset(
    {
        *IMAGES, HEIC, *UNPACKED_TYPES.values(), PDF, TEXT, "audio/ogg", "audio/mpeg", "audio/mp4",
        "audio/wav", "audio/amr", "audio/webm", "video/mp4", "video/webm", "video/quicktime",
        f"{OPEN_DOCUMENT}text", f"{OPEN_DOCUMENT}spreadsheet",
    }
)  # fmt: skip
"""All that can be told by its content; a setting may name no other."""
SUFFIXES = {
    "image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp",
    HEIC: "heic", PDF: "pdf", TEXT: "txt", "audio/ogg": "ogg", "audio/mpeg": "mp3",
    "audio/mp4": "m4a", "audio/wav": "wav", "audio/amr": "amr", "audio/webm": "weba",
    "video/mp4": "mp4",
    "video/webm": "webm", "video/quicktime": "mov", UNPACKED_TYPES["word/"]: "docx",
    UNPACKED_TYPES["xl/"]: "xlsx", UNPACKED_TYPES["ppt/"]: "pptx",
    f"{OPEN_DOCUMENT}text": "odt", f"{OPEN_DOCUMENT}spreadsheet": "ods",
}  # fmt: skip

_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<iframe", b"<body")
_ACTIVE_PARTS = ("vbaproject.bin", "/embeddings/", "/activex/", ".exe", ".js", ".vbs", ".zip")
_ZIP, _ZIP_END = b"PK\x03\x04", b"PK\x05\x06"
_ZIP_TAIL = 66_000
MOST_ENTRIES = 5_000
STEEPEST = 200
"""How many times larger an entry may be unpacked than packed."""


def media_type_of(data: bytes) -> str:  # noqa: C901, PLR0911 - one line a kind of file
    """Return what a file is by its first bytes, or the empty text for anything not known."""
    head = data[:64]
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if head.startswith(b"RIFF"):
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(head[8:12], "")
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"OggS"):
        return "audio/ogg"
    if head.startswith(b"#!AMR"):
        return "audio/amr"
    if head.startswith(b"ID3") or _is_mpeg(head):
        return "audio/mpeg"
    if head[4:8] == b"ftyp":
        return _of_brand(head[8:12])
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "video/webm" if b"webm" in data[:4096] else ""
    if head.startswith(_ZIP):
        return _of_package(data)
    return TEXT if _is_plain_text(data) else ""


def refusal_of(data: bytes, allowed: frozenset[str], *, most_unpacked: int) -> FileRefusal | None:
    """Return why a file may not be opened by anybody, or None.

    Args:
        data: The whole file.
        allowed: Media types that are taken.
        most_unpacked: Bytes that a packed paper may hold unpacked.

    Why:
        A name and a told type are words of whoever sent it. What is drawn anew or only taken
        away still passes through an officer's machine; so what is two kinds at once, runs by
        itself, or swells is refused, and what a browser would run is never a kind.
    """
    if not data:
        return FileRefusal.EMPTY
    media_type = media_type_of(data)
    if media_type not in allowed:
        return FileRefusal.KIND
    if media_type.startswith("application/vnd."):
        return _refusal_of_package(data, most_unpacked)
    if _ZIP_END in data[-_ZIP_TAIL:] or _is_also_markup(data, media_type):
        return FileRefusal.TWO_IN_ONE
    if media_type == PDF:
        return _refusal_of_pdf(data)
    return FileRefusal.TWO_IN_ONE if b"%PDF-" in data[:1024] else None


def _is_mpeg(head: bytes) -> bool:
    """Whether an MPEG audio frame begins here: its mark, a layer, a bit rate, a sample rate."""
    if len(head) < 3 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    return head[1] & 0x06 != 0 and head[2] & 0xF0 not in {0x00, 0xF0} and head[2] & 0x0C != 0x0C


def _of_brand(brand: bytes) -> str:
    if brand in {b"M4A ", b"M4B "}:
        return "audio/mp4"
    if brand == b"qt  ":
        return "video/quicktime"
    if brand in {b"heic", b"heix", b"heim", b"heis", b"mif1"}:
        return HEIC
    known = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"3gp4",
             b"3gp5", b"3gp6", b"M4V ", b"MSNV", b"dash")  # fmt: skip
    return "video/mp4" if brand in known else ""


def _of_package(data: bytes) -> str:
    """Tell a package's kind; nothing is unpacked, for a small one may unpack to gigabytes.

    OpenDocument writes its kind first and as it is; one that is packed is none of theirs.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            if names[:1] == ["mimetype"]:
                if package.getinfo("mimetype").compress_type != zipfile.ZIP_STORED:
                    return ""
                with package.open("mimetype") as kind:
                    told = kind.read(100).decode("ascii", "replace").strip()
                return told if told in KNOWN else ""
    except (zipfile.BadZipFile, ValueError, RuntimeError, EOFError, OSError):
        return ""  # RuntimeError: it is locked
    if "[Content_Types].xml" not in names:
        return ""
    found = (
        kind for start, kind in UNPACKED_TYPES.items() if any(n.startswith(start) for n in names)
    )
    return next(found, "")


def _is_plain_text(data: bytes) -> bool:
    if b"\x00" in data or data.startswith(b"#!") or _starts_as_markup(data):
        return False
    try:
        words = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(words.strip()) and not any(ord(one) < 32 and one not in "\t\n\r\f" for one in words)


def _starts_as_markup(data: bytes) -> bool:
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return any(mark in start for mark in _MARKUP)


def _is_also_markup(data: bytes, media_type: str) -> bool:
    """Whether a browser that guesses might read the file as a page."""
    if media_type == PDF:
        return False
    return _starts_as_markup(data)


def _refusal_of_pdf(data: bytes) -> FileRefusal | None:
    names = names_in(data)
    if names is None:
        return FileRefusal.SWELLS
    if b"Encrypt" in names:
        return FileRefusal.LOCKED
    return FileRefusal.ACTIVE if names & ACTIVE_NAMES else None


def _refusal_of_package(data: bytes, most_unpacked: int) -> FileRefusal | None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = package.infolist()
    if any(entry.flag_bits & 0x1 for entry in entries):
        return FileRefusal.LOCKED
    unpacked = sum(entry.file_size for entry in entries)
    steep = any(entry.file_size > STEEPEST * max(entry.compress_size, 1_000) for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > most_unpacked or steep:
        return FileRefusal.SWELLS
    names = [entry.filename.lower() for entry in entries]
    if any(mark in name for name in names for mark in _ACTIVE_PARTS):
        return FileRefusal.ACTIVE
    return None
