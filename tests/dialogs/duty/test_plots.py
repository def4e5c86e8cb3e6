"""Plots: the parts add up on paper as they do in points."""

from decimal import Decimal

from dialogs.duty import plots, voices
from intake.domain.band import Band
from intake.duty.views import EarlierDot, VoicePart, WeightView


def a_voice(key, setting="community", points=8, only_if=0, concerns=1):
    return VoicePart(
        voice=str(key),
        setting=setting,
        is_professional=setting not in ("community", "family", "child"),
        concerns=concerns,
        points=Decimal(points),
        only_if=Decimal(only_if),
        because="one concern, whole",
    )


def a_weight(*parts):
    firm = sum((one.points for one in parts), Decimal(0))
    return WeightView(
        person_id=1,
        number="P-0001",
        label="",
        standing=Band.NOTE,
        reaches=Band.NOTE,
        may_reach=Band.NOTE,
        firm=firm,
        if_same=firm + sum((one.only_if for one in parts), Decimal(0)),
        review_at=Decimal(14),
        discuss_at=Decimal(24),
        voices=parts,
        because=(),
        is_flagged=False,
    )


def test_many_dots_of_one_month_are_stacked_cut_at_three_and_the_month_is_marked():
    dots = [EarlierDot(0, is_professional=bool(n % 2)) for n in range(5)]
    drawn = plots.strip(dots)
    assert len(drawn.dots) == 3
    assert len({one.x for one in drawn.dots}) == 1
    assert len({one.y for one in drawn.dots}) == 3
    assert drawn.more == (drawn.dots[0].x,)
    assert drawn.words == "5 earlier concerns in 12 months, 2 by professionals: 5 this month"


def test_a_strip_says_its_months_in_words_and_nothing_earlier_too():
    dots = [EarlierDot(3, is_professional=True), EarlierDot(1, is_professional=False)]
    assert plots.strip(dots).words.endswith("1 last month, 1 3 months ago")
    assert plots.strip(()).words == "No earlier concern in 12 months"


def test_the_parts_of_a_bar_add_up_to_its_firm_end():
    bar = plots.weight_bar(a_weight(*(a_voice(n, points=n) for n in range(1, 30)), a_voice(99)))
    assert len(bar.parts) == voices.MOST_OWN
    assert abs(bar.parts[-1].end - bar.firm_end) < 0.1
    assert bar.parts[-1].letter == "others"
    assert all(
        one.end <= other.x + 0.02 for one, other in zip(bar.parts, bar.parts[1:], strict=False)
    )


def test_a_voice_without_firm_points_has_no_part_and_its_possible_ones_are_dashed():
    bar = plots.weight_bar(a_weight(a_voice(1), a_voice(2, points=0, only_if=16)))
    assert [part.letter for part in bar.parts] == ["A"]
    assert abs(bar.only_if - 2 * bar.firm_end) < 0.1


def test_nothing_weighed_is_an_empty_bar():
    bar = plots.weight_bar(a_weight())
    assert bar.parts == ()
    assert bar.firm_end == 0


def test_neighbours_in_a_bar_never_have_the_same_fill():
    bar = plots.weight_bar(a_weight(*(a_voice(n, points=9) for n in range(40))))
    pairs = zip(bar.parts, bar.parts[1:], strict=False)
    assert all(one.fill != other.fill for one, other in pairs)


# voices by kind


def test_kinds_that_have_not_spoken_are_said_to_be_silent():
    rows = voices.rows_by_kind(a_weight(a_voice(1), a_voice(2, "health"), a_voice(3, "therapy")))
    assert [(row.kind, row.voices) for row in rows] == [
        ("Public", 1),
        ("Health", 2),
        ("Education", 0),
        ("Police", 0),
        ("Social care", 0),
    ]


def test_a_source_has_one_letter_wherever_it_is_drawn():
    weight = a_weight(a_voice("x"), a_voice("y", "police", concerns=3), a_voice("z", points=0))
    (police,) = [row for row in voices.rows_by_kind(weight) if row.kind == "Police"]
    lines, rest = voices.lines(weight)
    assert police.marks[0].letter == "B"
    assert police.marks[0].words == "Voice B, police, 3 concerns"
    assert [(one.letter, one.fill) for one in lines] == [("A", "f1"), ("B", "po"), ("C", "")]
    assert rest == ()


def test_a_crowd_of_voices_is_counted_and_not_left_out():
    weight = a_weight(*(a_voice(n, points=n % 7) for n in range(300)))
    lines, rest = voices.lines(weight)
    shown = sum((one.voice.points for one in lines), Decimal(0))
    assert shown + voices.total_of(rest) == weight.firm
    (public,) = [row for row in voices.rows_by_kind(weight) if row.marks]
    assert len(public.marks) + public.more == public.voices == 300


def test_letters_go_on_after_z():
    assert [voices.letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
