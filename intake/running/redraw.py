"""Draws a picture anew, in a process of its own: bytes in, a plain JPEG out, nothing else.

Run as a script with the longest edge and the most pixels as its words. It is the only place
that decodes what a stranger sent: little memory, little time, and no way to anything of ours.
Exit status 0 with the picture on standard output, or 3 where it cannot be drawn.
"""

import io
import resource
import sys
import warnings

MEMORY = 1 << 30
SECONDS = 20
QUALITY = 85


def redrawn(data: bytes, *, edge: int, most_pixels: int) -> bytes:
    """Return a picture's first frame as a JPEG without place, camera, thumbnail or comment.

    Args:
        data: JPEG, PNG, GIF or WebP.
        edge: Pixels of the longer edge at most.
        most_pixels: A larger picture is not decoded.

    Raises:
        ValueError: It is too large, broken, or none of these.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 - only this process needs it

    Image.MAX_IMAGE_PIXELS = most_pixels
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "GIF", "WEBP")) as found:
            if found.width * found.height > most_pixels:
                raise ValueError("too many pixels")
            found.draft("RGB", (edge, edge))
            upright = ImageOps.exif_transpose(found).convert("RGBA")
    except (OSError, SyntaxError, Image.DecompressionBombError, Warning) as fault:
        raise ValueError("not drawn") from fault
    upright.thumbnail((edge, edge))
    plain = Image.new("RGB", upright.size, "white")
    plain.paste(upright, mask=upright.getchannel("A"))
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def main(words: list[str]) -> int:
    """Redraw the standard input; see the module."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    try:
        out = redrawn(sys.stdin.buffer.read(), edge=int(words[0]), most_pixels=int(words[1]))
    except (ValueError, MemoryError):
        return 3
    sys.stdout.buffer.write(out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
