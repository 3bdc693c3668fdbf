"""Which renderer makes which shot: hard rules first, then what the shot needs against what each is good at.

The score of a renderer for a shot is the mean of its strengths, weighed by the shot's needs, moved by what the critic
accepted of it so far, its price and its time, and by a small preference for the neighbour's renderer, because two looks
side by side are seen as a fault. For the same reason our own drawing makes a shot of a generated film only where no
model can. Every choice is told in one sentence, and every refusal with its cause.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, log2

from director.errors import ArtistError
from director.model import Capability, Footprint, Need, Note, Offload, Violation
from render.fit import Wanted, fit, mode_for, validate
from render.machine import Machine, rung
from render.needs import needs_of

USUAL = 0.5
"""The strength of a model about which the catalog says nothing."""

TRUST = 4.0
"""Takes after which the critic's record weighs as much as the catalog's estimate."""
_RECORD_WEIGHT = 0.4
_NEIGHBOUR = 0.03
_NO_REFERENCE = 0.08
"""What a shot with a returning character loses when its pictures cannot be sent."""
_UNMOVED = 0.5
"""What a shot loses when the artist's footage was to move somebody and cannot."""
_HALVED = 0.03
"""What a picture loses for every halving of its area below the film's."""
_OFFLOAD: dict[Offload, float] = {"none": 0.0, "model": 0.005, "group": 0.015, "sequential": 0.08}
"""How much better a take has to be for the waiting that each kind of offloading brings."""
_EURO = 0.25
"""How much a take for 1 euro has to be better than one for nothing."""
_DOUBLING = 0.015
"""How much a take has to be better for every doubling of its minutes."""
_HELPLESS = 0.3
"""The strength below which a model nearly cannot do something, which its other strengths do not make up for."""
_HELPLESS_WEIGHT = 0.6
_SLOWER = 0.02
"""What motion loses for every halving of the model's own frame rate below the film's."""
_JOINT = 0.01
"""What a take loses by drift at each joint of chained generations."""


@dataclass(frozen=True)
class Record:
    """What is known of a renderer from its takes on this machine."""

    takes: int = 0
    accepted: int = 0
    seconds_a_frame: float = 0.0
    """Of one frame of the film; 0 = not measured."""


@dataclass(frozen=True)
class Route:
    """Who makes a shot, and why."""

    shot: str
    renderer: str
    why: Note
    score: float
    footprint: Footprint | None = None
    """The rung of the memory ladder for a local model."""
    changes: tuple[Violation, ...] = ()
    """What is snapped, chained, resized, cropped or dropped."""
    refused: tuple[tuple[str, Violation], ...] = ()
    """Renderers that cannot make it, each with its cause."""
    ranking: tuple[tuple[str, float], ...] = field(default=(), repr=False)
    """Every renderer that could, best first."""


def route(
    wanted: Sequence[Wanted],
    models: Mapping[str, Capability],
    machine: Machine,
    records: Mapping[str, Record],
    pins: Mapping[str, str],
) -> tuple[Route, ...]:
    """Choose a renderer for every shot, in the order of the cut.

    The choice is the best for the whole row: a shot gives up a little where that spares a change of look on both its
    sides, and no shot drags those after it along.

    `pins`: shot id -> name of the renderer that the artist wants for it; a pin that cannot be is refused, not bent.

    Raises:
        ArtistError: a pinned renderer cannot make its shot, or a shot can be made by nothing here.
    """
    weighed = [_weighed(one, models, machine, records) for one in wanted]
    rows = [_candidates(one, models, pins.get(one.wanted.shot.id)) for one in weighed]
    names = _in_a_row(rows)
    return tuple(
        _chosen(one, name, before, models, machine, pins)
        for one, name, before in zip(weighed, names, ["", *names], strict=False)
    )


@dataclass(frozen=True)
class _Weighed:
    """A shot, and what every renderer that can make it is worth for it, whatever stands beside it."""

    wanted: Wanted
    needs: tuple[Need, ...]
    scores: Mapping[str, float]
    refused: tuple[tuple[str, Violation], ...]


def _weighed(
    wanted: Wanted, models: Mapping[str, Capability], machine: Machine, records: Mapping[str, Record]
) -> _Weighed:
    refused: list[tuple[str, Violation]] = []
    scores: dict[str, float] = {}
    needs = needs_of(wanted)
    for name, model in sorted(models.items()):
        cause = refusal(wanted, model, machine)
        if cause is not None:
            refused.append((name, cause))
        else:
            score = _score(model, needs, wanted, records.get(name, Record()))
            scores[name] = score - _losses(model, wanted, machine)
    return _Weighed(wanted, needs, scores, tuple(refused))


