"""Invented people and what is told of them in the demo; data only, nobody exists."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from intake.domain.concern import (
    Danger,
    KnownBy,
    MentionSaid,
    Part,
    ReporterRole,
    ReporterSaid,
    SignSaid,
    Submission,
    about,
    exactly,
)
from intake.domain.person import Flag, FlagTerm, RiskLevel, TermKind
from intake.domain.private import private

EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Listed:
    """One invented flagged person; days count from the day of listing."""

    names: tuple[str, ...]
    area: str
    desk: str
    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    level: str = ""
    risk: str = "medium"
    review_in: int = 120
    term: str = ""
    term_in: int = 0
    forbids_children: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)

    def flag(self, today: date) -> Flag:
        """Return the flag as listed on a day."""
        term = FlagTerm(
            kind=TermKind(self.term or "order"),
            ends_on=today + timedelta(days=self.term_in),
            starts_on=today - timedelta(days=200),
            forbids_children=self.forbids_children,
        )
        return Flag(
            kind=self.kind,
            agency=AGENCIES[self.desk],
            area=self.area,
            owner_desk=self.desk,
            review_on=today + timedelta(days=self.review_in),
            source="invented for the demo",
            lawful_basis="demo: nobody exists",
            level=self.level,
            risk=RiskLevel(self.risk),
            terms=(term,) if self.term else (),
            **self.more,
        )


AGENCIES = {
    "northmoor_police": "northmoor_police",
    "southfen_police": "southfen_police",
    "northmoor_mappa": "northmoor_probation",
    "northmoor_probation": "northmoor_probation",
    "southfen_probation": "southfen_probation",
    "northmoor_children": "northmoor_children",
}

NM, SF = "northmoor", "southfen"
LISTED = (
    Listed(
        ("Corrin Thistlewood", "Cory Thistle"), SF, "southfen_police", "rso",
        {"birth": "1979-02-14", "places": ("Lido Row, Southfen",), "postcodes": ("SF2 4AB",),
         "vehicles": ("KX12 DRR",)},
        "MAPPA 2", "high", 75, "order", 68, forbids_children=True,
        more={"assessed_high": True, "convicted_relevant": True},
    ),
    Listed(("Wilf Oakapple",), NM, "northmoor_police", "pprc",
           {"birth": "1988-07-03", "places": ("Northmoor",), "phones": ("07700 900711",)}),
    Listed(("Edgar Puddlecombe", "Eddie Puddlecombe"), NM, "northmoor_mappa", "mappa",
           {"birth": "1966-11", "places": ("Quarry Lane, Northmoor",)}, "MAPPA 3", "high", 62,
           "licence", 74, more={"recalled": True}),
    Listed(("Jolyon Mudwick",), SF, "southfen_probation", "iom",
           {"birth": "1991", "places": ("Southfen",), "handles": ("mudwick_91",)}, risk="low"),
    Listed(("Ansel Brambletoft", "Hansel Brambletoft"), NM, "northmoor_police", "rso",
           {"birth": "1972-05-30", "places": ("Northmoor",), "vehicles": ("DR07 AMA",)},
           "MAPPA 1", review_in=66),
    Listed(("Perpetua Gladstole",), SF, "southfen_police", "pprc",
           {"birth": "1985-01-22", "places": ("Southfen",)}),
    Listed(("Lubomir Krasnohlav", "Lubo Krasnohlav"), NM, "northmoor_police", "pdp",
           {"birth": "1983-09-17", "places": ("Northmoor",)}),
    Listed(("Tariq Zafranwala",), SF, "southfen_police", "order",
           {"birth": "1990-12-05", "places": ("Southfen",)}, term="order", term_in=200),
    Listed(("Morwenna Scuttle",), NM, "northmoor_children", "pprc",
           {"birth": "1994-04-09", "places": ("Northmoor",)}, risk="low"),
    Listed(("Barnabas Wrigglesthwaite",), SF, "southfen_probation", "mappa",
           {"birth": "1958-08-08", "places": ("Southfen",)}, "MAPPA 1", review_in=90,
           term="licence", term_in=61),
    Listed(("Godfrey Hollowbank", "Jeff Hollowbank"), NM, "northmoor_probation", "rso",
           {"birth": "1969-10-11", "places": ("Northmoor",)}, "MAPPA 2"),
    Listed(("Silas Emberforth",), SF, "southfen_police", "pprc",
           {"birth": "1976-03-19", "places": ("Southfen",)}, term="bail", term_in=63),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One invented report; `days_ago` may be a part of a day."""

    days_ago: float
    story: str
    him: Mapping[str, str]
    child: Mapping[str, str] = field(default_factory=dict)
    signs: tuple[str, ...] = ()
    role: ReporterRole = ReporterRole.COMMUNITY
    known_by: KnownBy = KnownBy.SAW
    danger: Danger = Danger.NO
    area: str = NM
    hour: int = 11
    teller: str = ""
    fears: bool = False
    channel: str = "web"
    parent: str = ""


