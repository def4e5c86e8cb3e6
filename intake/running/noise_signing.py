"""Who has signed for the alerts a week, and for which settings; read `stale_figure` first."""

import hashlib
import json

from intake.policy.loader import PolicySet

SHAPING = ("areas.yaml", "indicators.yaml", "matching.yaml", "routing.yaml", "weights.yaml")
"""Files whose change may change the figures, beside the assumptions and the desks' hours."""


def settings_of(policy: PolicySet) -> str:
    """Return twelve signs that change when the figures may: rules, numbers and assumptions.

    Why: A signature under other numbers is no signature; a new telephone number is no new number.
    """
    content = json.loads(policy.whole)
    shaping = {name: content.get(name) for name in SHAPING}
    shaping["noise"] = policy.noise.model_dump(mode="json")
    text = json.dumps(shaping, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def stale_figure(policy: PolicySet) -> tuple[str, ...]:
    """Return a sentence where the signed figure is of other settings, or of a desk that is gone.

    Returns:
        Nothing for the demo, where nobody signed, and while nobody has signed: that is told
        beside what else organisation.yaml does not name.

    Why no refusal:
        A rule mended at night must come into force; whoever mends it is told that nobody has
        yet said that the desks can bear it.
    """
    signed = policy.organisation.noise_figure
    if signed is None or policy.organisation.is_demo:
        return ()
    if signed.desk not in policy.duty.desks:
        return (f"organisation.yaml: noise_figure.desk: there is no desk {signed.desk}",)
    if signed.settings != settings_of(policy):
        fault = (
            "organisation.yaml: noise_figure.settings: signed for other rules, numbers or "
            f"assumptions than these ({settings_of(policy)}); run dueregard noise again"
        )
        return (fault,)
    return ()
