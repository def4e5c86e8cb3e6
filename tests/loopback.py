"""Small servers on this machine for tests of carriers: they keep what they are sent."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class AnHttpServer(ThreadingHTTPServer):
    """Keeps every request; answers with what it was told, the last answer for ever."""

    daemon_threads = True

    def __init__(self, *answers: tuple[int, dict[str, str], bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = list(answers) or [(200, {}, b"{}")]
        self.requests: list[tuple[str, dict[str, str], bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def json_of(self, place: int = 0):
        return json.loads(self.requests[place][2])


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        server = self.server
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        server.requests.append((self.path, headers, body))
        answers = server.answers
        status, extra, answer = answers.pop(0) if len(answers) > 1 else answers[0]
        self.send_response(status)
        for name, value in extra.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def do_GET(self):
        self.do_POST()

    def log_message(self, *args):
        pass


class AnSmtpServer(socketserver.ThreadingTCPServer):
    """Keeps every mail; `refusal` is what it answers to each recipient instead."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, refusal: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _SmtpTalk)
        self.refusal = refusal
        self.mails: list[tuple[str, str]] = []

    @property
    def port(self) -> int:
        return self.server_address[1]


class _SmtpTalk(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 here")
        to = ""
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "RCPT" and self.server.refusal:
                self.say(self.server.refusal)
            elif verb == "DATA":
                self.say("354 go on")
                self.server.mails.append((to, self.read_mail()))
                self.say("250 taken")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                to = line[8:].strip("<>") if verb == "RCPT" else to
                self.say("250 yes")

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())

    def read_mail(self):
        lines = []
        while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
            lines.append(line)
        return "\n".join(lines)


@contextmanager
def serving(server) -> Iterator:
    """Run a server in a thread while the test runs."""
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
