"""Reports in nearly the same words as one: shown with their evidence, joined by nobody here."""

from intake.domain.campaign import accounts_in, alike_of
from intake.domain.held import ConcernHeld
from intake.duty.sight import Sight
from intake.duty.views import AlikeReport, CampaignView


def campaign_of(sight: Sight, concern: ConcernHeld) -> CampaignView | None:
    """Return what a desk sees of a possible campaign around a concern.

    Args:
        sight: What the officer may see.
        concern: The concern read.

    Returns:
        None where too few reports that the officer sees are in nearly the same words. Reports
        that are not for this officer are neither shown nor counted (promise P13).
    """
    like, scales = sight.work.concerns.like_words, sight.office.policy.campaign
    new = like.of([concern.id]).get(concern.id)
    if new is None:
        return None
    near = like.near(new, scales.within)
    others = sight.work.concerns.of(one.concern_id for one in near)
    sight.prepare(others.values())
    seen = {key for key, other in others.items() if "concern.reference" in sight.sees(other)}
    alike = alike_of(new, [one for one in near if one.concern_id in seen], scales)
    if not alike:
        return None
    ids = [concern.id, *(one.concern_id for one in alike)]
    came_from = like.accounts_of(ids)
    first_at = min(concern.received_at, alike[0].at)
    last_at = max(concern.received_at, alike[-1].at)
    told_before = like.first_told({one for one in came_from.values() if one})
    accounts, new_accounts = accounts_in(came_from, told_before, first_at)
    voices = {concern.voice_id, *(others[one.concern_id].voice_id for one in alike)}
    return CampaignView(
        reports=len(ids),
        first_at=first_at,
        last_at=last_at,
        accounts=accounts,
        new_accounts=new_accounts,
        voices=len(voices),
        alike=tuple(
            AlikeReport(others[one.concern_id].reference, one.at, round(one.share * 100))
            for one in alike
        ),
    )
