"""The console's pages without a browser: signing in, forms, faults, what stands in addresses."""

import re
from datetime import date

import pytest

from dialogs.duty.console import duty_routes
from dialogs.duty.seat import safe_next
from intake.actions.note_event import note_event
from intake.actions.recheck import ask_for_recheck, recheck_due
from intake.actions.sign_in import make_link
from intake.domain.alert import AlertKind
from intake.domain.event import EventKind
from intake.duty.door import DutyDoor
from tests.build import an_alert
from tests.build_desk import PASSWORD, a_child, a_listed_man, a_report, an_officer
from tests.build_office import HandClock, a_flag, a_mention, an_office
from tests.dialogs.client import Client
from tests.dialogs.site import a_site

TOKEN = re.compile(r'name="t" value="([0-9a-f]{64})"')


@pytest.fixture
def office():
    office = an_office(clock=HandClock())
    an_officer(office, password=PASSWORD)
    yield office
    office.archive.close()


def a_desk(office, *, url="http://testserver"):
    door = DutyDoor(office)
    secure = url.startswith("https")
    app = a_site(url=url, duty=lambda pages: duty_routes(door, pages.render, secure=secure))
    return Client(app, url=url)


@pytest.fixture
def desk(office):
    return a_desk(office)


def signed_in(desk, login="birchall"):
    answer = desk.post("/desk/sign-in", data={"login": login, "password": PASSWORD})
    assert answer.status_code == 303, answer.text
    return desk


def sent(desk, page, where_to, /, **fields):
    token = TOKEN.search(desk.get(page).text)
    assert token
    return desk.post(where_to, data={"t": token[1], **fields})


def audited(office, event):
    with office.look() as work:
        return [line for line in work.audit.lines() if line.event == event]


@pytest.mark.parametrize(
    "path",
    ["", "/diary", "/duty", "/people", "/report", "/alerts/1", "/persons/1", "/concerns/DR-1"],
)
def test_nobody_reads_a_page_without_signing_in(desk, path):
    answer = desk.get(f"/desk{path}")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/desk/sign-in?next=/desk")


def test_a_wrong_password_says_neither_which_nor_why(desk):
    pages = [
        desk.post("/desk/sign-in", data={"login": login, "password": "no"})
        for login in ("birchall", "nobody")
    ]
    assert [page.status_code for page in pages] == [401, 401]
    assert len({page.text.replace("birchall", "").replace("nobody", "") for page in pages}) == 1


