"""The parts of the desk's door, by what they are for; `intake.duty.door` puts them together."""
