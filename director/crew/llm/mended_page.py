"""A page that the model could not get right is repaired in code, and every repair is told."""

import re
from collections.abc import Iterable, Sequence

from director.crew.llm.checks import FEWEST_RETURNS, Fault, FaultKind
from director.crew.llm.forbidden import never, said_in
from director.model import (
    Brief,
    Moment,
    Motif,
    MotifReturn,
    Note,
    Reading,
    Role,
    SectionPlan,
    Treatment,
    shot_number,
)

_TOLD: dict[FaultKind, str] = {
    "cover": "plan_cover", "order": "plan_order", "cut point": "plan_cut_point", "twin": "plan_twin",
    "jump": "plan_jump", "short": "plan_short", "long": "plan_long", "unknown": "plan_unknown", "motif": "plan_motif",
    "forbidden": "plan_forbidden", "wardrobe": "plan_wardrobe", "must": "plan_must", "turn": "plan_turn",
    "term": "plan_term", "answer": "plan_answer", "rhythm": "plan_rhythm",
}  # fmt: skip
"""The sentence that tells the repair of each kind of fault."""


def mended(brief: Brief, reading: Reading, treatment: Treatment) -> Treatment:
    """Return the treatment with undefined names replaced, one turn, motifs that return and nothing forbidden."""
    banned = never(brief, reading)
    worlds, places = {w.id for w in treatment.worlds}, {p.id for p in treatment.places}
    first = treatment.worlds[0].id
    people = tuple(
        c.model_copy(update={k: without(getattr(c, k), banned) for k in ("look", "wardrobe", "look_en", "wardrobe_en")})
        for c in treatment.characters
        if c.term not in banned
    )
    fixed_places = tuple(
        p.model_copy(update={
            "world": p.world if p.world in worlds else first,
            "description": without(p.description, banned),
            "look_en": without(p.look_en, banned),
            "term": "void" if p.term in banned else p.term,
        })
        for p in treatment.places
    )  # fmt: skip
    cutouts = tuple(c for c in treatment.cutouts if not said_in(f"{c.name}. {c.name_en}", banned))
    gone = banned | {c.term for c in treatment.cutouts if c not in cutouts}
    motifs = tuple(_motif(m, len(treatment.sections)) for m in treatment.motifs if m.term not in gone)
    sections = tuple(_section(s, treatment, worlds, places, {c.id for c in people}, gone) for s in treatment.sections)
    return treatment.model_copy(
        update={
            "characters": people,
            "places": fixed_places,
            "motifs": motifs,
            "cutouts": cutouts,
            "sections": sections,
        }
    )


def _motif(motif: Motif, count: int) -> Motif:
    """Let a motif that is seen once come back in the last section, or in the first where it was seen last."""
    have = {back.section for back in motif.returns}
    missing = min(FEWEST_RETURNS, count) - len(have)
    free = [n for n in (count - 1, 0, *range(1, count - 1)) if n not in have]
    added = [MotifReturn(section=n, change="given" if n == 0 else "transformed") for n in free[: max(0, missing)]]
    return motif.model_copy(update={"returns": tuple(sorted((*motif.returns, *added), key=lambda b: b.section))})


def _section(
    plan: SectionPlan, page: Treatment, worlds: set[str], places: set[str], people: set[str], banned: frozenset[str]
) -> SectionPlan:
    here = tuple(p for p in plan.places if p in places) or (page.places[0].id,)
    role: Role = plan.role
    if plan.section == page.turn_section:
        role = "turn"
    elif plan.role == "turn":
        role = "rise" if plan.section < page.turn_section else "pay"
    moments = [_moment(m, places, here, banned) for m in plan.moments]
    return plan.model_copy(update={
        "role": role,
        "idea": without(plan.idea, banned),
        "world": plan.world if plan.world in worlds else page.worlds[0].id,
        "places": here,
        "characters": tuple(c for c in plan.characters if c in people),
        "weather": "clouds" if plan.weather in banned else plan.weather,
        "time": "day" if plan.time in banned else plan.time,
        "moments": tuple(m for m in moments if m.words),
        "actions": tuple(a for a in plan.actions if a not in banned),
        "things": tuple(t for t in plan.things if t not in banned),
    })  # fmt: skip


def _moment(moment: Moment, places: set[str], here: Sequence[str], banned: frozenset[str]) -> Moment:
    return moment.model_copy(update={
        "words": without(moment.words, banned),
        "place": moment.place if moment.place in places else here[0],
        "who": tuple(w for w in moment.who if w not in banned),
        "things": tuple(t for t in moment.things if t not in banned),
        "action": "" if moment.action in banned else moment.action,
    })  # fmt: skip


def without(text: str, banned: Iterable[str]) -> str:
    """Return a text without the clauses that name something forbidden."""
    unwanted = tuple(banned)
    if not said_in(text, unwanted):
        return text
    clauses = re.findall(r"[^.;,!?]+[.;,!?]*", text)
    kept = "".join(clause for clause in clauses if not said_in(clause, unwanted)).strip(" ;,")
    return "" if said_in(kept, unwanted) else kept


def notes(faults: Iterable[Fault], left: Iterable[Fault]) -> tuple[Note, ...]:
    """Return what was repaired, and how much could not be: each thing once."""
    told = [Note(key=_TOLD[f.kind], values={"where": _name(f)}) for f in faults]
    still = len(tuple(left))
    if still:
        told.append(Note(key="plan_left", values={"n": still}))
    return tuple({note.fingerprint(): note for note in told}.values())


def _name(fault: Fault) -> str:
    """Return what a fault is about as people call it: the shot's number, the section's number from 1, else the name."""
    sort, _, name = fault.where.rpartition(" ")
    if re.fullmatch(r"s\d{3}[a-z]?", name):
        return shot_number(name)
    return str(int(name) + 1) if sort in ("section", "line") and name.isdigit() else name
