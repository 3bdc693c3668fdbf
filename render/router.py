"""Which renderer makes which shot: hard rules first, then what the shot needs against what each is good at.

The score of a renderer for a shot is the mean of its strengths, weighed by the shot's needs, moved by what the critic
accepted of it so far, its price and its time, and by a small preference for the neighbour's renderer, because two looks
side by side are seen as a fault. For the same reason our own drawing makes a shot of a generated film only where no
model can. Every choice is told in one sentence, and every refusal with its cause.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log2

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

    `pins`: shot id -> name of the renderer that the artist wants for it; a pin that cannot be is refused, not bent.

    Raises:
        ArtistError: a pinned renderer cannot make its shot, or a shot can be made by nothing here.
    """
    chosen: list[Route] = []
    for one in wanted:
        before = chosen[-1].renderer if chosen else ""
        chosen.append(_choose(one, models, machine, records, pins.get(one.shot.id), before))
    return tuple(chosen)


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


def _choose(
    wanted: Wanted,
    models: Mapping[str, Capability],
    machine: Machine,
    records: Mapping[str, Record],
    pin: str | None,
    before: str,
) -> Route:
    refused: list[tuple[str, Violation]] = []
    able: list[Capability] = []
    for name, model in sorted(models.items()):
        cause = refusal(wanted, model, machine)
        if cause is None:
            able.append(model)
        else:
            refused.append((name, cause))
    needs = needs_of(wanted)
    scores = {
        m.name: _score(m, needs, wanted, records.get(m.name, Record()), m.name == before) - _losses(m, wanted, machine)
        for m in able
    }
    drawn = {m.name: m.execution == "drawn here" and wanted.shot.technique == "drawn" for m in able}
    ranking = tuple(sorted(scores.items(), key=lambda item: (drawn[item[0]], -item[1], item[0])))
    if pin is not None:
        best = models.get(pin)
        if best is None or pin not in scores:
            cause = dict(refused).get(pin)
            told = f"{cause.field}: {cause.got}" if cause else "?"
            raise ArtistError("route_pin_impossible", shot=wanted.shot.number, renderer=pin, cause=told)
        why = Note(key="route_pinned", values={"renderer": best.title or pin})
    elif not ranking:
        raise ArtistError("route_nothing", shot=wanted.shot.number)
    else:
        best = models[ranking[0][0]]
        second = ranking[1] if len(ranking) > 1 else None
        if second is not None and best.name == before and scores[best.name] - _NEIGHBOUR < second[1]:
            why = _told("route_for_neighbour", best, models[second[0]])
        else:
            why = _why(best, needs, wanted, models[second[0]] if second else None)
    return Route(
        shot=wanted.shot.id,
        renderer=best.name,
        why=why,
        score=round(scores[best.name], 4),
        footprint=rung(best, machine) if best.execution == "local" else None,
        changes=tuple(validate(wanted, best)),
        refused=tuple(refused),
        ranking=ranking,
    )


def _score(model: Capability, needs: Sequence[Need], wanted: Wanted, record: Record, neighbour: bool) -> float:
    weight = sum(need.weight for need in needs)
    good = sum(need.weight * model.strengths.get(need.strength, USUAL) for need in needs) / weight
    lacks = (need.weight * (_HELPLESS - model.strengths.get(need.strength, USUAL)) for need in needs)
    good -= _HELPLESS_WEIGHT * max(0.0, *lacks)
    trust = record.takes / (record.takes + TRUST)
    kept = record.accepted / record.takes if record.takes else 0.0
    good += _RECORD_WEIGHT * trust * (kept - good)
    return good + _NEIGHBOUR * neighbour - _price(model, wanted) * _EURO - _time(wanted, record)


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
