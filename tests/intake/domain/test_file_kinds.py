import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.attachment import FileRefusal
from intake.domain.file_kinds import KNOWN, SUFFIXES, media_type_of, refusal_of
from tests.files import A_PDF, A_VOICE, a_heic, a_paper, a_photo, a_png

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEGABYTE = 1 << 20


def refused(data, allowed=KNOWN, most_unpacked=MEGABYTE):
    return refusal_of(data, allowed, most_unpacked=most_unpacked)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        pytest.param(a_photo(), "image/jpeg", id="a photo"),
        pytest.param(a_png(), "image/png", id="a screenshot"),
        pytest.param(b"GIF89a" + bytes(20), "image/gif", id="a GIF"),
        pytest.param(b"RIFF\0\0\0\0WEBPVP8 ", "image/webp", id="a WebP"),
        pytest.param(a_heic(), "image/heic", id="a telephone's photo"),
        pytest.param(b"RIFF\0\0\0\0WAVEfmt ", "audio/wav", id="a WAV"),
        pytest.param(b"RIFF\0\0\0\0AVI LIST", "", id="an AVI is not known"),
        pytest.param(A_VOICE, "audio/ogg", id="a voice message"),
        pytest.param(b"ID3\x04" + bytes(20), "audio/mpeg", id="an MP3 with a title"),
        pytest.param(b"\xff\xfb\x90\x00", "audio/mpeg", id="an MP3 without one"),
        pytest.param(b"#!AMR\n", "audio/amr", id="a recording of an old phone"),
        pytest.param(b"\0\0\0\x20ftypM4A \0\0", "audio/mp4", id="a voice memo"),
        pytest.param(b"\0\0\0\x20ftypisom\0\0", "video/mp4", id="a video"),
        pytest.param(b"\0\0\0\x20ftypqt  \0\0", "video/quicktime", id="a phone's video"),
        pytest.param(b"\0\0\0\x20ftyphevc\0\0", "", id="a row of pictures is no photo"),
        pytest.param(b"\x1aE\xdf\xa3\x93B\x82webm", "video/webm", id="a browser's video"),
        pytest.param(b"\x1aE\xdf\xa3matroska", "", id="another of that family"),
        pytest.param(A_PDF, "application/pdf", id="a PDF"),
        pytest.param(a_paper(), WORD, id="a .docx"),
        pytest.param(a_paper()[:-30], "", id="a broken package"),
        pytest.param("Zażółć, he said.\n".encode(), "text/plain", id="words"),
        pytest.param(b"\xff\xfe\x00", "", id="bytes"),
        pytest.param(b"MZ\x90\x00", "", id="a program"),
        pytest.param(b"#!/bin/sh\n", "", id="a script"),
        pytest.param(b"  <SVG onload=alert(1)>", "", id="a drawing that runs"),
        pytest.param(b"\xef\xbb\xbf<!DOCTYPE html>", "", id="a page"),
        pytest.param(b"   ", "", id="nothing but space"),
    ],
)
def test_a_file_is_known_by_its_content(data, media_type):
    assert media_type_of(data) == media_type


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        pytest.param(a_photo(), None, id="a photo is taken"),
        pytest.param(A_PDF, None, id="a plain PDF is taken"),
        pytest.param(a_paper(), None, id="a plain paper is taken"),
        pytest.param(a_heic(), None, id="a telephone's photo is taken"),
        pytest.param(b"", FileRefusal.EMPTY, id="nothing"),
        pytest.param(b"<html><script>", FileRefusal.KIND, id="a page"),
        pytest.param(a_photo() + a_paper(), FileRefusal.TWO_IN_ONE, id="a photo with a package"),
        pytest.param(a_photo() + A_PDF, FileRefusal.TWO_IN_ONE, id="a photo with a PDF"),
        pytest.param(b"GIF89a/*<script>alert(1)</script>", FileRefusal.TWO_IN_ONE, id="a GIF page"),
        pytest.param(A_PDF + a_paper(), FileRefusal.TWO_IN_ONE, id="a PDF with a package"),
        pytest.param(A_PDF + b"/JavaScript", FileRefusal.ACTIVE, id="a PDF that runs"),
        pytest.param(A_PDF + b"/Encrypt", FileRefusal.LOCKED, id="a PDF with a password"),
        pytest.param(
            a_paper({"word/vbaProject.bin": b"x"}), FileRefusal.ACTIVE, id="a paper with macros"
        ),
        pytest.param(
            a_paper({"word/media/a.bin": bytes(2 * MEGABYTE)}), FileRefusal.SWELLS, id="a bomb"
        ),
        pytest.param(
            a_paper({"inner.zip": a_paper()}), FileRefusal.ACTIVE, id="a package in a package"
        ),
    ],
)
def test_what_an_officer_may_never_open_is_refused_with_its_reason(data, refusal):
    assert refused(data) is refusal


def test_only_what_the_settings_name_is_taken():
    assert refused(a_photo(), allowed=frozenset({"image/png"})) is FileRefusal.KIND


def test_a_paper_with_a_password_is_locked():
    data = bytearray(a_paper())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 4)

    assert refused(bytes(data)) is FileRefusal.LOCKED


@given(st.binary(max_size=300), st.sampled_from([b"", b"\xff\xd8\xff", b"%PDF-", b"PK\x03\x04"]))
def test_any_bytes_have_an_answer(rest, start):
    media_type = media_type_of(start + rest)

    assert media_type in KNOWN | {""}
    assert refused(start + rest) is not None or media_type in KNOWN


def test_every_known_kind_has_an_ending_of_our_own():
    assert set(SUFFIXES) == KNOWN


ODT = b"application/vnd.oasis.opendocument.text"


def a_package(kind, compression):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("mimetype", kind, compress_type=compression)
    return data.getvalue()


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_kind_that_is_packed_is_not_unpacked_to_be_read(compression, monkeypatch):
    packed = a_package(ODT + b" " * 10_000_000, compression)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("unpacked"))

    assert media_type_of(packed) == ""


def test_a_packed_kind_that_is_broken_is_no_fault_of_ours():
    packed = bytearray(a_package(ODT * 200, zipfile.ZIP_DEFLATED))
    packed[40:60] = b"\xff" * 20

    assert media_type_of(bytes(packed)) == ""


def test_a_kind_as_it_is_written_is_known():
    assert media_type_of(a_package(ODT, zipfile.ZIP_STORED)) == ODT.decode()
