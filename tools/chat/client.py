"""The chat-model client: a question becomes requests, and the requests one checked answer.

An answered question is answered from the project for ever. Before each request the most it may cost is reserved in the
film's ledger; afterwards it is settled by the tokens counted, or by the most where nobody counted.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from director.errors import BudgetExhausted, SetupError
from director.ledger import Ledger
from director.model import CrewRole, Money, Quote
from director.settings import Endpoint, Settings, settings_file
from director.store import Store
from tools.chat.base import A, Question
from tools.chat.failures import ChatBudgetExhausted, ChatFailed
from tools.chat.kept import Archive, Exchange, Redactor, key_of
from tools.chat.manner import Manner, blind, first_manner, milder, wants_less_room
from tools.chat.messages import Mending, messages, response_format, size_of
from tools.chat.prices import Tariff, tariff
from tools.chat.reading import Unreadable, read_answer
from tools.chat.tries import wait_before_next
from tools.chat.wire import Asked, Failure, Malformed, Said, Wire

REPAIRS = 2
"""Times a model is shown the faults of its answer."""
LEAST_ROOM = 256
"""Tokens. An answer with less room is not worth asking for."""

Heard = Callable[[CrewRole, str, int], None]
"""Told, while an answer comes: who asked, by which prompt, how many characters so far. Must return at once."""


@dataclass
class _Conversation:
    """What one question has come to so far."""

    key: str
    endpoint: Endpoint
    model: str
    wire: Wire
    tariff: Tariff | None
    deadline: float
    room: int
    exchanges: list[Exchange] = field(default_factory=list)
    mending: Mending | None = None
    repairs: int = 0
    lengthened: bool = False
    tries: int = 0


class ModelChat:
    """Asks the endpoints that the settings name, one for each role. Close it in the end."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        ledger: Ledger,
        heard: Heard = lambda role, prompt, letters: None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """Nothing is sent before the first question."""
        self._settings = settings
        self._store = store
        self._ledger = ledger
        self._heard = heard
        self._sleep = sleep
        self._redactor = Redactor(settings.secrets())
        self._archive = Archive(store, self._redactor)
        self._places = asyncio.Semaphore(settings.at_once)
        self._wires: dict[Endpoint, Wire] = {}
        self._models: dict[str, str] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    async def close(self) -> None:
        """Close all connections."""
        await asyncio.gather(*(wire.close() for wire in self._wires.values()))

    async def ask(self, question: Question[A]) -> A:
        """Return the answer to a question, from the project where it was asked before.

        Raises:
            ChatFailed: no usable answer after repair and retries; its cause says why.
            ChatBudgetExhausted: the answer might pass the film's limit; nothing was sent.
            SetupError: the endpoint lets nobody in, or its price must be set; the message names what to set.
        """
        question = self._without_secrets(question)
        endpoint = self._settings.endpoint(question.role)
        wire = self._wires.get(endpoint)
        if wire is None:
            wire = self._wires[endpoint] = Wire(endpoint, self._settings.stall)
        model = await self._model(endpoint, wire)
        key = key_of(question, model, endpoint.temperature)
        async with self._asking.setdefault(key, asyncio.Lock()):
            kept = self._archive.answer(key, question)
            if kept is not None:
                return kept
            async with self._places:
                before = self._archive.read(key)
                talk = _Conversation(
                    key=key, endpoint=endpoint, model=model, wire=wire,
                    tariff=tariff(model, self._settings, self._ledger.currency),
                    deadline=time.monotonic() + self._settings.timeout, room=endpoint.max_tokens,
                    exchanges=list(before.exchanges) if before else [],
                )  # fmt: skip
                return await self._converse(question, talk)

    async def _converse(self, question: Question[A], talk: _Conversation) -> A:
        while True:
            said = await self._say(question, talk)
            if said.refusal or said.finish == "content_filter":
                raise ChatFailed(f"{talk.model} refused: {said.refusal or 'content filter'}", "refused")
            if said.finish == "length":
                if talk.lengthened:
                    raise ChatFailed(f"{talk.model}: the answer did not fit {talk.room} tokens", "too long")
                talk.lengthened = True
                talk.room *= 2
                continue
            try:
                answer = read_answer(said.text, question.answer)
            except Unreadable as fault:
                if talk.repairs == REPAIRS:
                    raise ChatFailed(f"{talk.model}: {question.prompt}: {fault}", "nonsense") from fault
                talk.repairs += 1
                talk.mending = Mending(said.text, fault.faults)
                continue
            self._archive.keep(talk.key, question, tuple(talk.exchanges), answer)
            return answer

    async def _say(self, question: Question[A], talk: _Conversation) -> Said:
        """Return what the model says to the question as it stands; asks again by cause, finds the endpoint's manner."""
        address = talk.endpoint.host
        known = self._archive.manner(address, talk.model)
        manner = known or first_manner(talk.endpoint.base_url)
        while True:
            talk.tries += 1
            try:
                said = await self._exchange(question, talk, manner)
            except Malformed as refusal:
                manner = self._otherwise(manner, str(refusal), question, talk)
                talk.tries -= 1
                continue
            except Failure as failure:
                await self._wait(failure, talk)
                continue
            if not said.text.strip() and not said.refusal and said.finish == "stop":
                await self._wait(Failure(f"{talk.model}: an empty answer", "empty", charged=True), talk)
                continue
            talk.tries = 0
            if manner != known:
                self._archive.keep_manner(address, talk.model, manner)
            return said

    async def _exchange(self, question: Question[A], talk: _Conversation, manner: Manner) -> Said:
        """Make one request: reserved before, settled and kept after, whatever comes."""
        if time.monotonic() >= talk.deadline:
            raise ChatFailed(f"{talk.model}: {self._settings.timeout:.0f} s are over", "slow")
        said_to = messages(question, manner.rung, talk.mending)
        asked = Asked(said_to, response_format(question.answer, manner.rung), talk.room, talk.endpoint.temperature)
        number = len(talk.exchanges) + 1
        most = self._reserve(question, talk, size_of(question, said_to))
        began = time.monotonic()
        record = Exchange(
            number=number, model=talk.model, address=talk.endpoint.host, rung=manner.rung, room=talk.room,
            mending=talk.mending.turn if talk.mending else "",
        )  # fmt: skip
        cost: Money | None = most  # what is not known to be cheaper counts in full
        try:
            self._ledger.sent(talk.key, str(number))
            said = await talk.wire.say(
                talk.model, asked, manner, talk.deadline - began,
                lambda letters: self._heard(question.role, question.prompt, letters),
            )  # fmt: skip
            cost = talk.tariff.cost(said.usage) if talk.tariff and said.usage else most
            record = record.model_copy(update=_facts(said))
        except (Malformed, SetupError) as refusal:
            cost = self._nothing(talk)
            record = record.model_copy(update={"fault": str(refusal)})
            raise
        except Failure as failure:
            cost = most if failure.charged else self._nothing(talk)
            record = record.model_copy(update={"fault": f"{failure.cause}: {failure}"})
            raise
        except BaseException as stop:
            record = record.model_copy(update={"fault": f"stopped: {type(stop).__name__}"})
            raise
        finally:
            seconds = round(time.monotonic() - began, 3)
            record = record.model_copy(update={"cost": cost, "seconds": seconds})
            talk.exchanges.append(record)
            self._archive.keep(talk.key, question, tuple(talk.exchanges), None)
            self._log(question, record)
            self._ledger.settle(talk.key, cost or Money(micros=0, currency=self._ledger.currency), seconds)
        return said

    def _log(self, question: Question[A], made: Exchange) -> None:
        line = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": "asked", "role": question.role,
            "prompt": question.prompt, "about": question.about, "model": made.model, "rung": made.rung,
            "mending": bool(made.mending), "finish": made.finish, "fault": made.fault, "seconds": made.seconds,
            "tokens": [made.prompt_tokens, made.completion_tokens], "cost": str(made.cost or ""),
        }  # fmt: skip
        self._store.log(self._redactor.clean(json.dumps(line, ensure_ascii=False)))

    def _reserve(self, question: Question[A], talk: _Conversation, letters: int) -> Money | None:
        """Hold the most that a request may cost; None where the model's price is not known."""
        limits = self._store.load().brief.limits
        price: Money | None = None
        if talk.tariff is not None:
            price = talk.tariff.most(letters, len(question.pictures), talk.room)
        elif talk.endpoint.api_key is None:
            price = Money(micros=0, currency=self._ledger.currency)  # nobody sends a bill without a key
        elif limits.budget is not None:
            raise SetupError(
                f"the price of {talk.model} is not known, and the film has a limit of money: set "
                f'[prices."{talk.model}"] input = ..., output = ... (for a million tokens) in {settings_file()}'
            )
        quote = Quote(money=price or Money(micros=0, currency=self._ledger.currency))
        try:
            self._ledger.reserve(talk.key, question.about, f"{question.role} {talk.model}", quote, limits, "chat")
        except BudgetExhausted as wall:
            raise ChatBudgetExhausted(f"{question.prompt}: {wall}") from wall
        return price

    def _otherwise(self, manner: Manner, message: str, question: Question[A], talk: _Conversation) -> Manner:
        """Return how to put a refused request instead, or give up."""
        if question.pictures and blind(message):
            raise ChatFailed(f"{talk.model} takes no pictures ({message})", "rejected")
        if wants_less_room(message) and talk.room // 2 >= LEAST_ROOM:
            talk.room //= 2
            return manner
        changed = milder(manner, message)
        if changed is None:
            raise ChatFailed(f"{talk.endpoint.host} does not take the question ({message})", "rejected")
        return changed

    async def _wait(self, failure: Failure, talk: _Conversation) -> None:
        """Wait as long as the cause asks for, or raise the failure when another try is of no use or comes too late."""
        pause = wait_before_next(failure.cause, talk.tries, failure.retry_after)
        if pause is None or time.monotonic() + pause >= talk.deadline:
            raise ChatFailed(str(failure), failure.cause) from failure
        await self._sleep(pause)

    async def _model(self, endpoint: Endpoint, wire: Wire) -> str:
        """Return the model's name: as set, or the first that the endpoint lists, found out once for each film."""
        if endpoint.model:
            return endpoint.model
        known = self._models.get(endpoint.host) or self._archive.model(endpoint.host)
        if known is None:
            known = await wire.first_model()
            self._archive.keep_model(endpoint.host, known)
        self._models[endpoint.host] = known
        return known

    def _nothing(self, talk: _Conversation) -> Money | None:
        return (
            None if talk.tariff is None and talk.endpoint.api_key else Money(micros=0, currency=self._ledger.currency)
        )

    def _without_secrets(self, question: Question[A]) -> Question[A]:
        """Return the question without any secret that slipped into it, say with a brief that holds a key."""
        clean = self._redactor.clean
        return replace(question, system=clean(question.system), user=clean(question.user))


def _facts(said: Said) -> dict[str, object]:
    facts: dict[str, object] = {"text": said.text or said.refusal, "finish": said.finish}
    if said.usage is not None:
        facts |= {"prompt_tokens": said.usage.prompt, "completion_tokens": said.usage.completion, "counted": True}
    return facts
