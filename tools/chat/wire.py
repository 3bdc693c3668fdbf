"""One request to one endpoint of the chat-completions protocol, over the openai package. It asks once, decides nothing.

Answers are streamed where the endpoint can, so that a stalled or cut connection is noticed early.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass

import openai
from openai import AsyncOpenAI, Omit, omit
from openai.types import CompletionUsage
from openai.types.chat import ChatCompletionMessageParam, completion_create_params

from director.settings import Endpoint
from tools.chat.failures import AccessRefused, Cause, ChatFailed
from tools.chat.manner import Manner, filtered
from tools.chat.prices import Usage

CONNECT = 10.0
"""s to reach a server at all."""
LONGEST_STREAM = 1_000_000
"""Characters. A server that streams for ever is cut off here."""

LONGEST_MESSAGE = 300
"""Characters of an endpoint's own words about an error."""

_ABOUT_FORM = re.compile(r"grammar|schema|response_format|image|mmproj")
"""Some servers answer 500 to what they cannot do."""


@dataclass(frozen=True)
class Said:
    """What a model said."""

    text: str
    finish: str
    """stop | length | content_filter | ...; empty: the stream ended without a word about it."""
    refusal: str = ""
    usage: Usage | None = None


@dataclass(frozen=True)
class Asked:
    """What is sent."""

    messages: list[ChatCompletionMessageParam]
    form: completion_create_params.ResponseFormat | None
    room: int
    temperature: float | None


class Malformed(Exception):  # noqa: N818 - the endpoint's view of the request
    """The endpoint did not take the request as it was put (400, 422, 501): another manner may do."""


class Failure(ChatFailed):
    """A request failed. `charged` says whether the vendor may have counted it, `retry_after` when to come back (s)."""

    def __init__(self, message: str, cause: Cause, *, charged: bool, retry_after: float | None = None) -> None:
        """Keep what the next try depends on."""
        self.charged = charged
        self.retry_after = retry_after
        super().__init__(message, cause)


class Wire:
    """A connection to one endpoint."""

    def __init__(self, endpoint: Endpoint, stall: float) -> None:
        """Nothing is sent yet. `stall`: s of silence after which an answer is given up."""
        self.endpoint = endpoint
        self._stall = stall
        key = endpoint.api_key.get_secret_value() if endpoint.api_key else "none"
        self._client = AsyncOpenAI(
            api_key=key, base_url=endpoint.base_url, max_retries=0, timeout=openai.Timeout(stall, connect=CONNECT)
        )

    async def close(self) -> None:
        """Close the connection."""
        await self._client.close()

    async def first_model(self) -> str:
        """Return the first model that the endpoint lists, embedding models left out.

        Raises:
            ChatFailed: the endpoint is down.
            AccessRefused: it lists none, or lets us not in.
        """
        try:
            async with asyncio.timeout(self._stall):
                listed = await self._client.models.list()
        except TimeoutError as error:
            raise Failure(f"{self.endpoint.host} does not answer", "slow", charged=False) from error
        except openai.APIStatusError as error:
            raise self._status(error) from error
        except openai.APIError as error:
            raise _broken(self.endpoint.host, error) from error
        names = [model.id for model in listed.data if "embed" not in model.id.lower()]
        if not names:
            raise AccessRefused(f"{self.endpoint.host} lists no model: set {self.endpoint.model_variable}")
        return names[0]

    async def say(self, model: str, asked: Asked, manner: Manner, left: float, heard: Callable[[int], None]) -> Said:
        """Send one request and return what came back; `heard` is told the characters so far. `left`: s at most.

        Raises:
            Malformed: another manner may do.
            Failure: nothing usable came.
            AccessRefused: the key or the model is not accepted.
        """
        host = self.endpoint.host
        try:
            async with asyncio.timeout(left):
                if manner.streams:
                    return await self._stream(model, asked, manner, heard)
                return await self._whole(model, asked, manner)
        except TimeoutError as error:
            raise Failure(f"{host}: no answer in time", "slow", charged=True) from error
        except openai.APIStatusError as error:
            raise self._status(error) from error
        except openai.APITimeoutError as error:
            raise Failure(f"{host}: no answer in time", "slow", charged=not _unreached(error)) from error
        except openai.APIError as error:
            raise _broken(host, error) from error
        except ValueError as error:  # the stream ended within a chunk, or is no JSON
            raise Failure(f"{host}: the answer broke off ({type(error).__name__})", "cut off", charged=True) from error

    async def _stream(self, model: str, asked: Asked, manner: Manner, heard: Callable[[int], None]) -> Said:
        text: list[str] = []
        refusal, finish, length, chunks = "", "", 0, 0
        usage: Usage | None = None
        stream = await self._client.chat.completions.create(
            model=model,
            messages=asked.messages,
            stream=True,
            stream_options={"include_usage": True} if manner.counts else omit,
            response_format=asked.form or omit,
            temperature=_temperature(asked, manner),
            max_tokens=_room(asked, manner, "max_tokens"),
            max_completion_tokens=_room(asked, manner, "max_completion_tokens"),
        )
        async with stream:
            async for chunk in stream:
                chunks += 1
                usage = _usage(chunk.usage) or usage
                for choice in (chunk.choices or [])[:1]:
                    piece = choice.delta.content if choice.delta else None
                    text.append(piece or "")
                    length += len(piece or "")
                    refusal += (choice.delta.refusal or "") if choice.delta else ""
                    finish = choice.finish_reason or finish
                    heard(length)
                if length > LONGEST_STREAM:
                    return Said("".join(text), "length", refusal, usage)
        if chunks == 0:
            raise Malformed("the endpoint does not stream")
        if not finish:
            raise Failure(f"{self.endpoint.host}: the answer broke off", "cut off", charged=True)
        return Said("".join(text), finish, refusal, usage)

    async def _whole(self, model: str, asked: Asked, manner: Manner) -> Said:
        answer = await self._client.chat.completions.create(
            model=model,
            messages=asked.messages,
            stream=False,
            response_format=asked.form or omit,
            temperature=_temperature(asked, manner),
            max_tokens=_room(asked, manner, "max_tokens"),
            max_completion_tokens=_room(asked, manner, "max_completion_tokens"),
        )
        if not answer.choices:
            raise Failure(f"{self.endpoint.host}: an answer without a choice", "empty", charged=True)
        choice = answer.choices[0]
        return Said(
            choice.message.content or "", _told(choice.finish_reason, "stop"), choice.message.refusal or "",
            _usage(answer.usage),
        )  # fmt: skip

    def _status(self, error: openai.APIStatusError) -> Exception:
        """Return what an HTTP error means. Vendors do not count requests that they answer with an error."""
        host, said = self.endpoint.host, error.message[:LONGEST_MESSAGE]
        made: Exception
        match error.status_code:
            case 401 | 403:
                made = AccessRefused(f"{host} refused the key: set {self.endpoint.key_variable} ({said})")
            case 404:
                to_set = f"set OPENAI_BASE_URL or {self.endpoint.model_variable}"
                made = AccessRefused(f"{host} knows no such address or model: {to_set} ({said})")
            case 429 if error.code != "insufficient_quota":
                wish = _retry_after(error)
                made = Failure(f"{host}: too many requests", "busy", charged=False, retry_after=wish)
            case 402 | 429:
                made = Failure(f"{host}: the account's credit is used up", "rejected", charged=False)
            case 400 | 422 if filtered(said) or error.code == "content_filter":
                made = Failure(f"{host}: a content filter refused the question", "refused", charged=False)
            case 400 | 422 | 501:
                made = Malformed(said)
            case 500 if _ABOUT_FORM.search(said.lower()):
                made = Malformed(said)
            case status:
                wish = _retry_after(error)
                made = Failure(f"{host}: error {status} ({said})", "down", charged=False, retry_after=wish)
        return made


