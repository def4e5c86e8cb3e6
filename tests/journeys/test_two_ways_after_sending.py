"""After sending: codes, messages, answers, disagreement, through the real door."""

from datetime import timedelta

import pytest

from dialogs.reporting.afterwards import reference_and_code
from dialogs.reporting.conversation import talk
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.form import Telling
from intake.actions.recheck import recheck_due
from intake.actions.write_letter import Releasing, Writing, disclose, write_letter
from intake.domain.diary import DiaryKind
from intake.domain.errors import JudgementRefusedError, NotFoundError, TransitionRefusedError
from intake.domain.two_way import DisclosedTo, DisclosedWhat, LetterKind
from intake.duty.door import DutyDoor
from intake.reporting.door import ReportingDoor
from tests.build_desk import an_officer
from tests.build_office import HandClock, a_flagged_person, an_office
from tests.build_talk import a_voice
from tests.journeys.walking import GOLDEN, Walk, event_of

NEIGHBOUR = next(file for file in GOLDEN if file.stem == "neighbour_tells_of_a_man")


class Chat(Walk):
    """A chat of any channel, with an address to write to where it has one."""

    def __init__(self, office, chat="a chat", channel="telegram", address="4711"):
        super().__init__(office, chat)
        self.channel, self.address = channel, address

    def do(self, event, event_id=""):
        number = len(self.replies) + 1
        step = talk(
            {},
            {},
            event,
            self.office.now(),
            telling=Telling(channel=self.channel, areas={"northmoor": "northmoor"}),
            voice=a_voice(),
        )
        reply = self.door.turn(
            channel=self.channel,
            chat=self.chat,
            event_id=event_id or f"{self.chat}-{number}",
            step=step,
            address=self.address,
        )
        self.replies.append(reply)
        return reply

    def send(self, words, event_id=""):
        return self.do(event_of(words), event_id)

    def said(self):
        return [say.key for say in self.replies[-1].says]

    def code(self):
        return next(say.given for say in self.replies[-1].says if say.key == "resume_code")


def a_sent_report(office=None, **where):
    chat = Chat(office or an_office(clock=HandClock()), **where)
    chat.play(NEIGHBOUR)
    return chat, chat.replies[-1].receipt


def the_concern(office):
    with office.look() as work:
        [concern] = work.concerns.records.all()
        return concern


def the_officer(office):
    with office.look() as work:
        found = work.staff.everybody()
    return found[0] if found else an_officer(office, login="ida", desk="northmoor_children")


def a_question(office, words="Which bus stop was it?", **more):
    return write_letter(
        office,
        officer=the_officer(office),
        concern_id=the_concern(office).id,
        writing=Writing(LetterKind.QUESTION, words, **more),
    )


# resuming


@pytest.mark.parametrize("days", [0, 3, 6])
def test_a_draft_goes_on_in_another_channel_with_its_code_and_back(days):
    telegram = Chat(an_office(clock=HandClock()))
    telegram.send("/start")
    telegram.send("no")
    telegram.send("1")
    telegram.send("he waits at the bus stop every day")
    telegram.send("stop")
    code = telegram.code()
    telegram.office.clock.move(days=days)

    web = Chat(telegram.office, "a browser", "web", "")
    web.do(Event(EventKind.COMMAND, f"/resume  {code.upper()}"))
    assert "he waits at the bus stop" in str(web.replies[-1].draft)
    web.send("done")
    back = Chat(telegram.office, "another phone")
    back.send(code.replace(" ", ", "))

    assert "welcome_back" in back.said()
    assert "he waits at the bus stop" in str(back.replies[-1].draft)
    assert web.door.peek(channel="web", chat="a browser") is None


def test_a_code_opens_after_a_restart_and_with_a_slip_in_it():
    first = Chat(an_office())
    for line in ("/start", "no", "1", "he waits at the bus stop", "stop"):
        first.send(line)
    words = first.code().split()
    words[2] = words[2][:-1]
    second = Chat(first.office, "b", "web", "")
    second.door = ReportingDoor(first.office)

    second.send(" ".join(words))

    assert "he waits at the bus stop" in str(second.replies[-1].draft)


