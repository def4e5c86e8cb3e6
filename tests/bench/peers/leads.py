"""Our own leads by band, at the prior in force: what a desk would see of a thousand reports."""

from collections import Counter
from dataclasses import dataclass, field

from matching.index.memory import MemoryIndex
from matching.matcher import Matcher
from matching.settings import MatchSettings
from tests.bench.peers.data import Bench
from tests.bench.peers.figures import Share
from tests.bench.screen_quality import TODAY, query_of, record_of

EVERYBODY = "everybody"
_ORIGIN = "names_"


@dataclass(slots=True)
class Leads:
    """`false` are reports about nobody with a lead of this band, `right` those of the listed."""

    nobody: int = 0
    listed: int = 0
    false: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def false_share(self, band: str) -> Share:
        return Share(self.false[band], self.nobody)

    def right_share(self, band: str) -> Share:
        return Share(self.right[band], self.listed)


def leads(bench: Bench, settings: MatchSettings) -> dict[str, Leads]:
    """Count the bands of the ten answers to each question, for everybody and by origin."""
    labels = {number: row["id"] for number, row in enumerate(bench.registry, 1)}
    index = MemoryIndex.build(record_of(n, row) for n, row in enumerate(bench.registry, 1))
    matcher = Matcher(settings)
    counts: dict[str, Leads] = {EVERYBODY: Leads()}
    for one in bench.checking:
        found = matcher.search(index, query_of(one.row), limit=10, today=TODAY).candidates
        shown = {str(each.band) for each in found}
        right = [str(each.band) for each in found if labels[each.record_id] == one.right]
        for group in (EVERYBODY, *(name for name in one.slices if name.startswith(_ORIGIN))):
            own = counts.setdefault(group, Leads())
            if one.right is None:
                own.nobody += 1
                own.false.update(shown)
            else:
                own.listed += 1
                own.right.update(right or ["not found"])
    return counts