def _told(value: str | None, other: str) -> str:
    """Return what stands in a field that the protocol promises and some servers leave empty."""
    return value or other


def _temperature(asked: Asked, manner: Manner) -> float | Omit:
    return asked.temperature if asked.temperature is not None and manner.tempered else omit


def _room(asked: Asked, manner: Manner, field: str) -> int | Omit:
    return asked.room if manner.room_field == field else omit


def _usage(told: CompletionUsage | None) -> Usage | None:
    """Return the tokens counted; None where the endpoint counts none or nonsense."""
    if told is None:
        return None
    prompt, completion = told.prompt_tokens, told.completion_tokens
    # The client does not check what comes: some servers send null or -1.
    if not all(type(count) is int and count >= 0 for count in (prompt, completion)):
        return None
    details = told.prompt_tokens_details
    cached = details.cached_tokens if details else 0
    return Usage(prompt, completion, max(0, cached or 0))


def _retry_after(error: openai.APIStatusError) -> float | None:
    """Return the seconds that the endpoint wants us to wait; None where it says nothing that can be read."""
    headers = error.response.headers
    try:
        if (milliseconds := headers.get("retry-after-ms")) is not None:
            return max(0.0, float(milliseconds) / 1000)
        if (seconds := headers.get("retry-after")) is not None:
            return max(0.0, float(seconds))
    except ValueError:  # an HTTP date: clocks differ, our own steps are as good
        return None
    return None


def _broken(host: str, error: openai.APIError) -> Failure:
    if not isinstance(error, openai.APIConnectionError):  # an error told within the stream
        return Failure(f"{host}: {error.message[:LONGEST_MESSAGE]}", "down", charged=True)
    if _unreached(error):
        return Failure(f"{host} cannot be reached", "down", charged=False)
    return Failure(f"{host}: the connection broke off", "cut off", charged=True)


def _unreached(error: openai.APIConnectionError) -> bool:
    """Whether not even a connection was made, so that nothing can have been charged."""
    return type(error.__cause__).__name__ in ("ConnectError", "ConnectTimeout")