def test_words_of_a_chat_are_set_aside_under_a_code_before_another_draft_is_opened_there():
    one, two = Chat(an_office(), "one"), None
    for line in ("/start", "no", "1", "the first story", "stop"):
        one.send(line)
    two = Chat(one.office, "two")
    for line in ("/start", "no", "1", "the second story"):
        two.send(line)

    two.send(one.code())

    aside = next(say.given for say in two.replies[-1].says if say.key == "set_aside")
    assert "the first story" in str(two.replies[-1].draft)
    three = Chat(one.office, "three", "web", "")
    three.send(aside)
    assert "the second story" in str(three.replies[-1].draft)


def test_wrong_codes_in_a_chat_are_slowed_and_danger_is_heard_all_the_same():
    chat = Chat(an_office(clock=HandClock()))
    chat.send("/start")
    wrong = "acorn amber anchor angle apple apron arrow"
    said = [[say.key for say in chat.send(wrong).says] for _ in range(5)]
    assert "code_wrong" in said[0]
    assert "code_wait" in said[-1]

    chat.send("yes")
    assert "danger_now" in chat.said()

    chat.office.clock.move(seconds=31)
    assert "code_wrong" in [say.key for say in chat.send(wrong).says]


def test_what_a_desk_sees_as_unfinished_is_finished_from_another_channel():
    chat = Chat(an_office())
    for line in ("/start", "yes", "/code"):
        chat.send(line)
    code = chat.code()
    web = Chat(chat.office, "b", "web", "")
    web.send(code)
    for line in ("12 Mill Lane", "he is hitting them", "done", "skip", "skip", "skip", "send"):
        web.send(line)

    concern = the_concern(chat.office)
    assert not concern.is_unfinished
    assert web.replies[-1].receipt.reference == concern.reference


# after sending


def test_a_question_is_put_and_answered_and_neither_knows_the_others_address():
    chat, receipt = a_sent_report()
    chat.send("[:when any]")
    letter = a_question(chat.office)
    assert letter.notify_at == chat.office.now()

    chat.send("status")
    shown = chat.replies[-1].says
    answer = next(choice.value for say in shown for choice in say.choices)
    assert "Which bus stop" in " ".join(say.text for say in shown)
    chat.send(f"[{answer}]")
    chat.send("The one by the mill.")

    with chat.office.look() as work:
        concern = work.concerns.by_reference(receipt.reference)
        [added] = work.concerns.additions_of(concern.id)
        kept = work.two_way.letter(letter.id)
        tags = [alert.tag for alert in work.dispatch.alerts_of_concern(concern.id)]
    assert (added.kind.value, added.letter_id) == ("answer", letter.id)
    assert kept.read_at is not None
    assert kept.answered_at is not None
    assert "answer" in tags


def test_the_return_code_opens_a_report_in_a_browser_and_words_there_are_added_to_it():
    chat, receipt = a_sent_report()
    browser = Chat(chat.office, "a browser", "web", "")
    browser.do(Event(EventKind.COMMAND, f"/resume {receipt.reference} {receipt.return_code}"))
    assert "status.received" in browser.said()

    browser.send("He was there again.")

    with chat.office.look() as work:
        [added] = work.concerns.additions_of(the_concern(chat.office).id)
    assert added.words.reveal() == "He was there again."
    assert browser.door.mine(channel="web", chat="a browser").reference == receipt.reference


@pytest.mark.parametrize(
    ("typed", "parted"),
    [
        ("DR-7K4-2QX-9 acorn amber", ("DR-7K4-2QX-9", "acorn amber")),
        ("DR-GWD-RKJ-G acorn amber", ("DR-GWD-RKJ-G", "acorn amber")),
        ("dr-gwd-rkj-g acorn amber", ("dr-gwd-rkj-g", "acorn amber")),
        ("acorn amber", ("", "acorn amber")),
        ("acorn-amber-anchor", ("", "acorn-amber-anchor")),
        ("", ("", "")),
    ],
)
def test_a_reference_is_parted_from_its_code_with_or_without_figures_in_it(typed, parted):
    assert reference_and_code(typed) == parted