def _candidates(one: _Weighed, models: Mapping[str, Capability], pin: str | None) -> dict[str, float]:
    """Return who is chosen among: the pinned one alone; else every model; our own drawing only where there is none.

    Raises:
        ArtistError: there is nobody.
    """
    if pin is not None:
        if pin not in models or pin not in one.scores:
            cause = dict(one.refused).get(pin)
            told = f"{cause.field}: {cause.got}" if cause else "?"
            raise ArtistError("route_pin_impossible", shot=one.wanted.shot.number, renderer=pin, cause=told)
        return {pin: one.scores[pin]}
    if not one.scores:
        raise ArtistError("route_nothing", shot=one.wanted.shot.number)
    made = {name: score for name, score in one.scores.items() if not _drawn(models[name], one.wanted)}
    return made or dict(one.scores)


def _drawn(model: Capability, wanted: Wanted) -> bool:
    return model.execution == "drawn here" and wanted.shot.technique == "drawn"


def _in_a_row(rows: Sequence[Mapping[str, float]]) -> list[str]:
    """Return a name for every row, so that the sum of their scores and of equal neighbours is greatest (Viterbi)."""
    best: dict[str, float] = {}
    came: list[dict[str, str]] = []
    for row in rows:
        before = _first_of(best)
        step: dict[str, float] = {}
        origin: dict[str, str] = {}
        for name, score in row.items():
            stays = best.get(name, -inf) + _NEIGHBOUR
            changes = best[before] if best else 0.0
            origin[name] = name if stays > changes else before
            step[name] = score + max(stays, changes)
        best = step
        came.append(origin)
    names: list[str] = []
    last = _first_of(best)
    for origin in reversed(came):
        names.append(last)
        last = origin[last]
    return names[::-1]


def refusal(wanted: Wanted, model: Capability, machine: Machine) -> Violation | None:
    """Return the hard rule that keeps this renderer from this shot on this machine, or None."""
    hard = next((v for v in validate(wanted, model) if v.how == "other renderer"), None)
    if hard is not None:
        return hard
    if model.execution == "local":
        return _not_here(model, machine)
    return None


def _not_here(model: Capability, machine: Machine) -> Violation | None:
    assert model.weights is not None
    forbidden = _licence(model, machine)
    if forbidden is not None:
        return forbidden
    least = min(step.gpu_gb for step in model.weights.ladder)
    if machine.card is None:
        return _no("card", "none", f"{least:g} GB", "use a machine with a card")
    if rung(model, machine) is None:
        free = f"{machine.card.free_gb:.1f} GB free"
        return _no("memory", free, f"{least:g} GB", "free the card, or use a smaller model")
    if not machine.packages:
        return _no("packages", "missing", "extra gpu", "pip install 'director[gpu]'")
    if model.name not in machine.weights:
        return _no("weights", "missing", f"{model.weights.disk_gb:g} GB", f"director warm {model.name}")
    return None


def _licence(model: Capability, machine: Machine) -> Violation | None:
    assert model.weights is not None
    licence, read = model.weights.licence, model.name in machine.accepted
    outside = f"not {', '.join(licence.excluded)}"
    if machine.territory and licence.excludes(machine.territory):  # having read it gives no right there
        return _no("territory", machine.territory, outside, "use another model")
    if licence.excluded and not (machine.territory or read):
        return _no("territory", "", outside, "tell the territory in the settings")
    if licence.commercial == "no" and not read:
        return _no("licence", licence.name, "commercial use", "accept the licence in the settings")
    return None


def _no(field_name: str, got: str, allowed: str, fix: str) -> Violation:
    return Violation(field=field_name, got=got, allowed=allowed, fix=fix, how="other renderer")


def _first_of(scores: Mapping[str, float]) -> str:
    """Return the name of the best score, of equal ones the first by name; nothing of none."""
    return min(scores, key=lambda name: (-scores[name], name), default="")