def submission_of(told: Told, at: datetime) -> Submission:
    """Return an invented report as a channel would have handed it in."""
    mentions = [_mention(Part.PERSON_OF_CONCERN, told.him)]
    mentions += [_mention(Part.CHILD, told.child)] if told.child else []
    mentions += [_mention(Part.PARENT_OR_CARER, {"names": told.parent})] if told.parent else []
    teller = told.teller or f"teller of {told.days_ago}"
    return Submission(
        channel=told.channel,
        danger=told.danger,
        story=(private(told.story),),
        mentions=tuple(mentions),
        signs=tuple(SignSaid(sign, about_mention=0) for sign in told.signs),
        reporter=ReporterSaid(
            role=told.role, account=private(teller), contact=private("07700 900123")
        ),
        known_by=told.known_by,
        fears_for_child=told.fears,
        where=about(told.him.get("place", "")),
        when=about("in the last days"),
        area=told.area,
        happened_on=(at - timedelta(days=2)).date().isoformat(),
        script="professional" if told.role.is_professional else "community",
    )


def _mention(part: Part, said: Mapping[str, str]) -> MentionSaid:
    facts = {key: about(words) for key, words in said.items() if key != "names"}
    return MentionSaid(part=part, names=exactly(said.get("names", "")), **facts)