def test_the_cookie_is_locked_to_this_host_where_browsers_come_by_https(office):
    desk = a_desk(office, url="https://desk.example")
    answer = desk.post("/desk/sign-in", data={"login": "birchall", "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-dr_desk=")
    for wanted in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"):
        assert wanted in cookie


def test_a_preview_does_not_burn_a_one_time_link(office, desk):
    token = make_link(office, login="birchall")
    for _ in range(3):
        page = desk.get(f"/desk/enter/{token}")
        assert page.status_code == 200
        assert not desk.cookies
    assert desk.post(f"/desk/enter/{token}").status_code == 303
    assert desk.get("/desk").status_code == 200
    assert a_desk(office).post(f"/desk/enter/{token}").status_code == 401


@pytest.mark.parametrize(
    "where",
    ["//evil.example", "https://evil.example/desk", "/report", "/desk/../x", "/desk/sign-out", ""],
)
def test_after_signing_in_one_goes_nowhere_else(where):
    assert safe_next(where) == "/desk"


def test_a_form_without_its_token_does_nothing(office, desk):
    a_report(office)
    signed_in(desk)
    assert desk.post("/desk/alerts/1", data={"do": "acknowledge"}).status_code == 403
    assert audited(office, "alert.acknowledged") == []


def test_a_form_from_another_site_does_nothing(office, desk):
    a_report(office)
    signed_in(desk)
    answer = desk.post(
        "/desk/alerts/1", data={"do": "acknowledge"}, headers={"sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 403


def test_signing_out_ends_the_session_on_the_server(office, desk):
    signed_in(desk)
    kept = dict(desk.cookies)
    sent(desk, "/desk", "/desk/sign-out")
    desk.cookies.update(kept)
    assert desk.get("/desk").status_code == 303


def the_alert(desk):
    return re.search(r'href="(/desk/alerts/\d+)"', desk.get("/desk").text)[1]


def test_an_officer_acknowledges_accepts_and_decides(office, desk):
    a_report(office)
    signed_in(desk)
    alert = the_alert(desk)
    for act, shown in (("acknowledge", "to accept"), ("accept", "to decide")):
        assert sent(desk, alert, alert, do=act).status_code == 303
        assert shown in desk.get(alert).text
    empty = sent(desk, alert, alert, do="decide", decision=" ")
    assert empty.status_code == 422
    assert sent(desk, alert, alert, do="decide", decision="A visit.").status_code == 303
    assert "A visit." in desk.get(alert).text


def test_a_judgement_without_a_reason_is_asked_again_on_the_same_page(office, desk):
    a_listed_man(office, birth="1979-02-14")
    a_report(office, a_mention(birth="1979-02-14"))
    signed_in(desk)
    alert = the_alert(desk)
    link = re.search(r'action="(/desk/links/\d+/judge)"', desk.get(alert).text)[1]
    back = alert.replace("/desk/alerts/", "alert-")
    refused = sent(desk, alert, link, answer="same", reason="", back=back)
    assert refused.status_code == 422
    assert "One thing to change" in refused.text
    kept = sent(desk, alert, link, answer="same", reason="The same van.", back=back)
    assert kept.headers["location"].startswith(alert)
    assert "The same van." in desk.get(alert).text


def test_p10_no_name_stands_in_a_title_or_an_address(office, desk):
    a_listed_man(office, birth="1979-02-14")
    a_report(office, a_mention(birth="1979-02-14"), a_child("Wren Mossop"))
    signed_in(desk)
    alert = the_alert(desk)
    for page in ("/desk", alert, "/desk/persons/1?because=review", "/desk/people", "/desk/diary"):
        text = desk.get(page).text
        title = re.search("<title>(.*?)</title>", text)[1]
        places = " ".join(re.findall(r'(?:href|action|src)="([^"]*)"', text))
        for word in ("Corrin", "Thistlewood", "Wren", "Mossop"):
            assert word.lower() not in f"{title} {places}".lower()


def test_p10_a_look_up_is_posted_and_the_words_are_not_in_the_address(office, desk):
    a_listed_man(office)
    a_report(office)
    signed_in(desk)
    answer = sent(desk, "/desk/people", "/desk/people", name="Corrin Thistlewood", purpose="review")
    assert answer.status_code == 200
    assert "P-0001" in answer.text
    asked = sent(desk, "/desk/people", "/desk/people", name="Corrin Thistlewood")
    assert asked.status_code == 422
    assert 'value="Corrin Thistlewood"' in asked.text


def test_a_person_without_a_purpose_asks_for_one(office, desk):
    a_report(office)
    signed_in(desk)
    assert "Why do you open P-0001?" in desk.get("/desk/persons/1").text
    assert "Written down" in desk.get("/desk/persons/1?because=review").text


def test_a_refused_closing_lists_what_is_missing_and_keeps_what_was_typed(office, desk):
    kept = a_report(office, signs=("GC1",))
    signed_in(desk)
    page = f"/desk/concerns/{kept.reference}/close"
    refused = sent(desk, page, page, how="no_further_action", reason="Seen at home, all calm.")
    assert refused.status_code == 409
    assert "This cannot be closed yet" in refused.text
    assert "Seen at home, all calm." in refused.text
    answered = {
        "ground-seen_alone": "seen_alone",
        "sign-GC1": "The lift was to a football match; the coach says so too.",
        "look_again_on": "4 1 2027",
    }
    waits = sent(desk, page, page, how="no_further_action", reason="Seen.", **answered)
    assert waits.status_code == 303
    assert "Waits for a second officer" in desk.get(f"/desk/concerns/{kept.reference}").text


def test_a_report_is_keyed_in_and_what_lacks_is_asked(office, desk):
    signed_in(desk)
    typed = {
        "danger": "no",
        "channel": "telephone",
        "story": "He waits at the gate.",
        "part_1": "person_of_concern",
        "names_1": "Wilf Oakapple",
    }
    refused = sent(desk, "/desk/report", "/desk/report", **{**typed, "danger": ""})
    assert refused.status_code == 422
    assert "He waits at the gate." in refused.text
    odd = sent(desk, "/desk/report", "/desk/report", **typed, role="wizard")
    assert odd.status_code == 422
    kept = sent(desk, "/desk/report", "/desk/report", **typed)
    assert kept.status_code == 200
    reference = re.search(r"DR-[A-Z0-9-]+", kept.text)[0]
    shown = desk.get(f"/desk/concerns/{reference}").text
    assert "Wilf Oakapple" in shown
    assert "Keyed in by birchall" in shown


def test_a_referral_is_text_that_can_be_copied(office, desk):
    kept = a_report(office, story="He waits outside.")
    signed_in(desk)
    page = desk.get(f"/desk/concerns/{kept.reference}/referral.txt")
    assert page.headers["content-type"].startswith("text/plain")
    assert "He waits outside." in page.text


def test_p13_what_is_not_for_you_answers_like_what_is_missing(office, desk):
    an_officer(office, login="nurse", name="K. Reed", desk="northmoor_nurse", password=PASSWORD)
    a_report(office)
    signed_in(desk)
    alert = the_alert(desk)
    nurse = signed_in(a_desk(office), "nurse")
    missing, hidden = nurse.get("/desk/alerts/999999"), nurse.get(alert)
    assert missing.status_code == hidden.status_code == 404
    forget = re.compile(TOKEN.pattern)
    assert forget.sub("", missing.text) == forget.sub("", hidden.text)


def test_a_role_without_a_queue_is_led_to_its_own_room(office, desk):
    an_officer(office, login="keeper", name="C. K.", role="custodian", password=PASSWORD)
    an_officer(office, login="admin", name="A. D.", role="administrator", password=PASSWORD)
    assert signed_in(desk, "keeper").get("/desk").headers["location"] == "/desk/identity"
    assert "no queue for your role" in signed_in(a_desk(office), "admin").get("/desk").text


def test_strict_policy_of_content_holds_on_every_page(office, desk):
    a_report(office)
    signed_in(desk)
    for page in ("/desk", the_alert(desk), "/desk/persons/1?because=review"):
        answer = desk.get(page)
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert " style=" not in answer.text
        assert "<script>" not in answer.text
        assert answer.headers["cache-control"] == "no-store"


def test_the_stream_is_for_officers_only(desk):
    assert desk.get("/desk/stream").status_code == 401


@pytest.mark.parametrize(
    "path", ["/alerts/²", "/alerts/x", "/persons/0", "/links/1/judge", "/?rows=²"]
)
def test_an_odd_address_is_answered_like_a_missing_page(desk, path):
    signed_in(desk)
    assert desk.get(f"/desk{path}").status_code in {200, 303, 307, 404, 405}


@pytest.mark.parametrize(
    "path", ["/nowhere", "/alerts/999999", "/persons/7?because=review", "/a/b"]
)
def test_what_is_missing_stays_in_the_frame_of_the_desk(desk, path):
    signed_in(desk)
    answer = desk.get(f"/desk{path}")
    assert answer.status_code == 404
    assert "Sign out" in answer.text
    assert "Exit this page" not in answer.text
    assert "/report/about" not in answer.text


def test_a_wrong_method_at_the_desk_leads_back_to_the_queue_and_not_to_the_reporters(desk):
    signed_in(desk)
    answer = desk.post("/desk/duty")
    assert answer.status_code == 405
    assert 'href="/desk"' in answer.text
    assert "Exit this page" not in answer.text


def test_the_reporters_side_keeps_its_own_frame(desk):
    assert "Exit this page" in desk.get("/deskless").text


def test_nobody_learns_which_rooms_the_desk_has_without_signing_in(desk):
    assert desk.get("/desk/nowhere").headers["location"].startswith("/desk/sign-in")


def test_p07_an_event_folded_under_another_alert_is_named_in_the_row_without_opening_it(
    office, desk
):
    signed_in(desk)
    a_report(office, a_mention("Bram Fennimore", birth="1981-05-02"))
    with office.look() as work:
        [man] = work.people.records.all()[-1:]
    note_event(
        office,
        officer=an_officer(office, login="tarn", name="N. Tarn", desk="northmoor_probation"),
        person_id=man.id,
        kind=EventKind.MOVE,
        happened_on=office.clock().date(),
        words="He lives with a friend now.",
    )
    row = re.search(r"<summary[^>]*>(.*?)</summary>", desk.get("/desk").text, re.DOTALL)
    assert "Something happened: say what your agency holds or does" in row[1]
    assert "1 without a name" in row[1]


def test_a_long_queue_says_how_much_is_shown_and_shows_all_without_script(office, desk):
    for number in range(3):
        with office.begin() as work:
            work.dispatch.alerts.add_many(
                [an_alert(cause=f"{number}-{one}", made_at=office.now()) for one in range(80)]
            )
    signed_in(desk)
    page = desk.get("/desk?urgency=today")
    assert "100 of 240" in page.text
    whole = re.search(r'href="([^"]*)">Show all 240', page.text)[1].replace("&amp;", "&")
    assert desk.get(whole).text.count('class="row') == 240


def test_p04_a_message_that_tells_too_much_is_shown_before_it_goes_and_nothing_typed_is_lost(
    office, desk
):
    concern = a_report(office, a_mention(names="Corrin Thistlewood"), area="northmoor")
    where = f"/desk/concerns/{concern.reference}/reporter"
    signed_in(desk)
    words = "The police spoke to Corrin."

    first = sent(desk, where, where, kind="message", words=words)
    assert first.status_code == 422
    assert "Not sent yet" in first.text
    assert "“police”" in first.text
    assert words in first.text
    again = sent(desk, where, where, kind="message", words=words, sure="1", reason="")
    assert "Write why it goes all the same" in again.text
    last = sent(desk, where, where, kind="message", words=words, sure="1", reason="She asked.")

    assert last.status_code == 303
    assert "Sent although warned" in desk.get(where).text
    assert len(audited(office, "letter.written")) == 1


def test_a_release_says_what_is_missing_and_keeps_what_was_typed(office, desk):
    an_officer(office, login="boss", name="I. Loam", role="supervisor", password=PASSWORD)
    concern = a_report(office, a_mention(names="Corrin Thistlewood"), area="northmoor")
    where = f"/desk/concerns/{concern.reference}/reporter"
    signed_in(desk, "boss")
    told = {"what": "finished", "to": "reporter", "words": "We have finished.", "route": ""}

    missing = sent(desk, where, f"{where}/release", **told)
    assert "Write the lawful route" in missing.text
    assert "We have finished." in missing.text
    told |= {"route": "Public task", "authorised_by": "Ida Loam"}

    assert sent(desk, where, f"{where}/release", **told).status_code == 303
    assert "Authorised by Ida Loam" in desk.get(where).text


def test_what_all_told_stands_on_the_record_in_words_to_copy(office, desk):
    a_report(office, a_mention("Wilf Oakapple"), signs=("GC1",), account="one")
    with office.look() as work:
        (record,) = work.people.records.all()

    page = signed_in(desk).get(f"/desk/persons/{record.id}?because=review").text

    assert '<p class="account">One concern by one voice (1 public) in ' in page
    assert "One describes gifts." in page


def test_the_alert_and_the_lead_say_since_when_it_could_have_been_known(office, desk):
    kept = a_report(office, a_mention(birth="1979-02-14"), a_child())
    office.clock.move(days=400)
    a_listed_man(office, birth="1979-02-14", flag=a_flag(starts_on=date(2019, 3, 4)))
    with office.begin() as work:
        work.people.new_list_version("import")
        ask_for_recheck(work, cause="flag")
    while recheck_due(office):
        pass
    with office.look() as work:
        told = [one for one in work.dispatch.alerts.all() if one.kind is AlertKind.RECHECK]
        (alert,) = [one for one in told if one.desk == "northmoor_children"]

    page = signed_in(desk).get(f"/desk/alerts/{alert.id}").text

    words = (
        "Known since 4 March 2019, on this list since 22 December 2027, reported 17 November "
        "2026: it could have been known since 17 November 2026."
    )
    assert page.count(words) == 2
    assert f"/desk/concerns/{kept.reference}" in page
