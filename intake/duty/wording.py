"""Short words that several rooms of the desk share: who tells, what a mention is called."""

from collections.abc import Iterable
from datetime import date

from intake.domain.concern import MentionSaid, Part, ReporterRole
from intake.domain.held import MentionHeld
from intake.store.glances import MentionGlance

ROLE_WORDS = {
    ReporterRole.COMMUNITY: "Somebody from the community",
    ReporterRole.CHILD: "A child",
    ReporterRole.PARENT: "A parent or carer",
    ReporterRole.HEALTH: "A health worker",
    ReporterRole.THERAPIST: "A therapist",
    ReporterRole.TEACHER: "A teacher",
    ReporterRole.POLICE: "A police officer",
    ReporterRole.SOCIAL_CARE: "A social worker",
    ReporterRole.OTHER_PROFESSIONAL: "Another professional",
}
SHORT_ROLES = {
    ReporterRole.COMMUNITY: "Community",
    ReporterRole.CHILD: "A child",
    ReporterRole.PARENT: "Parent or carer",
    ReporterRole.HEALTH: "Health",
    ReporterRole.THERAPIST: "Therapist",
    ReporterRole.TEACHER: "Teacher",
    ReporterRole.POLICE: "Police",
    ReporterRole.SOCIAL_CARE: "Social worker",
    ReporterRole.OTHER_PROFESSIONAL: "Other professional",
}
PART_WORDS = {
    Part.PERSON_OF_CONCERN: "Person of concern",
    Part.CHILD: "Child",
    Part.PARENT_OR_CARER: "Parent or carer",
    Part.PERSON_HARMED: "Person harmed",
    Part.WITNESS: "Other worried, or witness",
    Part.WORKER: "Worker",
    Part.NOT_SAID: "Part not said",
}
MENTION_FACTS = (
    ("names", "Name"),
    ("nickname", "Called"),
    ("age", "Age"),
    ("birth", "Born"),
    ("relation", "Relation"),
    ("school", "School"),
    ("place", "Place"),
    ("postcode", "Postcode"),
    ("description", "Looks"),
    ("vehicle", "Vehicle"),
    ("phone", "Phone"),
    ("handle", "Account"),
    ("work", "Works as"),
)
"""Fields of a mention with their names, in the order in which an officer reads them."""
CALLED = ("names", "nickname", "description", "vehicle", "relation")
"""Facts that somebody may be called by, the first that was told."""
ABOUT_FACTS = (*CALLED, "age")
"""Facts that a row of a list is worded from, by `about_words` and `child_words`."""


def is_professional(role: str) -> bool:
    """Whether a role is a worker's; a professional's dot is filled at the desk."""
    return ReporterRole(role).is_professional


def role_words(role: str) -> str:
    """Return who tells, as it begins a sentence."""
    return ROLE_WORDS[ReporterRole(role)]


def short_role(role: str) -> str:
    """Return who tells, in a word or two for a row."""
    return SHORT_ROLES[ReporterRole(role)]


def born_words(birth: str) -> str:
    """Return a held date of birth as read: 14 February 1979; a part of one as it is held."""
    try:
        return f"{date.fromisoformat(birth):%-d %B %Y}"
    except ValueError:
        return birth


def called(said: MentionSaid) -> str:
    """Return what a mention is called by: the first thing told; empty where nothing was."""
    return next((told for name in CALLED if (told := getattr(said, name).told)), "")


def glance_of(mention: MentionHeld) -> MentionGlance:
    """Return what a row is worded from."""
    facts = {name: getattr(mention.body, name).told for name in ABOUT_FACTS}
    told = {name: words for name, words in facts.items() if words}
    return MentionGlance(mention.part, mention.from_story, told)


def about_words(mentions: Iterable[MentionGlance]) -> str:
    """Return who a concern is about, in the reporter's words; empty where nobody is named."""
    order = (Part.PERSON_OF_CONCERN, Part.NOT_SAID, Part.PARENT_OR_CARER, Part.CHILD)
    told = [one for one in mentions if not one.from_story]
    named = (_called(one) for part in order for one in told if one.part is part)
    return next((words for words in named if words), "")


def _called(mention: MentionGlance) -> str:
    return next((mention.told[name] for name in CALLED if name in mention.told), "")


def child_words(mentions: Iterable[MentionGlance]) -> str:
    """Return the children of a concern in short, by age and never by name."""
    children = [one.told for one in mentions if one.part is Part.CHILD]
    ages = [told["age"] for told in children if "age" in told]
    if not children:
        return "No child named"
    count = "Child" if len(children) == 1 else f"{len(children)} children"
    return f"{count}, {' and '.join(ages)}" if ages else f"{count}, age not said"