def test_a_return_code_with_another_reference_opens_nothing():
    chat, receipt = a_sent_report()
    browser = Chat(chat.office, "a browser", "web", "")
    browser.do(Event(EventKind.COMMAND, f"/resume DR-222-222-2 {receipt.return_code}"))
    assert browser.said() == ["code_wrong"]
    assert browser.door.peek(channel="web", chat="a browser") is None


def test_an_edited_message_after_sending_stands_beside_the_old_words():
    chat = Chat(an_office())
    for line in ("/start", "no", "1", "m1> He has a blue van.", "done"):
        chat.send(line)
    while "send" not in " ".join(c.value for say in chat.replies[-1].says for c in say.choices):
        chat.send("skip")
    chat.send("send")
    chat.send("edit m1: He has a green van.")
    with chat.office.look() as work:
        [added] = work.concerns.additions_of(the_concern(chat.office).id)
    assert added.kind.value == "correction"
    assert added.beside.reveal() == "He has a blue van."


def test_a_disagreement_is_owed_an_answer_by_its_own_deadline_and_met_by_an_officers_words():
    chat, _ = a_sent_report()
    chat.send("I think this was not taken seriously")
    assert "disagree_offer" in chat.said()
    chat.send("[:disagree]")
    chat.send("Nobody has been to the house.")
    assert "disagree_kept" in chat.said()

    concern = the_concern(chat.office)
    with chat.office.look() as work:
        [owed] = [
            one
            for one in work.dispatch.owed(f"concern:{concern.id}")
            if one.kind is DiaryKind.DISAGREEMENT
        ]
    assert owed.due_at > chat.office.now() + timedelta(days=4)
    write_letter(
        chat.office,
        officer=the_officer(chat.office),
        concern_id=concern.id,
        writing=Writing(LetterKind.REPLY, "We looked at it again today.", diary_id=owed.id),
    )
    with chat.office.look() as work:
        assert work.dispatch.diary.get(owed.id).met_by == "A. Birchall"


def answer_of(office, desk, login, role, words="We looked at it again."):
    """Answer what is owed as somebody of a desk, as the page of the desk does."""
    concern = the_concern(office)
    with office.look() as work:
        [owed] = work.dispatch.owed(f"concern:{concern.id}", DiaryKind.DISAGREEMENT)
        known = {one.login: one for one in work.staff.everybody()}
    officer = known.get(login) or an_officer(
        office, login=login, name=f"{login.title()} Mossop", desk=desk, role=role
    )
    DutyDoor(office).write(
        officer=officer,
        reference=concern.reference,
        kind=LetterKind.REPLY,
        words=words,
        reason="They asked for it.",
        diary_id=owed.id,
    )
    return owed


def test_who_is_not_content_with_an_answer_takes_it_one_level_up_to_the_scrutiny_contact():
    chat, receipt = a_sent_report()
    office, desk = chat.office, "northmoor_children"
    chat.send("[:disagree]")
    chat.send("Nobody has been to the house.")
    chat.send("/status")
    assert "disagree_further" not in chat.said()
    first = answer_of(office, desk, "tansy", "duty_officer")

    chat.send("/status")
    assert "disagree_further" in chat.said()
    [further] = [c.value for say in chat.replies[-1].says for c in say.choices]
    chat.send(f"[{further}]")
    chat.send("Still nobody came.")
    with pytest.raises(TransitionRefusedError):
        answer_of(office, desk, "wilf", "duty_officer")
    second = answer_of(office, desk, "corrin", "manager")

    browser = Chat(office, "a browser", "web", "")
    browser.do(Event(EventKind.COMMAND, f"/resume {receipt.reference} {receipt.return_code}"))
    assert "disagree_further" in browser.said()
    browser.do(Event(EventKind.TEXT, "It goes on.", question="disagree"))
    third = answer_of(office, "northmoor_scrutiny", "edda", "duty_officer")
    browser.do(Event(EventKind.TEXT, "And on.", question="disagree"))
    with office.look() as work:
        [last] = work.dispatch.owed(first.subject, DiaryKind.DISAGREEMENT)

    asked = [one.desk for one in (first, second, third, last)]
    assert asked == [desk, desk, "northmoor_scrutiny", "northmoor_scrutiny"]
    assert third.due_at - third.opened_at < second.due_at - second.opened_at


