"""What the pages of a desk hold: frozen, already cut down to what the reader may see (P13).

Words about people are kept out of `repr` (P10). Moments are aware UTC; a page words them.
"""

from intake.duty.views.alert import AlertPage, LadderStep
from intake.duty.views.concern import (
    AddedLine,
    AlikeReport,
    AsideLine,
    CampaignView,
    CheckLine,
    ClosePage,
    ClosingView,
    ConcernView,
    EarlierConcern,
    FactLine,
    Identity,
    MentionView,
    NoteLine,
    Segment,
    Told,
)
from intake.duty.views.desk import DeskFacts, DiaryLine, DutyTurn
from intake.duty.views.matches import (
    Alike,
    CandidateView,
    CutLine,
    EvidenceRow,
    Explanation,
    Found,
    FoundPerson,
    JudgementLine,
    MatchPanel,
)
from intake.duty.views.person import ChronologyLine, FlagView, LinkedLine, PersonPage, WorkTold
from intake.duty.views.queue import EarlierDot, Queue, QueueGroup, QueueItem
from intake.duty.views.weight import VoicePart, WeightPlot, WeightStep, WeightView

__all__ = [
    "AddedLine",
    "AlertPage",
    "Alike",
    "AlikeReport",
    "AsideLine",
    "CampaignView",
    "CandidateView",
    "CheckLine",
    "ChronologyLine",
    "ClosePage",
    "ClosingView",
    "ConcernView",
    "CutLine",
    "DeskFacts",
    "DiaryLine",
    "DutyTurn",
    "EarlierConcern",
    "EarlierDot",
    "EvidenceRow",
    "Explanation",
    "FactLine",
    "FlagView",
    "Found",
    "FoundPerson",
    "Identity",
    "JudgementLine",
    "LadderStep",
    "LinkedLine",
    "MatchPanel",
    "MentionView",
    "NoteLine",
    "PersonPage",
    "Queue",
    "QueueGroup",
    "QueueItem",
    "Segment",
    "Told",
    "VoicePart",
    "WeightPlot",
    "WeightStep",
    "WeightView",
    "WorkTold",
]
