"""What somebody, or a home, may be known by again."""

from sqlmodel import Field, SQLModel


class ClueRow(SQLModel, table=True):
    """One clue of a concern, or of a record that is held; `mention_id` is whose it is."""

    __tablename__ = "clue"
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(index=True, repr=False)
    kind: str
    area: str = ""
    concern_id: int | None = Field(default=None, foreign_key="concern.id", index=True)
    mention_id: int | None = Field(default=None, foreign_key="mention.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    words: str = Field(default="", repr=False)
