"""What a policy that loads may still want: contacts that nobody has called yet."""

from collections.abc import Iterator

from intake.policy.loader import PolicySet


def unchecked_contacts(policy: PolicySet) -> tuple[str, ...]:
    """Return every contact and number whose `checked_on` is empty, as "file: key".

    Why:
        Numbers of help move and hours change; a number that nobody has called is a guess,
        and the guess is made by somebody in danger.
    """
    return tuple(_unchecked(policy))


def _unchecked(policy: PolicySet) -> Iterator[str]:
    for key, number in policy.numbers.numbers.items():
        if number.checked_on is None:
            yield f"numbers.yaml: numbers.{key}"
    for code, area in policy.areas.areas.items():
        if area.checked_on is None:
            yield f"areas.yaml: areas.{code}.out_of_hours_number"
    for name, desk in policy.called.desks.items():
        if desk.channels and desk.checked_on is None:
            yield f"duty.yaml: desks.{name}"
    for name, person in policy.called.people.items():
        if person.checked_on is None:
            yield f"duty.yaml: people.{name}"
