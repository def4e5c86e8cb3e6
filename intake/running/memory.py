"""How often a long-running process looks for unused memory; read `rest_longer`."""

import gc

NEW, YOUNG, OLD = 50_000, 20, 50
"""How many new objects, and how many earlier rounds, bring on a round of each age."""


def rest_longer() -> None:
    """Let a service look less often for memory that refers to itself.

    What it holds at its start (settings, signs, the tables of names) is never looked at again.

    Why:
        A page of a thousand concerns makes some hundred thousand values that go at once by
        themselves. At Python's own pace all that the process ever read was gone through for
        them: a third of the page's time. It costs some tens of megabytes at most.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW, YOUNG, OLD)
