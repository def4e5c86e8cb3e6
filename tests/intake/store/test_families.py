"""What is kept of families and of holds comes back as it was kept, on both databases."""

from datetime import date

from intake.actions.apply_for_telling import keep_application, take_step
from intake.actions.hold import end_sooner, put_hold
from intake.actions.keep_contact import keep_contact, keep_plan
from intake.actions.tell_family import decide_telling, keep_said
from intake.domain.contact import SafePlan
from intake.domain.diary import DiaryKind
from intake.domain.private import private
from tests.build_desk import a_listed_man, an_officer
from tests.build_office import TUESDAY, an_office
from tests.databases import EACH_DATABASE, a_database
from tests.intake.actions.test_hold import a_term
from tests.intake.actions.test_keep_contact import a_contact
from tests.intake.actions.test_tell_family import a_decision, a_saying, an_application


@EACH_DATABASE
def test_contacts_plans_tellings_applications_and_holds_come_back_whole(kind, tmp_path):
    with a_database(kind, tmp_path) as url:
        office = an_office(url=url)
        man = a_listed_man(office)
        officer = an_officer(office, login="ferry", name="O. Ferry", desk="southfen_police")
        plan = SafePlan(
            person_id=man.id,
            with_whom=private("Ms Mossop"),
            how=private("Through the school nurse"),
            when=private("Thursdays at ten"),
            code=private("the blue coat"),
            never=private("the telephone in the hall"),
            officer="",
            desk="",
            at=TUESDAY,
        )
        kept = [
            keep_contact(office, officer=officer, contact=a_contact(man.id)),
            keep_plan(office, officer=officer, plan=plan),
            keep_application(office, officer=officer, application=an_application(man.id)),
        ]
        step = take_step(
            office, officer=officer, application_id=kept[2].id, step="checks", words="Checked."
        )
        decision = a_decision(man.id, application_id=kept[2].id)
        decision = decide_telling(office, officer=officer, decision=decision)
        said = keep_said(office, officer=officer, said=a_saying(decision.id))
        with office.look() as work:
            (flag,) = work.flags.of(man.id)
        put_hold(office, officer=officer, flag_id=flag.id, term=a_term())
        sooner = {"flag_id": flag.id, "place": 0, "last_on": date(2026, 11, 20), "words": "Court."}
        ended = end_sooner(office, officer=officer, **sooner)

        with office.look() as work:
            families = work.families
            assert families.contacts_of([man.id]) == (kept[0],)
            assert families.plans_of(man.id) == (kept[1],)
            assert families.applications_of(man.id) == (kept[2],)
            assert step in families.steps_of([kept[2].id])
            assert families.decisions_of(man.id) == (decision,)
            assert families.said_of([decision.id]) == (said,)
            assert work.flags.one(flag.id).terms == ended.terms
            (end,) = work.dispatch.owed(f"flag:{flag.id}", DiaryKind.BAIL_END)
            assert end.due_at.date() == date(2026, 11, 20)
        office.archive.close()
