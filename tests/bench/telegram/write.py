"""An officer of the bench's database puts a question to whoever told its newest report."""

import sys

from intake.actions.write_letter import Writing, write_letter
from intake.domain.two_way import LetterKind
from intake.running.opening import open_office
from intake.settings import read_settings

office = open_office(read_settings())
with office.look() as work:
    [officer] = work.staff.everybody()
    concern = work.concerns.records.all(newest=True, limit=1)[0]
write_letter(
    office,
    officer=officer,
    concern_id=concern.id,
    writing=Writing(LetterKind.QUESTION, " ".join(sys.argv[1:])),
)
sys.stdout.write("written\n")