def test_p13_the_scrutiny_contact_answers_and_is_told_no_way_to_reach_the_reporter():
    chat, _ = a_sent_report()
    office, reference = chat.office, the_concern(chat.office).reference
    edda = an_officer(office, login="edda", desk="northmoor_scrutiny", role="manager")
    door = DutyDoor(office)
    with pytest.raises(NotFoundError):
        door.reporter_page(officer=edda, reference=reference)
    for login, role in (("tansy", "duty_officer"), ("corrin", "manager"), ("", "")):
        chat.send("[:disagree]")
        chat.send("Nobody has been to the house.")
        if login:
            answer_of(office, "northmoor_children", login, role)

    page = door.reporter_page(officer=edda, reference=reference)

    assert (page.safe_contact, page.is_answer_only, page.can_disclose) == ("", True, False)
    assert page.disagreements[0].may_answer
    words = {"officer": edda, "reference": reference, "words": "Which day was it?"}
    with pytest.raises(NotFoundError):
        door.write(kind=LetterKind.QUESTION, **words)


def test_p02_whom_added_words_name_is_looked_up_within_seconds_and_told_of():
    office = an_office(clock=HandClock())
    with office.begin() as work:
        listed = a_flagged_person(work, names=("Wilf Oakapple",), birth="1981-05-02")
    chat, _ = a_sent_report(office)
    chat.send("His name is Wilf Oakapple, born 2 May 1981.")
    concern = the_concern(office)
    while recheck_due(office):
        pass
    with office.look() as work:
        found = [one.body.names.told for one in work.concerns.mentions_of(concern.id)]
        linked = [one.mention_id for one in work.people.links_of_person(listed.id)]
        newest = {one.of_what: one.state.value for one in work.concerns.checks_of(concern.id)}
    assert any("Oakapple" in name for name in found)
    assert linked
    assert "not_checked" not in newest.values()


# what may be said


@pytest.mark.parametrize(
    "words",
    [
        "We have spoken to Corrin.",
        "The police will come to you.",
        "He is known to us.",
    ],
)
def test_p04_a_name_an_agency_or_a_word_of_status_is_not_sent_without_a_reason(words):
    chat, _ = a_sent_report()
    with pytest.raises(JudgementRefusedError) as refused:
        a_question(chat.office, words)
    assert refused.value.facts["missing"] == ("reason",)
    letter = a_question(chat.office, words, reason="She asked for it.")
    assert letter.warned


def test_p04_finished_shows_only_once_released_and_only_from_the_fixed_hour():
    chat, receipt = a_sent_report()
    told = {"reference": receipt.reference, "return_code": receipt.return_code, "source": ""}
    chat.office.clock.move(days=30)
    assert chat.door.report(**told).status == "with_front_door"

    disclose(
        chat.office,
        officer=the_officer(chat.office),
        concern_id=the_concern(chat.office).id,
        releasing=Releasing(
            what=DisclosedWhat.FINISHED,
            to=DisclosedTo.REPORTER,
            to_whom="",
            route="Public task, agreed by the manager",
            words="We have finished. Thank you for telling us.",
            authorised_by="Ida Loam",
        ),
    )

    assert chat.door.report(**told).status == "with_front_door"
    assert chat.door.report(**told).letters[-1].words.startswith("We have finished")
    chat.office.clock.move(days=4)
    assert chat.door.report(**told).status == "finished"


def test_a_release_without_route_or_authority_is_refused():
    chat, _ = a_sent_report()
    with pytest.raises(JudgementRefusedError) as refused:
        disclose(
            chat.office,
            officer=the_officer(chat.office),
            concern_id=the_concern(chat.office).id,
            releasing=Releasing(
                DisclosedWhat.OUTCOME, DisclosedTo.PARENT, "", "", "It is over.", ""
            ),
        )
    assert refused.value.facts["missing"] == ("to_whom", "route", "authorised_by")
