"""A study of five typical worries: questions, taps and seconds to a complete report.

Usage: python -m tests.bench.study
Somebody types at 40 words a minute, needs two seconds for a tap, and reads our words at 240 a
minute; pasted words are not typed, and of the summary only our own words are read. The people are
invented.
"""

from dataclasses import dataclass, field

from intake.reporting.values import Say, SayStyle, Submission
from tests.build_talk import Talk

TYPED_A_MINUTE = 40
READ_A_MINUTE = 240
TAP_SECONDS = 2.0
PASTED = "pasted: "
NEEDED = ("where", "when", "how_often", "others_worried")
MOST_STEPS = 60


@dataclass(frozen=True, slots=True)
class Worry:
    """One worry: who tells, and what they answer; a value in brackets is a tap.

    What is not in `answers` is passed over by a tap.
    """

    title: str
    answers: dict[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Told:
    """What one report cost, and the report."""

    title: str
    questions: int
    taps: int
    words: int
    read: int
    report: Submission

    @property
    def typing(self) -> int:
        """Seconds of typing and taps."""
        return round(60 * self.words / TYPED_A_MINUTE + TAP_SECONDS * self.taps)

    @property
    def seconds(self) -> int:
        """Seconds of typing, taps and reading together."""
        return self.typing + round(60 * self.read / READ_A_MINUTE)

    @property
    def is_complete(self) -> bool:
        """Whether it says all that a desk needs to act."""
        parts = {mention.part.value for mention in self.report.mentions}
        facts = all(getattr(self.report, name).told for name in NEEDED)
        return facts and {"child", "person_of_concern"} <= parts and bool(self.report.story)


WORRIES = (
    Worry(
        "A neighbour about a man downstairs",
        {
            "danger": "[no]",
            "teller": "[community]",
            "story": "A man called Corry Thistlewood, about 45, lives below us. He buys the girl "
            "next door things. She is called Tansy and she is 9. Last Tuesday I saw her come out "
            "of his van with a new phone.",
            "where": "outside the flats on Mill Lane",
            "how_often": "[growing]",
            "others_worried": "the school nurse",
            "fears": "[yes]",
            "safe_contact": "07700 900123, after five",
        },
    ),
    Worry(
        "An aunt about her sister's boyfriend",
        {
            "danger": "[not_sure]",
            "teller": "[community]",
            "story": "My sister's new boyfriend Len is always alone with my niece Juniper, 6. "
            "Since the summer she has been scared of him. She told me he comes into her bed. It "
            "happens at their house most weekends.",
            "known_by": "[told_by_child]",
            "where": "at my sister's house, 4 Elm Street",
            "when": "since the summer",
            "how_often": "[often]",
            "others_worried": "my mother",
            "fears": "[yes]",
            "safe_contact": "text me on 07700 900456",
            "person_else": "Oakapple",
            "child_else": "Elm Street",
        },
    ),
    Worry(
        "A father about a football coach",
        {
            "danger": "[no]",
            "teller": "[parent]",
            "story": "My son Wilf, 11, gets messages from his football coach, Mr Thistlewood, "
            "every night. On Saturday he gave him new boots and told him not to tell us.",
            "person_else": "about 50, white van",
            "where": "at the club on Elm Road",
            "known_by": "[saw]",
            "others_worried": "another parent",
            "fears": "[yes]",
            "safe_contact": "wilf.dad at mail, any time",
        },
    ),
    Worry(
        "A health visitor, with a referral pasted in",
        {
            "danger": "[no]",
            "teller": "[professional]",
            "story": PASTED + "Child: Bramble Mossop, DOB 03/05/2025\nAddress: 4 Mill Lane, "
            "Northmoor\nMother: Sorrel Mossop\nPerson of concern: Corrin Thistlewood, about 30\n"
            "Home visit on Tuesday: mother tearful, partner answered for her and would not leave "
            "the room. Bruise on the left ear of the baby. I saw him pull her by the arm.",
            "person_place": "4 Mill Lane",
            "where": "4 Mill Lane",
            "how_often": "[few]",
            "known_by": "[saw]",
            "others_worried": "the surgery",
            "fears": "[yes]",
            "family_knows": "[does_not_know]",
            "consent": "[not_asked]",
            "work_role": "[health]",
            "your_name": "Juniper Fernsby",
            "agency": "Northmoor Health",
            "job": "health visitor",
            "safe_contact": "01632 960001 until five",
        },
    ),
    Worry(
        "A therapist about something said in a session",
        {
            "danger": "[no]",
            "teller": "[professional]",
            "story": "In a session today Wilf Oakapple, 13, said that his stepdad Jory watches "
            "him in the shower and has done so since Christmas.",
            "person_place": "with the family",
            "where": "at home in Northmoor",
            "how_often": "[often]",
            "known_by": "[told_by_child]",
            "others_worried": "nobody yet",
            "fears": "[yes]",
            "work_role": "[therapist]",
            "your_name": "Sorrel Fernsby",
            "agency": "Northmoor Therapy",
            "job": "therapist",
            "safe_contact": "01632 960002",
        },
    ),
)


def told(worry: Worry) -> Told:
    """Tell a worry through the shipped scripts, and count what it took."""
    talk = Talk()
    talk.they("/start")
    questions = taps = words = read = 0
    asked: set[str] = set()
    for _ in range(MOST_STEPS):
        key = talk.draft["cursor"]
        read += sum(_ours(say) for say in talk.turns[-1].says)
        if not key:
            break
        questions += key not in asked
        asked.add(key)
        answer = worry.answers.get(key.partition("#")[0], "[?skip]")
        answer = "[yes]" if key == "heard" else answer
        if answer.startswith("["):
            taps += 1
            talk.they(f"[{key}={answer[1:-1]}]")
            continue
        words += 0 if answer.startswith(PASTED) else len(answer.split())
        talk.they(answer.removeprefix(PASTED))
        if talk.draft["cursor"] == key:
            taps += 1
            talk.they("[:done]")
    sent = talk.they("[:send]").send
    if sent is None:
        raise RuntimeError(f"{worry.title} does not end: {talk.asked}")
    return Told(worry.title, questions, taps + 1, words, read, sent)


def _ours(say: Say) -> int:
    """Return how many words of ours are in a thing said."""
    if say.style is SayStyle.SUMMARY:
        return len(f"{say.label} {say.hint} {' '.join(one.label for one in say.lines)}".split())
    return len(say.text.split())


def main() -> None:
    """Print the study."""
    print(f"{'':48}questions  taps  words  typing s  with reading s")
    for worry in WORRIES:
        one = told(worry)
        line = f"{one.questions:9}{one.taps:6}{one.words:7}{one.typing:10}{one.seconds:16}"
        print(f"{one.title:48}{line}{'' if one.is_complete else '  not complete'}")


if __name__ == "__main__":
    main()
