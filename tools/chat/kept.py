"""Every exchange with a model, kept in the project under the key of its question, without keys; replayed from there.

Kept are the words both ways, the digests of pictures (the frames themselves are in the takes), tokens, price, time and
faults. An answered question is never asked again.
"""

import json
import re
from collections.abc import Iterator

from pydantic import Field, ValidationError

from director.ledger import Ledger
from director.model import SCHEMA_VERSION, CrewRole, Money, Value, digest_of
from director.store import Store
from tools.chat.base import A, Question
from tools.chat.manner import Manner, Rung
from tools.chat.reading import Unreadable, check_answer
from tools.chat.schema import full_schema

SHORTEST_SECRET = 8
"""Characters. Shorter ones are placeholders for endpoints without keys ("none"); as words they stand in texts."""
HIDDEN = "[hidden]"

_LIKE_A_KEY = re.compile(r"\b(sk-[A-Za-z0-9_-]{12,}|Bearer\s+[A-Za-z0-9._~+/-]{12,}=*)")


class Exchange(Value):
    """One request and what came back."""

    number: int = Field(ge=1)
    model: str
    address: str
    rung: Rung
    room: int = Field(description="tokens the answer could have")
    mending: str = Field("", description="the repair turn, where this was one")
    text: str = ""
    finish: str = ""
    fault: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    counted: bool = Field(False, description="the endpoint told the tokens")
    cost: Money | None = Field(None, description="None: the model's price is not known")
    seconds: float = 0.0


class ShownPicture(Value):
    """A picture that was shown."""

    digest: str
    caption: str


class KeptQuestion(Value):
    """A question with everything that was exchanged over it."""

    schema_version: int = SCHEMA_VERSION
    role: CrewRole
    prompt: str
    version: int
    about: str
    cost_key: str
    kind: str = Field(description="name of the answer's type")
    order: int = Field(0, description="its place among the questions of the film, by first asking")
    system: str
    user: str
    pictures: tuple[ShownPicture, ...]
    exchanges: tuple[Exchange, ...] = ()
    answer: dict[str, object] | None = Field(None, description="None: no usable answer came")


class KnownEndpoints(Value):
    """What was found out about endpoints while this film was made."""

    manners: dict[str, Manner] = Field({}, description="address and model -> how they want to be asked")
    models: dict[str, str] = Field({}, description="address -> the model chosen there, where none was set")


def key_of(question: Question[A], model: str, temperature: float | None) -> str:
    """Return the key of a question: equal keys, equal answers."""
    return digest_of([
        question.prompt, question.version, question.system, question.user,
        [[digest_of(picture.data), picture.caption] for picture in question.pictures],
        full_schema(question.answer), model, temperature, question.cost_key,
    ])  # fmt: skip


class Redactor:
    """Takes secrets out of texts."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        """Keep what must not be seen, the longest first."""
        self._secrets = sorted((s for s in secrets if len(s) >= SHORTEST_SECRET), key=len, reverse=True)

    def clean(self, text: str) -> str:
        """Return the text without any known secret and without anything that looks like a key."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return _LIKE_A_KEY.sub(HIDDEN, text)


class Archive:
    """The kept exchanges of one project."""

    def __init__(self, store: Store, redactor: Redactor) -> None:
        """Keep where they lie and what is left out."""
        self._store = store
        self._redactor = redactor

    def read(self, key: str) -> KeptQuestion | None:
        """Return what was exchanged over a question so far; a damaged file counts as nothing."""
        text = self._store.answer(key)
        try:
            return KeptQuestion.model_validate_json(text) if text else None
        except ValidationError:
            return None

    def answer(self, key: str, question: Question[A]) -> A | None:
        """Return the kept answer to a question, or None; one that no longer fits its type is asked anew."""
        kept = self.read(key)
        if kept is None or kept.answer is None:
            return None
        try:
            return check_answer(kept.answer, question.answer)
        except Unreadable:
            return None

    def keep(self, key: str, question: Question[A], exchanges: tuple[Exchange, ...], answer: A | None) -> None:
        """Write down what was exchanged over a question so far."""
        clean = self._redactor.clean
        before = self.read(key)
        kept = KeptQuestion(
            order=before.order if before else len(self._store.answer_keys()) + 1,
            role=question.role,
            prompt=question.prompt,
            version=question.version,
            about=question.about,
            cost_key=question.cost_key,
            kind=question.answer.__name__,
            system=clean(question.system),
            user=clean(question.user),
            pictures=tuple(
                ShownPicture(digest=digest_of(each.data), caption=clean(each.caption)) for each in question.pictures
            ),
            exchanges=tuple(
                each.model_copy(update={name: clean(getattr(each, name)) for name in ("mending", "text", "fault")})
                for each in exchanges
            ),
            answer=json.loads(clean(answer.model_dump_json())) if answer is not None else None,
        )
        self._store.keep_answer(key, kept.model_dump_json(indent=1))

    def manner(self, address: str, model: str) -> Manner | None:
        """Return how this endpoint and model want to be asked, where that was found out."""
        return self._endpoints().manners.get(f"{address} {model}")

    def keep_manner(self, address: str, model: str, manner: Manner) -> None:
        """Write down how an endpoint and model want to be asked."""
        known = self._endpoints()
        self._keep(known.model_copy(update={"manners": {**known.manners, f"{address} {model}": manner}}))

    def model(self, address: str) -> str | None:
        """Return the model that was chosen at an endpoint where the settings name none."""
        return self._endpoints().models.get(address)

    def keep_model(self, address: str, model: str) -> None:
        """Write down which model was chosen at an endpoint."""
        known = self._endpoints()
        self._keep(known.model_copy(update={"models": {**known.models, address: model}}))

    def _endpoints(self) -> KnownEndpoints:
        text = self._store.endpoints()
        try:
            return KnownEndpoints.model_validate_json(text) if text else KnownEndpoints()
        except ValidationError:
            return KnownEndpoints()

    def _keep(self, known: KnownEndpoints) -> None:
        self._store.keep_endpoints(known.model_dump_json(indent=1))


def kept_questions(store: Store) -> Iterator[KeptQuestion]:
    """Yield every kept question of a project that can be read."""
    archive = Archive(store, Redactor(()))
    for key in store.answer_keys():
        kept = archive.read(key)
        if kept is not None:
            yield kept


def settle_after_kill(store: Store, ledger: Ledger) -> None:
    """Set the ledger right after a kill: what was sent and kept costs what it cost, what was sent and lost the most.

    Whether a vendor charged for an answer that never arrived is not known; the limit must hold if it did.
    """
    archive = Archive(store, Redactor(()))
    for job in ledger.jobs("chat"):
        if job.state == "reserved":
            ledger.settle(job.key, Money(micros=0, currency=ledger.currency), 0.0)
        elif job.state == "sent":
            kept = archive.read(job.key)
            same = [each for each in kept.exchanges if str(each.number) == job.provider_job] if kept else []
            cost = same[0].cost if same and same[0].cost else Money(micros=job.reserved, currency=ledger.currency)
            ledger.settle(job.key, cost, same[0].seconds if same else 0.0)
