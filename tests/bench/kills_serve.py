"""The real service, allowed as the demo is to call webhooks on its own machine; for kills.py."""

import sys

from dialogs.shell import logs
from dialogs.shell.service import Service, bind
from intake.running.opening import open_office, with_rules_in_force
from intake.settings import read_settings


def main(port: int) -> None:
    """Serve until killed."""
    logs.configure()
    settings = read_settings()
    place = bind("127.0.0.1", port)
    office = with_rules_in_force(open_office(settings))
    service = Service(office, settings, public_url=f"http://127.0.0.1:{port}", demo=True)
    service.start()
    service.run(place)


if __name__ == "__main__":
    main(int(sys.argv[1]))
