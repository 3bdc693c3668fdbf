"""A server on this machine that imitates the published chat-completions protocol, good days and bad.

Each request takes the next act of the script; the last act stays. What was asked is kept, and what would be billed.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]
Act = Callable[["Visit"], None]


@dataclass
class Fake:
    """The server's script and its memory."""

    acts: list[Act]
    asked: list[Body] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    models: list[str] = field(default_factory=lambda: ["text-embedding-9", "small-model", "big-model"])
    billed: list[tuple[int, int]] = field(default_factory=list)
    """(prompt tokens, completion tokens) of every request that a vendor would charge."""
    url: str = ""
    listed: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self, body: Body, headers: dict[str, str]) -> Act:
        with self.lock:
            self.asked.append(body)
            self.headers.append(headers)
            return self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]

    def words(self, number: int = -1) -> str:
        """Everything that was said in a request, as one text."""
        return json.dumps(self.asked[number], ensure_ascii=False)


@dataclass
class Visit:
    """One request on the server's side."""

    fake: Fake
    body: Body
    handler: BaseHTTPRequestHandler

    @property
    def prompt_tokens(self) -> int:
        return len(json.dumps(self.body["messages"])) // 4

    def json(self, status: int, content: object, **headers: str) -> None:
        data = json.dumps(content).encode()
        self.handler.send_response(status)
        self.handler.send_header("content-type", "application/json")
        self.handler.send_header("content-length", str(len(data)))
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()
        self.handler.wfile.write(data)

    def open_stream(self) -> None:
        self.handler.send_response(200)
        self.handler.send_header("content-type", "text/event-stream")
        self.handler.send_header("connection", "close")
        self.handler.end_headers()
        self.handler.close_connection = True

    def event(self, content: object) -> None:
        self.handler.wfile.write(f"data: {json.dumps(content)}\n\n".encode())
        self.handler.wfile.flush()

    def chunk(self, delta: Body, finish: str | None = None, **more: object) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        self.event(
            {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice], **more}
        )

    def done(self) -> None:
        self.handler.wfile.write(b"data: [DONE]\n\n")


def say(text: str, finish: str = "stop", refusal: str | None = None, usage: object = "honest") -> Act:
    """Answer with a text, streamed where that was asked."""

    def act(visit: Visit) -> None:
        tokens = (visit.prompt_tokens, max(1, len(text.encode()) // 4))
        visit.fake.billed.append(tokens)
        told = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)}
        count = told if usage == "honest" else usage
        if visit.body.get("stream"):
            visit.open_stream()
            visit.chunk({"role": "assistant", "content": ""})
            for start in range(0, len(text), 40):
                visit.chunk({"content": text[start : start + 40]})
            if refusal:
                visit.chunk({"refusal": refusal})
            visit.chunk({}, finish)
            if count is not None and visit.body.get("stream_options"):
                visit.event(
                    {
                        "id": "x",
                        "object": "chat.completion.chunk",
                        "created": 1,
                        "model": "m",
                        "choices": [],
                        "usage": count,
                    }
                )
            visit.done()
            return
        message = {"role": "assistant", "content": None if refusal else text, "refusal": refusal}
        answer = {"id": "x", "object": "chat.completion", "created": 1, "model": "m",
                  "choices": [{"index": 0, "message": message, "finish_reason": finish}]}  # fmt: skip
        visit.json(200, answer | ({"usage": count} if count is not None else {}))

    return act


def fail(status: int, message: str = "no", code: str | None = None, **headers: str) -> Act:
    """Answer with an error."""
    return lambda visit: visit.json(
        status, {"error": {"message": message, "type": "t", "param": None, "code": code}}, **headers
    )


def cut_off(text: str) -> Act:
    """Stream half an answer and hang up without a word."""

    def act(visit: Visit) -> None:
        visit.fake.billed.append((visit.prompt_tokens, len(text.encode()) // 4))
        visit.open_stream()
        visit.chunk({"content": text})

    return act


def fall_silent(text: str, seconds: float) -> Act:
    """Stream half an answer, then nothing for a while."""

    def act(visit: Visit) -> None:
        visit.fake.billed.append((visit.prompt_tokens, len(text.encode()) // 4))
        visit.open_stream()
        visit.chunk({"content": text})
        time.sleep(seconds)

    return act


def error_in_stream(message: str) -> Act:
    """Begin to stream, then tell an error in the stream."""

    def act(visit: Visit) -> None:
        visit.open_stream()
        visit.chunk({"content": "{"})
        visit.event({"error": {"message": message, "type": "server_error"}})

    return act


def garbage(visit: Visit) -> None:
    """Answer with a page that is no JSON, as a proxy would."""
    data = b"<html>hello</html>"
    visit.handler.send_response(200)
    visit.handler.send_header("content-type", "text/html")
    visit.handler.send_header("content-length", str(len(data)))
    visit.handler.end_headers()
    visit.handler.wfile.write(data)


def hang_up(visit: Visit) -> None:
    """Close the connection without an answer."""
    visit.handler.close_connection = True
    visit.handler.connection.close()


@contextmanager
def serving(*acts: Act) -> Iterator[Fake]:
    """A server with this script."""
    fake = Fake(list(acts))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            fake.listed += 1
            Visit(fake, {}, self).json(
                200,
                {
                    "object": "list",
                    "data": [{"id": m, "object": "model", "created": 1, "owned_by": "me"} for m in fake.models],
                },
            )

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            with suppress(BrokenPipeError, ConnectionResetError):
                fake.next(body, {name.lower(): value for name, value in self.headers.items()})(Visit(fake, body, self))

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
