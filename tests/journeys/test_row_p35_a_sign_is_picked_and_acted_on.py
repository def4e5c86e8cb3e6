"""A professional finds a sign by a word, reads what to do next, and it reaches a desk (row P35)."""

from dialogs.shell.from_policy import voice_of
from intake.domain.concern import SignSource
from tests.build_office import an_office, shipped_policy
from tests.journeys.walking import GOLDEN, Walk

PROFESSIONAL = next(one for one in GOLDEN if one.stem == "professional")


def test_row_p35_a_sign_that_is_picked_is_sent_and_the_reporter_reads_what_to_do_next():
    policy = shipped_policy()
    sign = policy.sign_book.sign_of("CS1")
    walk = Walk(an_office(), voice=voice_of(policy))
    for line in PROFESSIONAL.read_text(encoding="utf-8").splitlines():
        who, _, words = line.partition(":")
        if who == "they":
            walk.send(words.strip().replace("GC3", "CS1").replace("secret", "sexual"))

    offered = {
        choice.value: (choice.label, choice.hint)
        for reply in walk.replies
        for say in reply.says
        for choice in say.choices
    }
    assert offered["signs=CS1"][0] == sign.professional
    said = " ".join(say.text for say in walk.replies[-1].says)
    assert "What happens next" in said
    assert "do not ask the child about it" in said
    with walk.office.look() as work:
        (concern,) = work.concerns.records.all()
        assert [(one.sign, one.source) for one in concern.body.signs] == [
            ("CS1", SignSource.PICKED)
        ]
        assert work.dispatch.alerts_of_concern(concern.id)