TANSY = {"names": "Tansy Mossop", "age": "9", "place": "Lido Row, Southfen", "school": "Fenside"}
TEACHER, HEALTH = ReporterRole.TEACHER, ReporterRole.HEALTH
TOLD = (
    Told(52, "A man called Cory has been giving the girl next door money and a phone. "
         "Her mum says he is just kind.",
         {"names": "Cory Thistle", "age": "about 45", "place": "Southfen", "vehicle": "ends DRR"},
         TANSY, ("GC1",), area=SF, fears=True),
    Told(47, "He waits at the lido gate most afternoons and the little ones know his name.",
         {"names": "Corrin", "age": "40s", "place": "Lido Row, Southfen"},
         signs=("GC2",), area=SF, hour=16),
    Told(44, "My childminder is lovely with all of them, they run to her.",
         {"names": "Dorcas Plumtree", "work": "childminder", "place": "Northmoor"}, hour=9),
    Told(41, "Uncle of a pupil collects her by car though he is on no list of ours. She went "
         "quiet when he came.",
         {"names": "Corrin Thistlewood", "birth": "1979-02-14", "vehicle": "KX12 DRR",
          "place": "Southfen"},
         TANSY, ("GC2", "CV1"), TEACHER, area=SF, hour=15, fears=True),
    Told(37, "He coaches the under elevens and messages some of them late at night.",
         {"names": "Rufus Tanglewood", "work": "football coach", "place": "Northmoor"},
         {"names": "Jory Blackthorn", "age": "10"}, ("GC9",), hour=20),
    Told(33, "Somebody on our estate says he was inside for something with children.",
         {"names": "Edgar Puddlecombe", "age": "late fifties", "place": "Northmoor"},
         signs=("OB1",), known_by=KnownBy.RUMOUR),
    Told(30, "At clinic mother said her new partner looks after the boy alone all week and gets "
         "angry if anybody asks.",
         {"names": "Ansel Brambletoft", "age": "52", "place": "Northmoor"},
         {"names": "Pip Dunnock", "age": "4", "place": "Northmoor"}, ("GC5", "DA1"), HEALTH,
         KnownBy.TOLD_BY_OTHER, parent="Lettice Dunnock"),
    Told(26, "He had my grandson in his van again. He gives him vapes.",
         {"names": "Ansel Brambletop", "vehicle": "DR07 AMA", "place": "Northmoor"},
         {"names": "Pip Dunnock", "age": "4"}, ("GC8", "GC2"), hour=18, fears=True),
    Told(22, "The grandfather picks them up every day, always on time.",
         {"names": "Humphrey Nettlebed", "place": "Northmoor"}, hour=15),
    Told(19, "Second time this month that I see him with a child I do not know, in the park.",
         {"names": "Rufus Tanglewood", "age": "30s", "place": "Northmoor"},
         {"names": "a boy in a green coat", "age": "8"}, ("GC2",), fears=True),
    Told(16, "She asked us not to tell that her friend Jeff buys her things.",
         {"names": "Jeff Hollowbank", "place": "Northmoor"},
         {"names": "Clover Pettigrew", "age": "13", "school": "Northmoor High"}, ("GC1", "GC3"),
         TEACHER, KnownBy.TOLD_BY_CHILD, fears=True),
    Told(13, "He has moved in over the shop, there are three children in the flat.",
         {"names": "Tariq Zafranwala", "age": "35", "place": "Southfen"}, signs=("OB4",), area=SF),
    Told(10, "Sends pictures to girls from the swimming club, one showed me.",
         {"names": "Rufus Tanglewood", "handle": "coach_rufus", "place": "Northmoor"},
         {"names": "Ottoline Sedgewick", "age": "12"}, ("GC7",), ReporterRole.PARENT,
         KnownBy.TOLD_BY_CHILD, fears=True, hour=21),
    Told(7, "New man at the bus stop, talks to all the children, gives sweets.",
         {"age": "60s", "place": "Quarry Lane, Northmoor", "description": "tall, grey beard"},
         signs=("GC1",), hour=8),
    Told(5, "A patient told me that her ex visits the children though the court forbids it.",
         {"names": "Silas Emberforth", "birth": "1976", "place": "Southfen"},
         {"names": "Bryony Emberforth", "age": "7", "place": "Southfen"}, ("DA1",), HEALTH,
         KnownBy.TOLD_BY_OTHER, area=SF),
    Told(3, "Tansy told our club that Cory lets her stay over when mum works nights.",
         {"names": "Cory", "place": "Lido Row, Southfen"}, TANSY, ("GC2", "GC3"),
         known_by=KnownBy.TOLD_BY_CHILD, area=SF, fears=True, hour=17),
    Told(1.2, "He follows girls home from the bus. My daughter is afraid.",
         {"names": "Lubo Krasnohlav", "age": "about 40", "place": "Northmoor"},
         {"names": "Saffron Winterbourne", "age": "14"}, ("GC2",), ReporterRole.PARENT,
         fears=True),
    Told(0.09, "I keep seeing the man from Lido Row with the little girl, today she was crying "
         "in his car.",
         {"names": "Corrin Thistlewood", "age": "45 or 50", "place": "Lido Row, Southfen",
          "vehicle": "KX12 DRR"},
         TANSY, ("GC2", "CV1"), area=SF, fears=True),
    Told(0.05, "Boy of six came with marks, says Ansel did it and he must not tell.",
         {"names": "Ansel Brambletoft", "age": "50", "place": "Northmoor"},
         {"names": "Pip Dunnock", "age": "5", "place": "Northmoor"}, ("GC3", "CV1"), TEACHER,
         KnownBy.TOLD_BY_CHILD, fears=True),
    Told(0.02, "There is shouting and a child screaming next door right now.",
         {"names": "Wilf Oakapple", "place": "Northmoor", "phone": "07700 900711"},
         {"names": "a small girl", "age": "3", "place": "Northmoor"}, danger=Danger.YES,
         fears=True),
    Told(0.008, "The new assistant at swimming takes photographs in the changing room.",
         {"names": "Rufus Tanglewood", "work": "swimming assistant", "place": "Northmoor"},
         signs=("GC6",), fears=True),
)  # fmt: skip
