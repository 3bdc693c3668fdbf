"""What the chat models did for a film, from the kept exchanges, and where the house stepped in for them."""

from director.model import CrewKind, Language, Note, Value
from director.store import Store
from director.words import say
from tools.chat.kept import KeptQuestion, kept_questions


class RoleUse(Value):
    """One role's use of a model."""

    role: str
    models: tuple[str, ...]
    questions: int
    unanswered: int
    requests: int
    """With retries, repairs and longer tries."""
    prompt_tokens: int
    completion_tokens: int
    cost: float | None
    """In units of the film's currency; None where a model's price is not known."""
    fell_back: int
    """Times the house crew stepped in."""


class CrewFacts(Value):
    """Who made the film."""

    kind: CrewKind = "house"
    roles: tuple[RoleUse, ...] = ()


def crew_facts(store: Store) -> CrewFacts:
    """Gather what every role asked, what it cost, and how often it fell back."""
    by_role: dict[str, list[KeptQuestion]] = {}
    for kept in kept_questions(store):
        by_role.setdefault(kept.role, []).append(kept)
    slips: dict[str, int] = {slip.role: 0 for slip in store.slips()}
    for slip in store.slips():
        slips[slip.role] += slip.times
    roles = tuple(_use(role, by_role.get(role, []), slips.get(role, 0)) for role in sorted({*by_role, *slips}))
    return CrewFacts(kind=store.load().crew.kind, roles=roles)


def crew_notes(store: Store, language: Language) -> tuple[Note, ...]:
    """Return what is to be told: roles that fell back, by cause, and models whose price nobody knows."""
    notes = [
        Note(
            key=f"crew_fell_back_{slip.role}",
            values={"times": slip.times, "why": say(f"slip_{slip.cause.replace(' ', '_')}", language)},
        )
        for slip in store.slips()
    ]
    unpriced: dict[str, int] = {}
    for kept in kept_questions(store):
        for each in kept.exchanges:
            if each.cost is None and each.finish:
                unpriced[each.model] = unpriced.get(each.model, 0) + 1
    notes += [Note(key="crew_price_unknown", values={"model": model, "n": n}) for model, n in unpriced.items()]
    return tuple(notes)


def _use(role: str, questions: list[KeptQuestion], fell_back: int) -> RoleUse:
    exchanges = [each for kept in questions for each in kept.exchanges]
    costs = [each.cost.micros for each in exchanges if each.cost is not None]
    return RoleUse(
        role=role,
        models=tuple(dict.fromkeys(each.model for each in exchanges)),
        questions=len(questions),
        unanswered=sum(kept.answer is None for kept in questions),
        requests=len(exchanges),
        prompt_tokens=sum(each.prompt_tokens for each in exchanges),
        completion_tokens=sum(each.completion_tokens for each in exchanges),
        cost=sum(costs) / 1e6 if len(costs) == len(exchanges) else None,
        fell_back=fell_back,
    )
