"""Everything a child is told, in every language: short, without blame, never "report"."""

import re

import pytest

from dialogs.reporting.conversation import talk as talk_of
from dialogs.reporting.draft import from_json
from dialogs.reporting.form import Telling
from dialogs.reporting.notices import ChatNotices
from dialogs.reporting.receipt import receipt_says
from dialogs.reporting.telegram import letters_of
from dialogs.shell.from_policy import voice_of
from intake.domain.codes import reference_of
from intake.reporting.turns import (
    FileRules,
    Granted,
    LetterKind,
    PublicLetter,
    PublicReport,
    PublicStatus,
    WishKind,
)
from intake.reporting.values import Danger, Receipt
from tests.build import NOON
from tests.build_talk import Talk
from tests.dialogs.client import Client
from tests.dialogs.doors import DoorInMemory
from tests.dialogs.reporting.test_pages import press
from tests.dialogs.site import a_site, packaged_policy

VOICE = voice_of(packaged_policy())
REPORT = {
    "en": r"\breport", "pl": r"zgłosz|zgłasz|raport", "ro": r"raport|sesizar",
    "lt": r"pranešim", "pt": r"\brelat(o|os|ar)\b|den[úu]nci|report", "ur": r"رپورٹ",
    "pa": r"ਰਿਪੋਰਟ", "ar": r"بلاغ|تقرير", "cs": r"hlášení|oznámen|nahlás",
    "cy": r"adroddiad|adrodd\b",
}  # fmt: skip
"""How each language says it; a name of a service (“Report Remove”) is taken out before."""
NAMES = re.compile(r"“?Report Remove”?|[„«»\"]Report Remove[”»\"]")
WALK = (
    "/start", "[danger=no]", "[teller=child]", "why", "he shouts at me", "help", "hide", "status",
    "[safe=not_sure]", "why", "ask my teacher", "and he hits", "edit", "[:send]",
)  # fmt: skip
AFTER = ("and more", "", "/status", "/help", "[danger=yes]", "I am not safe now", "/what")


def told_in(code):
    """Give every text that a child meets in a language, with its buttons."""
    talk = Talk(VOICE)
    talk.telling = Telling(channel="telegram", areas={}, files=FileRules(10, 10 << 20))
    talk.they("/start", f"/language {code}")
    for line in WALK[1:]:
        if line == "edit":
            talk.edit("m1", "he shouts at us")
        else:
            talk.they(line, message_id="m1" if line == "he shouts at me" else "")
    voice = VOICE.in_language(code)
    receipt = Receipt(
        reference_of(7001), "amber kettle", received_at=NOON, danger=Danger.NO, area="northmoor"
    )
    says = [one for turn in talk.turns[3:] for one in turn.says]
    says += receipt_says(voice, from_json(talk.draft), receipt)
    says += granted(talk)
    before = len(talk.turns)
    talk.they(*AFTER)
    says += [one for turn in talk.turns[before:] for one in turn.says]
    notices = ChatNotices(VOICE, zone="Europe/London")
    says += [*notices.letter(code), *notices.reminder(code, until=NOON)]
    keys = ("crisis", "crisis_kept", "crisis_lines", "label.resume", "stopped_told", "child_kept",
            "forgotten_told", "file_kept_child", "file_refused", "removed", "edit_unknown",
            "edit_refused", "set_aside", "resume_code", "code_wrong", "asked.on_list", "asked.about_me",
            "asked.confidential", "asked.what_next", "asked.who_reads", "asked.person",
            "asked.proof", "contact_when", "contact.any", "contact.code", "contact_kept",
            "contact_nowhere", "learn_more", "hours", "status_of")  # fmt: skip
    return says, [
        voice.text(key, code="amber", lines="", police_line="", address="", hours="", reference="")
        for key in keys
    ]


def granted(talk):
    """Give what a child hears of where it stands, and of a question put to them."""
    letter = PublicLetter(1, LetterKind.QUESTION, NOON, "Are you well?", is_open=True)
    reports = [
        PublicReport(reference_of(7001), status, NOON, "child", "en", letters)
        for status in PublicStatus
        for letters in ((), (letter,))
    ]
    step = talk_of({}, {}, None, NOON, telling=talk.telling, voice=VOICE)
    turns = [step.grant(talk.draft, Granted(WishKind.READ, report=one)) for one in reports]
    return [say for turn in turns for say in turn.says]


def own(say):
    """Give a thing said in the child's language alone, without its English beside it."""
    buttons = " ".join(f"{one.label} {one.hint}" for one in say.choices)
    return NAMES.sub("", f"{say.text} {buttons}")


@pytest.mark.parametrize("code", VOICE.tongues)
def test_no_text_a_child_meets_says_report(code):
    says, others = told_in(code)
    texts = [own(say) for say in says] + [NAMES.sub("", one) for one in others]
    english = [one.english.text for one in says if one.english]
    assert len(says) > 30
    assert [one for one in texts if re.search(REPORT[code], one, re.IGNORECASE)] == []
    assert [one for one in english if re.search(REPORT["en"], NAMES.sub("", one), re.I)] == []


def test_a_child_is_asked_only_whether_they_are_safe_and_how_to_reach_them():
    script = VOICE.scripts["child"]
    asked = {one.name for group in script.groups for one in group.questions}
    assert asked == {"danger", "safe", "safe_contact", "story"}


def test_a_child_is_never_asked_why():
    says, others = told_in("en")
    texts = [one for say in says if say.key != "why" for one in (say.text, say.hint)]
    questions = [part for text in (*texts, *others) for part in re.findall(r"[^.?!\n]*\?", text)]
    assert questions
    assert [one for one in questions if re.search(r"\bwhy\b", one, re.IGNORECASE)] == []


def test_a_child_may_go_on_for_as_long_as_they_like_and_nothing_more_is_asked():
    talk = Talk(VOICE)
    talk.they("/start", "no", "3", "[safe=yes]", "skip")
    for number in range(60):
        turn = talk.they(f"and then {number}")
        assert turn.danger is not None
        assert talk.asked in {"story", "summary"}
    talk.they("[:send]")
    for number in range(20):
        assert talk.they(f"and also {number}").addition == f"and also {number}"
    assert max(len(one.text) for letters in [letters_of(turn.says)] for one in letters) < 4096


def test_no_page_a_child_meets_says_report():
    door = DoorInMemory()
    client = Client(a_site(door))
    page = press(client, client.get("/report"), choice="danger=no")
    pages = [press(client, page, choice="teller=child")]
    pages.append(press(client, pages[-1], choice="safe=yes"))
    pages.append(press(client, pages[-1], deed="safe_contact=?skip"))
    pages.append(press(client, pages[-1], words="I want to die"))
    pages.append(press(client, pages[-1], deed=":resume"))
    pages.append(press(client, pages[-1], deed=":send"))
    pages += [client.get(path) for path in ("/report", "/report/files", "/report/return")]
    pages.append(client.get("/report/about"))
    for page in pages:
        text = NAMES.sub("", re.sub(r"<[^>]*>", " ", page.text))
        assert not re.search(REPORT["en"], text, re.IGNORECASE), page.url
