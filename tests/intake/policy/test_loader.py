"""The policy loads as a whole, or says everything that is wrong with it."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from intake.domain.errors import PolicyError
from intake.policy.check import unchecked_contacts
from intake.policy.loader import MODELS, load_policy
from tests.build import CONFIG, shipped_policy

CHAT = "DUEREGARD_CHAT_NORTHMOOR_CHILDREN"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(CONFIG, tmp_path / "config")
    return tmp_path / "config"


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name} no longer holds what this test changes"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults_in(folder: Path) -> tuple[str, ...]:
    with pytest.raises(PolicyError) as caught:
        load_policy(folder)
    return caught.value.faults


def test_the_packaged_policy_loads_from_wherever_it_is_installed():
    assert load_policy().hash == shipped_policy().hash
    assert {"child", "community", "professional"} <= set(shipped_policy().scripts)


def test_the_hash_follows_content_and_not_comments(folder):
    change(folder, "channels.yaml", "hour: 10", "hour: 10   # a comment")
    assert load_policy(folder).hash == shipped_policy().hash

    change(folder, "channels.yaml", "hour: 10", "hour: 11")
    assert load_policy(folder).hash != shipped_policy().hash


def test_p09_the_whole_policy_is_kept_as_text_without_any_secret(folder):
    policy = load_policy(folder, {CHAT: "-100555"})

    assert policy.duty.address("northmoor_children", "telegram") == "-100555"
    assert "-100555" not in policy.whole
    assert "-100555" not in repr(policy)
    assert "-100555" not in repr(policy.duty)
    assert '"catch_all": "northmoor_children"' in policy.whole


def test_a_missing_name_of_the_environment_is_a_warning_and_no_channel():
    assert any(CHAT in warning for warning in shipped_policy().warnings)
    assert not shipped_policy().duty.reaches("northmoor_children", "telegram")


def test_a_dozen_mistakes_in_several_files_are_told_at_once(folder):
    mistakes = [
        ("areas.yaml", "kind: police, area: northmoor", "kind: polise, area: northmoor", "police"),
        ("duty.yaml", "office_hours: office", "office_hours: ofice", "'office'"),
        ("duty.yaml", "when_closed: northmoor_night", "when_closed: northmoor_nigth", "northmoor_night"),
        ("duty.yaml", "who: northmoor_police_duty", "who: northmoor_polce_duty", "northmoor_police_duty"),
        ("duty.yaml", "administrator: administrator", "administrators: x\nadministrator: administrator", "administrator"),
        ("routing.yaml", "{function: lado,", "{function: lados,", "'lado'"),
        ("routing.yaml", "topics: [prevent]", "topics: [prevnt]", "'prevent'"),
        ("access.yaml", "decline: [duty_officer, supervisor]", "decline: [duty_oficer]", "'duty_officer'"),
        ("numbers.yaml", "number: 0800 1111", "number: ask Wilf", "numbers.childline.number"),
        ("channels.yaml", "quick_exit_url: https", "quick_exit: https", "quick_exit_url"),
        ("channels.yaml", "keep_hours: 168", "keep_hours: 12", "remind_after_hours"),
        ("organisation.yaml", "is_demo: true", "is_demo: perhaps", "is_demo"),
        ("learning.yaml", "[CS7, CS8,", "[CS7, CS89,", "'CS89'"),
        ("learning.yaml", "or call {police}. In", "or call {polise}. In", "'police'"),
        ("matching.yaml", "share: 0.02", "shear: 0.02", "share"),
    ]  # fmt: skip
    for name, old, new, _ in mistakes:
        change(folder, name, old, new)
    (folder / "scripts" / "child.yaml").write_text("name: [", encoding="utf-8")
    (folder / "weights.yaml").unlink()
    faults = faults_in(folder)

    for name, _, _, told in mistakes:
        assert any(one.startswith(f"{name}:") and told in one for one in faults), (name, told)
    assert any(one.startswith("scripts/child.yaml: cannot be read") for one in faults)
    assert "weights.yaml: the file is missing" in "\n".join(faults)
    assert not any("ask Wilf" in one for one in faults)
    assert all("write" in one or "mind" in one for one in faults)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param("routing.yaml", "urgency: now", "urgency: soon", id="the same file"),
        pytest.param("routing.yaml", "scrutiny: scrutiny", "", id="a key of it is missing"),
        pytest.param("areas.yaml", "outward: [NM1,", "outward: [nm 1,", id="areas"),
        pytest.param("areas.yaml", "rso: Registered sex offender", "rso: ''", id="a kind of flag"),
        pytest.param("duty.yaml", "office_hours: office", "", id="a key of duty is missing"),
        pytest.param("duty.yaml", "after_minutes: 15", "after_minutes: soon", id="a rung"),
        pytest.param("duty.yaml", "hours: office", "hours: [office]", id="a desk"),
    ],
)
def test_a_fault_between_files_is_told_though_one_of_them_has_another(folder, name, old, new):
    change(folder, "routing.yaml", "flag_kinds: [mappa, rso]", "flag_kinds: [mapa, rso]")
    change(folder, name, old, new)

    faults = faults_in(folder)

    assert any(one.startswith("routing.yaml") and "'mapa'" in one for one in faults), faults
    assert any(one.startswith(name) and "'mapa'" not in one for one in faults), faults
    assert len(faults) == 2, faults


def test_a_role_without_words_is_a_fault(folder):
    change(folder, "routing.yaml", "words: [tutor*]", "words: []")

    assert any("roles.tutor.words" in one for one in faults_in(folder))


def test_a_topic_that_nothing_brings_up_is_a_fault(folder):
    change(folder, "routing.yaml", "    signs: [CS3]\n", "")

    assert any("topics.missing" in one and "never hold" in one for one in faults_in(folder))


def test_a_sign_that_brings_up_a_topic_must_exist(folder):
    change(folder, "routing.yaml", "signs: [CS3]", "signs: [CS99]")

    assert any("topics.missing.signs" in one and "'CS99'" in one for one in faults_in(folder))


FAULTS = [
    pytest.param(
        "duty.yaml",
        "cannot_decline: true}\n    repeat_every_minutes: 15",
        "cannot_decline: false}\n    repeat_every_minutes: 15",
        "may not end in silence",
        id="a ladder whose last rung may decline",
    ),
    pytest.param(
        "duty.yaml",
        "manager: [{who: northmoor_children_manager, hours: always}]",
        "manager: [{who: northmoor_children_manager, hours: office}]",
        "rotas.northmoor_children.manager",
        id="a ladder that ends at nobody by night",
    ),
    pytest.param(
        "duty.yaml",
        "    when_closed: northmoor_night\n",
        "",
        "hours at which nobody is asked",
        id="a desk that closes and nobody stands in",
    ),
    pytest.param(
        "duty.yaml",
        'friday: "00:00-08:00, 16:30-24:00"',
        'friday: "00:00-08:00, 16:45-24:00"',
        "hours at which nobody is asked",
        id="a quarter of an hour on Fridays at which nobody is asked",
    ),
    pytest.param(
        "duty.yaml",
        "function: mappa",
        "function: lado",
        "write one desk a function and area",
        id="two desks that do the same",
    ),
    pytest.param(
        "duty.yaml", '"08:00-17:30"', '"8-17:30"', "hours.office", id="hours that cannot be read"
    ),
    pytest.param(
        "duty.yaml", '"08:00-17:30"', '"18:00-17:30"', "hours.office", id="hours that run backwards"
    ),
    pytest.param(
        "duty.yaml",
        '"00:00-08:00, 17:30-24:00"',
        '"00:00-08:00, 07:30-24:00"',
        "overlap",
        id="hours that overlap",
    ),
    pytest.param(
        "duty.yaml",
        "    every_day: all day\n    bank_holidays: all day\n\noffice",
        "    every_day: closed\n\noffice",
        "never open",
        id="hours that never open",
    ),
    pytest.param(
        "duty.yaml", "to_year: 2040", "to_year: 2001", "swapped", id="years that run backwards"
    ),
    pytest.param(
        "duty.yaml",
        "  three_days: {acknowledge",
        "  four_days: {acknowledge",
        "within",
        id="an urgency that does not exist",
    ),
    pytest.param(
        "duty.yaml",
        "  three_days: {acknowledge_within_minutes: 240, accept_within_minutes: 480, decide_within_working_days: 3}",
        "",
        "no times for three_days",
        id="an urgency without times",
    ),
    pytest.param(
        "duty.yaml",
        "{place: on_duty, channels: [sms, telegram]",
        "{place: on_duty, desk: northmoor_polise, channels: [sms, telegram]",
        "northmoor_police",
        id="a rung at a desk that does not exist",
    ),
    pytest.param("duty.yaml", "ladder: fast", "ladder: fats", "'fast'", id="a misspelt ladder"),
    pytest.param(
        "duty.yaml", "{place: on_duty", "{place: on_dity", "'on_duty'", id="a misspelt place"
    ),
    pytest.param(
        "duty.yaml", "after_minutes: 15", "after_minutes: 0", "wait", id="a rung without a wait"
    ),
    pytest.param(
        "duty.yaml",
        "after_minutes: 0",
        "after_minutes: 3",
        "first rung",
        id="a first rung that waits",
    ),
    pytest.param(
        "duty.yaml", "region: ENG", "region: ENGL", "'ENG'", id="bank holidays of nowhere"
    ),
    pytest.param(
        "duty.yaml",
        "catch_all: northmoor_children ",
        "catch_all: northmor_children ",
        "northmoor_children",
        id="a misspelt catch-all",
    ),
    pytest.param(
        "areas.yaml", "SF1, SF2", "NM1, SF2", "NM1 belongs to two", id="a postcode of two areas"
    ),
    pytest.param(
        "routing.yaml",
        "name: child_named",
        "name: child_harmed",
        "two are named child_harmed",
        id="two rules of one name",
    ),
    pytest.param(
        "routing.yaml", "      - {function: owner}", "      - {function: owner, places: [child]}",
        "none for owner", id="an owner at a place",
    ),
    pytest.param(
        "routing.yaml", 'danger: ["yes"]', "danger: [yes]", "danger", id="a yes that YAML reads as true"
    ),
    pytest.param(
        "routing.yaml", "flag_kinds: [mappa, rso]", "flag_kinds: [mapa]", "'mappa'", id="a misspelt flag"
    ),
    pytest.param(
        "routing.yaml", "scrutiny: scrutiny", "scrutiny: scrutny", "'scrutiny'", id="no scrutiny"
    ),
    pytest.param(
        "access.yaml", "agencies: [probation]", "agencies: [probaton]", "'probation'",
        id="an agency that the table does not know",
    ),
    pytest.param(
        "access.yaml", "fields: [figures.counts]", "fields: [figures.count]", "'figures.counts'",
        id="a field that the table does not know",
    ),
    pytest.param(
        "channels.yaml", "lease_seconds: 30", "lease_seconds: 15", "lease_seconds",
        id="a lease that ends while its sender sends",
    ),
    pytest.param(
        "channels.yaml", "longest_retry_seconds: 300", "longest_retry_seconds: 2", "longest_retry",
        id="tries that grow downwards",
    ),
    pytest.param(
        "channels.yaml", "hour: 10", "hour: 10\n  hour: 11", "line", id="a key written twice"
    ),
    pytest.param(
        "channels.yaml", "mode: full", "mode: loud", "'off', 'link' or 'full'", id="a mode of none"
    ),
    pytest.param(
        "weights.yaml", "breach_signs: [", "breach_signs: [DA99, ", "DA99", id="a sign of a rule that is not there"
    ),
    pytest.param(
        "scripts/child.yaml", "name: safe_contact", "name: safe", "named safe", id="two questions of one name"
    ),
    pytest.param(
        "scripts/child.yaml", "name: child\n", "name: community\n", "another script",
        id="two scripts of one name",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "told"), FAULTS)
def test_a_fault_is_found_at_start_and_names_its_file_and_key(folder, name, old, new, told):
    change(folder, name, old, new)
    faults = faults_in(folder)

    assert any(told in one for one in faults), faults


def test_a_secret_of_the_files_is_in_no_fault(folder):
    change(folder, "duty.yaml", "email: children@northmoor.example", "emial: s3cret-word")
    change(folder, "organisation.yaml", "name: Northmoor", "name: [s3cret-word] # ")

    assert not any("s3cret-word" in one for one in faults_in(folder))


def test_a_file_that_holds_no_keys_and_a_folder_without_scripts_are_told(folder):
    (folder / "numbers.yaml").write_text("- only\n- a list\n", encoding="utf-8")
    shutil.rmtree(folder / "scripts")
    faults = faults_in(folder)

    assert any(one.startswith("numbers.yaml: holds no keys") for one in faults)
    assert any(one.startswith("scripts: there is no script") for one in faults)


def test_an_empty_folder_misses_every_file(tmp_path):
    assert len(faults_in(tmp_path)) == len(MODELS) + 2


def test_a_desk_may_serve_a_second_area(folder):
    text = (folder / "duty.yaml").read_text(encoding="utf-8")
    start = text.index("  southfen_haven:\n    title")
    end = text.index("  southfen_scrutiny:\n    title")
    rota = "  southfen_haven:\n    on_duty: [{who: southfen_haven_duty, hours: always}]\n    manager: [{who: southfen_haven_manager, hours: always}]\n"
    assert rota in text
    text = (text[:start] + text[end:]).replace(rota, "")
    title = "title: Northmoor Haven, domestic abuse\n"
    text = text.replace(title, f"{title}    serves: [southfen]\n")
    (folder / "duty.yaml").write_text(text, encoding="utf-8")

    desk = load_policy(folder).duty.desk_for("domestic_abuse", "southfen")
    assert desk is not None
    assert desk.name == "northmoor_haven"


def test_every_contact_that_nobody_has_called_is_listed():
    policy = shipped_policy()
    unchecked = unchecked_contacts(policy)

    assert "numbers.yaml: numbers.childline" in unchecked
    assert "areas.yaml: areas.northmoor.out_of_hours_number" in unchecked
    assert "duty.yaml: desks.southfen_police" in unchecked
    assert "duty.yaml: people.administrator" in unchecked

    called = {
        key: one.model_copy(update={"checked_on": date(2026, 11, 1)})
        for key, one in policy.numbers.numbers.items()
    }
    numbers = policy.numbers.model_copy(update={"numbers": called})
    left = unchecked_contacts(replace(policy, numbers=numbers))
    assert not any(one.startswith("numbers.yaml") for one in left)


@pytest.mark.parametrize(
    ("words", "area"),
    [
        pytest.param("NM1 2AB", "northmoor", id="a whole postcode"),
        pytest.param("sf42ab", "southfen", id="typed carelessly"),
        pytest.param("SF4", "southfen", id="its first half"),
        pytest.param("NM12 3CD", "", id="another district"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_postcode_leads_to_its_area(words, area):
    assert shipped_policy().areas.area_of_postcode(words) == area


def test_an_organisation_without_names_is_told_what_it_lacks():
    named = shipped_policy().organisation
    bare = named.model_copy(
        update={"controller": "", "sharing_agreements": (), "noise_figure": None}
    )

    assert named.unnamed == ()
    assert bare.unnamed == ("controller", "sharing_agreements", "noise_figure")


def test_a_number_is_given_by_its_key():
    assert shipped_policy().numbers.number("childline") == "0800 1111"


@pytest.mark.parametrize("written", ["off", "no", "false", '"off"'])
def test_a_bare_off_is_the_word_and_no_boolean(folder, written):
    change(folder, "channels.yaml", "mode: full", f"mode: {written}")
    assert load_policy(folder).channels.telegram.mode == "off"
