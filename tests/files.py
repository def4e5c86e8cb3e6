"""Files for tests, made on the spot: pictures with a place in them, papers, bombs, two in one."""

import io
import zipfile

from PIL import Image

GPS = {1: "N", 2: (54.0, 34.0, 30.0), 3: "W", 4: (1.0, 14.0, 5.0)}
MAKER = 271


def a_photo(*, size=(64, 48), place=True):
    """Make a JPEG with the camera's name and the place where it was taken."""
    picture = Image.new("RGB", size, (200, 40, 40))
    out = io.BytesIO()
    told = Image.Exif()
    if place:
        told[MAKER] = "CANARY CAMERA"
        told.get_ifd(0x8825).update(GPS)
    picture.save(out, "JPEG", exif=told)
    return out.getvalue()


def a_png(size=(20, 20)):
    """Make a small PNG."""
    out = io.BytesIO()
    Image.new("RGBA", size, (0, 0, 0, 0)).save(out, "PNG")
    return out.getvalue()


def a_paper(parts=None):
    """Make a .docx as a word processor writes it, with further parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<w/>")
        for name, data in (parts or {}).items():
            package.writestr(name, data)
    return out.getvalue()


A_PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n"
A_VOICE = b"OggS" + bytes(60)


def a_heic():
    """Make what a telephone's photo begins with; nothing here decodes more of it."""
    kind = b"ftypheic" + bytes(4) + b"mif1heic"
    body = b"mdat" + bytes(range(256)) * 8
    return b"".join((len(part) + 4).to_bytes(4, "big") + part for part in (kind, body))
