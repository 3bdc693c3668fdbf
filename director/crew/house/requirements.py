"""What a take of a shot must show, made from the shot's own text."""

from director.crew.house.cast import GOING
from director.crew.house.desk import Desk
from director.crew.house.names import called, sort_of, the
from director.crew.house.wording import feeling, hour, steps
from director.model import Character, Requirement, RequirementKind, Shot
from director.words import say


def with_requirements(desk: Desk, shot: Shot) -> Shot:
    """Return the shot with its requirements and with what it needs of a renderer."""
    language = desk.brief.language
    found: list[Requirement] = []

    def ask(kind: RequirementKind, key: str, weight: float, *, hard: bool = True, **values: str) -> None:
        text = say(f"need_{key}", language, **values)
        found.append(Requirement(id=key.replace("_", "-"), kind=kind, text=text, weight=weight, hard=hard))

    ask("not black", "not_black", 1.0)
    ask("not frozen", "not_frozen", 1.0)
    ask("no flicker", "no_flicker", 0.8)
    ask("exposure", "exposure", 0.9, time=hour(shot, language)[0])
    ask("contrast", "contrast", 0.6)
    ask("sharpness", "sharpness", 0.6, hard=False)
    ask("palette", "palette", 0.7, palette=shot.palette.name or ", ".join(shot.palette.colours))
    ask("motion", "motion", 0.8, move=say(f"move_{shot.move.kind.replace(' ', '_')}", language))
    character = _character(desk, shot)
    if shot.subject is not None:
        who = the(character.name if character else called(shot.subject, language), language)
        ask("subject", "subject", 1.0, who=who)
        ask("subject contrast", "subject_contrast", 0.7, hard=False, who=who)
        if shot.framing in ("medium", "close", "extreme close") and sort_of(shot.subject.term) == "person":
            ask("face", "face", 0.8, hard=False, feeling=feeling(shot, language))
        if character is not None:
            ask("identity", "identity", 0.6, hard=False, who=who)
        if shot.subject.action in GOING and shot.technique == "drawn" and shot.script is None:
            ask("story", "told", 0.6, hard=False, who=who, does=steps(shot, language)[1])
        rides = [p for p in shot.who[1:] if sort_of(p.term) == "vehicle"]
        if rides:
            ask("story", "carried", 0.6, hard=False, ride=the(called(rides[0], language), language))
    if shot.motif and shot.subject is not None and sort_of(shot.subject.term) != "thing" and shot.props:
        ask("story", "thing", 0.5, hard=False, thing=the(_thing(desk, shot), language))
    ask("distinct", "distinct", 0.6)
    ask("no stray text", "text", 0.5, hard=False)
    ask("safe", "safe", 1.0)
    ask("story", "story", 0.5, hard=False, change=shot.change)
    return shot.model_copy(update={"requirements": tuple(found), "needs": _needs(shot)})


def _thing(desk: Desk, shot: Shot) -> str:
    """Return what the artist calls the thing that the shot is about."""
    known = (m.name for m in desk.treatment.motifs if m.id == shot.motif and m.name)
    return next(known, called(shot.props[0], desk.brief.language))


def _character(desk: Desk, shot: Shot) -> Character | None:
    known = shot.subject.character if shot.subject else ""
    return next((c for c in desk.treatment.characters if c.id == known), None)


def _needs(shot: Shot) -> tuple[str, ...]:
    """Return what the picture asks of a renderer beyond the ordinary."""
    subject = shot.subject
    needs = {
        "face": subject is not None
        and shot.framing in ("close", "extreme close")
        and sort_of(subject.term) == "person",
        "lips": subject is not None and subject.action == "sing" and shot.framing in ("medium", "close"),
        "speed": subject is not None and subject.action in ("run", "race", "drive", "fly", "skate", "ride"),
        "vehicle": any(sort_of(p.term) == "vehicle" for p in shot.who),
        "crowd": any(p.term in ("crowd", "band") or p.count > 4 for p in shot.who),
        "identity": any(p.character for p in shot.who),
    }
    return tuple(need for need, wanted in needs.items() if wanted)
