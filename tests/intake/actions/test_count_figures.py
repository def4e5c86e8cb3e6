"""Every figure is borne out by a recount in plain SQL, and none rests on what is reserved."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.actions.answer_alert import acknowledge_alert
from intake.actions.count_figures import figures_of, periods_of
from intake.actions.figure_flows import MEETINGS, SOURCES, flows_of
from intake.actions.figure_stocks import OWED, stocks_of
from intake.actions.hand_over import offer_handover
from intake.actions.note_event import answer_told, note_event
from intake.actions.pass_on import pass_on
from intake.actions.try_channels import ping_desk
from intake.domain.alert import AlertState
from intake.domain.event import EventKind, ToldAnswer
from intake.domain.figures import quantiles_of
from intake.domain.person import FlagTerm, RiskLevel, SeenBy, TermKind
from tests.build_county import County, agree, meet, report
from tests.build_desk import a_listed_man, a_report, an_officer
from tests.build_office import HandClock, a_flag, a_mention
from tests.databases import EACH_DATABASE, a_database
from tests.intake.actions.test_note_event import a_county as an_event_county
from tests.intake.actions.test_note_event import noted, told_of

MINUTES = "max(0, (strftime('%s', {done}) - strftime('%s', {since})) / 60)"
SINCE = {
    "acknowledged": ("max(made_at, coalesce(held_until, made_at))", "acknowledge_by"),
    "accepted": ("coalesce(acknowledged_at, made_at)", "accept_by"),
    "decided": ("coalesce(accepted_at, made_at)", "decide_by"),
}


class Recount:
    """Counts again, by SQL that was written by hand and shares nothing with what it checks."""

    def __init__(self, work, start, end, policy):
        self.say = lambda sql: work.session.connection().exec_driver_sql(sql).fetchall()
        self.now = f"'{work.at:%Y-%m-%d %H:%M:%S}'"
        self.span = f">= '{start:%Y-%m-%d %H:%M:%S}' and {{0}} < '{end:%Y-%m-%d %H:%M:%S}'"
        self.end = f"'{end:%Y-%m-%d %H:%M:%S}'"
        self.start = f"'{start:%Y-%m-%d %H:%M:%S}'"
        self.policy = policy

    def within(self, column):
        return f"{column} {self.span.format(column)}"

    def split(self, sql):
        return {key: tuple(parts) for key, *parts in self.say(sql)}

    def checks(self):
        return self.split(f"""
            select role, sum(ok), sum(1 - ok) from (
              select c.role role, (exists (select 1 from check_made k where k.concern_id = c.id
                  and k.at <= c.received_at)
                and not exists (select 1 from check_made k where k.concern_id = c.id
                  and k.at <= c.received_at and k.state = 'not_checked')) ok
              from concern c where {self.within("c.received_at")}) group by role""")

    def step(self, name):
        since, by = SINCE[name]
        done = f"{name}_at"
        counts = self.split(f"""
            select desk, sum(not coalesce({by} < {done}, 0)), sum(coalesce({by} < {done}, 0))
            from alert where view = 'open' and {self.within(done)} group by desk""")
        minutes = {}
        for desk, took in self.say(f"""
            select desk, {MINUTES.format(done=done, since=since)} m from alert
            where view = 'open' and {self.within(done)} order by m"""):
            minutes.setdefault(desk, []).append(took)
        return counts, minutes

    def silence(self):
        return self.split(f"""
            select desk, sum(rung = 0), sum(rung = 1), sum(rung = 2) from (
              select a.desk desk, min(2, max(0, coalesce((select max(d.rung) from diary d
                where d.subject = 'alert:' || a.id and d.kind = 'acknowledge'
                  and d.only_desk = '' and {self.within("d.met_at")}), 1) - 1)) rung
              from alert a where a.view = 'open' and {self.within("a.acknowledged_at")})
            group by desk""")

    def told(self):
        said = "(t.answer not in ('', 'refused') and t.answered_at < " + self.end + ")"
        return self.split(f"""
            select t.desk, sum({said}), sum(not {said}) from told t, event e
            where e.id = t.event_id and e.only_desk = '' and t.alert_id is not null
              and {self.within("e.known_at")} group by t.desk""")

    def meetings(self):
        kinds = self.policy.areas.agencies
        own = ",".join(
            f"'{name}'"
            for name, desk in self.policy.duty.desks.items()
            if kinds[desk.agency].kind == "children"
        )
        came = f"""exists (select 1 from json_each(m.minutes, '$.attendance') a
            where a.value ->> 'desk' in ({own}) and a.value ->> 'came' = '{{}}')"""
        attended, sent = came.format("attended"), came.format("report")
        return self.split(f"""
            select kind, sum({attended}), sum({sent} and not {attended}),
              sum(not {sent} and not {attended})
            from meeting m where only_desk = '' and {self.within("closed_at")} group by kind""")

    def looks(self):
        on_time = "coalesce(date(met_at) <= date(due_at), 0)"
        return self.split(f"""
            select desk, sum({on_time}), sum(not {on_time}) from diary
            where kind = 'agreement_check' and state <> 'cancelled' and only_desk = ''
              and due_at < {self.now} and {self.within("due_at")} group by desk""")

    def overdue(self):
        late = f"(julianday({self.now}) - julianday(due_at))"
        return self.split(f"""
            select kind, sum({late} <= 1.0000001), sum({late} > 1.0000001 and {late} <= 7.0000001),
              sum({late} > 7.0000001)
            from diary where state in ('open', 'missed') and only_desk = '' and due_at < {self.now}
            group by kind""")

    def unverified(self):
        looked = """coalesce((select max(k.at) from term_check k where k.agreement_id = g.id
            and k.term = t.key and k.found <> 'not_checked'), g.made_at)"""
        days = f"(julianday(date({self.now})) - julianday(date({looked})))"
        every = "(t.value ->> 'every_days')"
        return self.split(f"""
            select g.desk, sum({days} <= {every}), sum({days} > {every})
            from agreement g, json_each(g.terms) t
            where g.only_desk = '' and g.ended_at is null and g.expires_on >= date({self.now})
            group by g.desk""")

    def people(self):
        flagged = "exists (select 1 from flag f where f.person_id = p.id and {})".format(
            "f.status = 'active' and f.seen_by = 'all'"
        )
        owned = self.say(f"""
            select sum(n = 1), sum(n <> 1) from (select p.id, (select count(*) from ownership o
                where o.person_id = p.id and o.until is null) n
              from person p where p.only_desk = '' and ({flagged} or exists (select 1 from crossed c
                where c.person_id = p.id and c.view = 'open' and c.kind = 'crossing')))""")[0]
        offers = self.say(f"""
            select sum(answer_by >= {self.now}), sum(answer_by < {self.now}) from handover h, person p
            where p.id = h.person_id and p.only_desk = '' and h.state = 'offered'""")[0]
        told_of = f"""select p.id, {flagged} on_list, count(distinct m.concern_id) n
            from person p, link l, mention m, concern c
            where l.person_id = p.id and m.id = l.mention_id and c.id = m.concern_id
              and p.only_desk = '' and l.only_desk = '' and l.state = 'same'
              and c.received_at >= datetime({self.now}, '-365 days') group by p.id"""
        often = self.say(f"select sum(on_list), sum(1 - on_list) from ({told_of}) where n >= 3")[0]
        return [tuple(one or 0 for one in row) for row in (owned, offers, often)]

    def gaps(self):
        managing = ",".join(f"'{one}'" for one in self.policy.areas.managing_kinds)
        base = "f.person_id = p.id and f.status = 'active' and f.seen_by = 'all'"
        held = f"""exists (select 1 from flag f, flag_term t where {base} and t.flag_id = f.id
            and coalesce(t.ended_on, t.ends_on) >= date({self.now})
            and coalesce(t.starts_on, date({self.now})) <= date({self.now}))"""
        high = (
            f"exists (select 1 from flag f where {base} and (f.assessed_high or f.risk = 'high'))"
        )
        run = f"exists (select 1 from flag f where {base} and f.kind in ({managing}))"
        flagged = f"exists (select 1 from flag f where {base})"
        first = self.say(f"""select sum({held} or {run}), sum(not ({held} or {run})) from person p
            where {high}""")[0]
        second = self.say(f"select sum({held}), sum(not {held}) from person p where {flagged}")[0]
        return [tuple(one or 0 for one in row) for row in (first, second)]


def by_title(table, titles):
    """Return the rows that count anything, by the code of their title."""
    codes = {title: code for code, title in titles.items()}
    return {codes[row.title]: row.parts for row in table.rows if any(row.parts)}


def check_against_sql(office, period):
    titles = {name: desk.title for name, desk in office.policy.duty.desks.items()}
    with office.look() as work:
        flows = {one.code: one for one in flows_of(office, work, period)}
        stocks = {one.code: one for one in stocks_of(office, work)}
        again = Recount(work, period.starts_at, period.ends_at, office.policy)
        assert by_title(flows["checks"], SOURCES) == again.checks()
        for step in SINCE:
            counts, minutes = again.step(step)
            assert by_title(flows[step], titles) == counts
            for row in flows[step].rows:
                desk = next(name for name, title in titles.items() if title == row.title)
                assert sorted(row.minutes) == minutes.get(desk, [])
        for code in ("silence", "told", "looks"):
            assert by_title(flows[code], titles) == getattr(again, code)(), code
        assert by_title(flows["meetings"], MEETINGS) == again.meetings()
        assert by_title(stocks["overdue"], OWED) == again.overdue()
        assert by_title(stocks["unverified"], titles) == again.unverified()
        assert [row.parts for row in stocks["people"].rows] == again.people()
        assert [row.parts for row in stocks["gaps"].rows] == again.gaps()
        shown = figures_of(office, work, period)
    for table, told in zip((*flows.values(), *stocks.values()), (*shown.flows, *shown.stocks),
                           strict=True):  # fmt: skip
        for row, read in zip(table.rows, told.rows, strict=True):
            assert read.whole in (None, sum(row.parts))
            spans = quantiles_of(row.minutes)
            assert read.spans in ((), (None, *spans[1:2], None) if read.is_merged else spans)


@given(st.integers(0, 10_000))
@settings(max_examples=6, deadline=None)
def test_figures_after_any_history_equal_a_recount_in_sql(seed):
    county = County(seed).play(60)
    with county.office.look() as work:
        periods = periods_of(county.office, work.at)
    for period in periods[:2]:
        check_against_sql(county.office, period)


def test_every_table_counts_something_after_a_long_history():
    county = County(7).play(260)
    with county.office.look() as work:
        periods = periods_of(county.office, work.at)
    check_against_sql(county.office, periods[1])
    with county.office.look() as work:
        flows = [flows_of(county.office, work, one) for one in periods[:2]]
        stocks = stocks_of(county.office, work)
    counted = {table.code for tables in flows for table in tables if any_in(table)}
    counted |= {table.code for table in stocks if any_in(table)}
    assert counted >= {"checks", "acknowledged", "accepted", "decided", "silence", "told"}
    assert counted >= {"meetings", "looks", "overdue", "unverified", "people", "gaps"}


def any_in(table):
    return any(any(row.parts) for row in table.rows)


def test_row_t12_one_act_answers_and_the_board_reads_how_long_half_of_the_answers_took():
    clock = HandClock()
    office, man, writer = an_event_county(clock)
    asked = an_officer(office, login="vole", name="R. Vole", desk="northmoor_children")
    for minutes in (2, 4, 6, 8, 9):
        told = told_of(office, noted(office, man, writer))
        clock.at += timedelta(minutes=minutes)
        alert_id, nothing = told[asked.desk].alert_id, ToldAnswer.NOTHING_HELD
        answer_told(office, officer=asked, alert_id=alert_id, answer=nothing, words="")
        with office.look() as work:
            assert work.dispatch.alerts.get(alert_id).state is AlertState.DECIDED

    with office.look() as work:
        shown = figures_of(office, work, periods_of(office, work.at)[0])
    (table,) = (one for one in shown.flows if one.code == "acknowledged")
    (row,) = (one for one in table.rows if one.title == "Northmoor children, day")
    assert row.spans[1] == 6


KNOWS, KNOWS_TOO = "southfen_police", "northmoor_police"


def a_man_of_two_desks(office):
    flag = a_flag(
        kind="other",
        risk=RiskLevel.HIGH,
        seen_by=SeenBy.NAMED,
        named_desks=(KNOWS, KNOWS_TOO),
        terms=(FlagTerm(TermKind.BAIL, date(2026, 11, 19)),),
    )
    names, only = ("Perrin Gorsehill-Reed",), f"{KNOWS} {KNOWS_TOO}"
    return a_listed_man(office, names=names, flag=flag, only_desk=only, birth="1951-03-04")


def live_on(county):
    """Let all happen to the hidden man that is counted of others, and much of it stay undone."""
    county.men = [county.hidden]
    event = note_event(
        county.office,
        officer=county.officers[KNOWS],
        person_id=county.hidden.id,
        kind=EventKind.CHARGE,
        happened_on=county.clock.at.date(),
        words="Charged.",
        areas=("northmoor",),
    )
    with county.office.look() as work:
        asked = [one.alert_id for one in work.stewards.told_of_events([event.id]) if one.alert_id]
    for alert_id in asked:
        acknowledge_alert(county.office, officer=county.officers[KNOWS_TOO], alert_id=alert_id)
    agree(county)
    meet(county)
    offer_handover(
        county.office,
        officer=county.officers[KNOWS],
        person_id=county.hidden.id,
        to_desk=KNOWS_TOO,
        reason="He lives there.",
    )


def test_p13_a_hidden_flag_and_all_that_rests_on_it_change_no_figure_not_even_one_that_is_masked():
    def play(hidden):
        county = County(3, hidden=hidden)
        for _ in range(6):
            report(county)
        a_report(county.office, a_mention("Perrin Gorsehill-Reed", birth="1951-03-04"))
        if county.hidden:
            live_on(county)
        county.clock.move(days=8)
        with county.office.look() as work:
            period = periods_of(county.office, work.at)[0]
            flows, stocks = flows_of(county.office, work, period), stocks_of(county.office, work)
            return {one.code: one for one in (*flows, *stocks)}, work.at

    seen, plain = play(a_man_of_two_desks), play(None)
    assert seen == plain


@EACH_DATABASE
def test_a_history_is_counted_alike_and_passed_on_alike_on_either_database(kind, tmp_path):
    def figures(url):
        county = County(7, url=url).play(40)
        officer = county.officers["northmoor_children"]
        an_officer(county.office, login="heir", name="N. Heir", desk=officer.desk)
        if an_alert := next(iter(alerts_of(county, officer.desk)), None):
            acknowledge_alert(county.office, officer=officer, alert_id=an_alert.id)
            told = {"from_login": officer.login, "to_login": "heir", "reason": "Ill."}
            pass_on(county.office, officer=officer, **told)
        ping_desk(county.office, officer=officer)
        with county.office.look() as work:
            found = figures_of(county.office, work, periods_of(county.office, work.at)[0])
            held = work.dispatch.open_alerts([officer.desk])
        county.office.archive.close()
        return found, sorted((one.id, one.holder) for one in held)

    with a_database(kind, tmp_path) as url:
        assert figures(url) == figures("sqlite://")


def alerts_of(county, desk):
    with county.office.look() as work:
        return [one for one in work.dispatch.open_alerts([desk]) if not one.is_answered]
