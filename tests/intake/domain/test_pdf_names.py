"""What a PDF says about itself: a script is found where it hides, and not where chance wrote it."""

import zlib

import pytest

from intake.domain.pdf_names import ACTIVE_NAMES, MOST_UNPACKED, names_in

SCRIPT = b"<</S/JavaScript/JS(app.alert(1))>>"


def a_pdf(*parts):
    return b"%PDF-1.7\n" + b"\n".join(parts) + b"\n%%EOF\n"


def a_stream(said, data):
    return b"1 0 obj\n<<" + said + b">>\nstream\n" + data + b"\nendstream\nendobj"


def a_list(objects):
    return a_stream(b"/Type/ObjStm/Filter/FlateDecode", zlib.compress(objects))


def is_active(pdf):
    return bool((names_in(pdf) or frozenset()) & ACTIVE_NAMES)


@pytest.mark.parametrize(
    ("pdf", "active"),
    [
        pytest.param(a_pdf(SCRIPT), True, id="a script in the open"),
        pytest.param(a_pdf(b"<</S/J#61vaScript/J#53(x)>>"), True, id="a script under its escapes"),
        pytest.param(a_pdf(a_list(b"1 0 " + SCRIPT)), True, id="a script in a packed list"),
        pytest.param(
            a_pdf(b"% stream\n", SCRIPT), True, id="a script behind a stream that is none"
        ),
        pytest.param(
            a_pdf(a_stream(b"/Subtype/Image", b"\x8f/JS\x01\x02")), False, id="a picture by chance"
        ),
        pytest.param(a_pdf(b"<</Type/Catalog>>"), False, id="a plain paper"),
        pytest.param(
            a_pdf(a_stream(b"/Type/ObjStm", b"not packed at all")), False, id="a broken list"
        ),
    ],
)
def test_a_script_is_found_where_it_hides_and_never_by_chance(pdf, active):
    assert is_active(pdf) is active


def test_a_paper_that_unpacks_beyond_all_measure_has_no_names():
    bomb = a_list(bytes(MOST_UNPACKED + 10))

    assert names_in(a_pdf(bomb)) is None
