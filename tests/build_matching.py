"""Builders for the matcher: an invented list, and the settings as they are shipped."""

from datetime import date
from functools import cache
from pathlib import Path

import yaml
from sqlalchemy import Connection, MetaData, create_engine

from matching.index.memory import MemoryIndex
from matching.index.sql import index_tables
from matching.matcher import Matcher
from matching.query import Age, Description, PartialDate, Record
from matching.settings import MatchSettings

TODAY = date(2026, 7, 1)
CONFIG = Path(__file__).parents[1] / "config" / "matching.yaml"


def match_mapping() -> dict:
    return yaml.safe_load(CONFIG.read_text(encoding="utf-8"))


@cache
def match_settings() -> MatchSettings:
    return MatchSettings.from_mapping(match_mapping())


def a_matcher() -> Matcher:
    return Matcher(match_settings())


def words(*names: str, born: str = "", about: int = 0, **others: tuple[str, ...]) -> Description:
    return Description(
        names=names,
        birth=PartialDate.parse(born),
        age=Age(about - 4, about + 4, TODAY) if about else None,
        **others,
    )


def a_record(number: int, *names: str, **others: object) -> Record:
    return Record(number, words(*names, **others))


INVENTED = (
    a_record(1, "Corrin Thistlewood", "Corrie Thistle", born="1979-02-14", places=("Netherby",),
             postcodes=("ZE9 2QN",), phones=("07700 900123",), vehicles=("AB12 XKX",),
             handles=("@thistle.down",), work=("football coach",)),
    a_record(2, "Tansy Mossop", born="1990", places=("Netherby",)),
    a_record(3, "Wilfred Oakapple", "Wilf Oakapple", born="1961-11-03"),
    a_record(4, "Robert Quillfeather", born="1985-05-20", postcodes=("ZE3",)),
    a_record(5, "Katharina Brambleova", born="1988-09-09"),
    a_record(6, "Вера Подснежникова", born="1970-12-01"),
    a_record(7, "Elowen Penhallick-Rook", "Elowen Fennimore"),
    a_record(8, "Mac Donagh Larkspur", "Perran MacThistle"),
    a_record(9, "Νικόλας Θυμαρίδης", born="1982-03-30"),
    a_record(10, "سلمان الزعتري", born="1975-06-07"),
    a_record(11, "José Ñandúez de la Vega"),
    a_record(12, "Corrin Thistlewood", born="1951-08-30", places=("Overby",)),
    a_record(13, "तारु झिलमिल"),
    *(a_record(20 + n, f"Peter Alderby{chr(97 + n)}n", born=f"19{50 + n}-01-01") for n in range(20)),
)  # fmt: skip


def an_index() -> MemoryIndex:
    return MemoryIndex.build(INVENTED)


def a_connection() -> Connection:
    connection = create_engine("sqlite://", hide_parameters=True).connect()
    metadata = MetaData()
    index_tables(metadata)
    metadata.create_all(connection)
    return connection