def _chosen(
    one: _Weighed,
    name: str,
    before: str,
    models: Mapping[str, Capability],
    machine: Machine,
    pins: Mapping[str, str],
) -> Route:
    """Return the route of a shot by who was chosen for it, with the reason. `before`: who makes the shot before."""
    wanted, best = one.wanted, models[name]
    ranking = tuple(sorted(one.scores.items(), key=lambda item: (_drawn(models[item[0]], wanted), -item[1], item[0])))
    second = next((models[other] for other, _ in ranking if other != name), None)
    if wanted.shot.id in pins:
        why = Note(key="route_pinned", values={"renderer": best.title or name})
    elif ranking[0][0] != name and second is not None:
        why = _told("route_for_neighbour" if before == name else "route_for_both", best, models[ranking[0][0]])
    else:
        why = _why(best, one.needs, wanted, second)
    return Route(
        shot=wanted.shot.id,
        renderer=name,
        why=why,
        score=round(one.scores[name], 4),
        footprint=rung(best, machine) if best.execution == "local" else None,
        changes=tuple(validate(wanted, best)),
        refused=one.refused,
        ranking=ranking,
    )


def _score(model: Capability, needs: Sequence[Need], wanted: Wanted, record: Record) -> float:
    weight = sum(need.weight for need in needs)
    good = sum(need.weight * model.strengths.get(need.strength, USUAL) for need in needs) / weight
    lacks = (need.weight * (_HELPLESS - model.strengths.get(need.strength, USUAL)) for need in needs)
    good -= _HELPLESS_WEIGHT * max(0.0, *lacks)
    trust = record.takes / (record.takes + TRUST)
    kept = record.accepted / record.takes if record.takes else 0.0
    good += _RECORD_WEIGHT * trust * (kept - good)
    return good - _price(model, wanted) * _EURO - _time(wanted, record)


def _price(model: Capability, wanted: Wanted) -> float:
    """Return what a take costs in whole units of the vendor's currency."""
    if model.price is None:
        return 0.0
    units = {"second": wanted.seconds, "clip": 1.0, "image": 1.0, "gpu second": wanted.seconds}[model.price.unit]
    return model.price.micros * units / 1e6


def _time(wanted: Wanted, record: Record) -> float:
    if not record.seconds_a_frame:
        return 0.0
    minutes = record.seconds_a_frame * wanted.frames / 60
    return _DOUBLING * max(0.0, log2(1 + minutes))


def _losses(model: Capability, wanted: Wanted, machine: Machine) -> float:
    """Return what is lost by what does not fit: pictures not sent, small or slow pictures, joints, waiting."""
    plan = fit(wanted, model)
    unmoved = wanted.performance and (plan is None or plan.mode.kind != "animate")
    if plan is None:
        return _UNMOVED * unmoved
    dropped = wanted.references > 0 and plan.mode.references == 0
    halvings = max(0.0, log2(wanted.width * wanted.height / (plan.size.width * plan.size.height)))
    step = rung(model, machine)
    slower = 0.0 if wanted.still else max(0.0, log2(float(wanted.fps) / plan.mode.fps))
    lost = _UNMOVED * unmoved + _NO_REFERENCE * dropped + _HALVED * halvings
    lost += _SLOWER * slower + _JOINT * (len(plan.pieces) - 1)
    return lost + (_OFFLOAD[step.offload] if step else 0.0)


def _why(best: Capability, needs: Sequence[Need], wanted: Wanted, second: Capability | None) -> Note:
    """Name the need in which the chosen one gains most over the next best, else what speaks for it."""
    if second is None:
        return Note(key="route_only", values={"renderer": best.title or best.name})

    kinds = _kinds(wanted, best, second)
    if wanted.performance and kinds[0] == "animate" != kinds[1]:
        return _told("route_for_performance", best, second)

    def gain(need: Need) -> float:
        lead = best.strengths.get(need.strength, USUAL) - second.strengths.get(need.strength, USUAL)
        return need.weight * lead

    reason = max(needs, key=gain)
    key = f"route_for_{reason.because.replace(' ', '_')}" if gain(reason) > 0 else _fitting(best, second, wanted)
    return _told(key, best, second)


def _kinds(wanted: Wanted, *models: Capability) -> list[str]:
    """Return how each of these would be asked; empty where we draw."""
    return [mode.kind if (mode := mode_for(wanted, model)) else "" for model in models]


def _told(key: str, best: Capability, second: Capability) -> Note:
    return Note(key=key, values={"renderer": best.title or best.name, "second": second.title or second.name})


def _fitting(best: Capability, second: Capability, wanted: Wanted) -> str:
    """Return the key of what speaks for one of two that are equally good: it starts from more of what is there."""
    kinds = _kinds(wanted, best, second)
    if wanted.shot.technique == "drawn" and kinds[0] == "i2v" != kinds[1]:
        return "route_for_keyframe"
    if kinds[0] == "control" != kinds[1]:
        return "route_for_drawing"
    return "route_for_fit"
