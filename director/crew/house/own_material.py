"""Where the artist's own photographs and footage come in: each at least once, portraits as faces, places as wides."""

from collections.abc import Callable, Sequence

from director.crew.house.desk import Desk
from director.crew.house.names import sort_of
from director.crew.house.performances import led
from director.model import UNSHOWN, Note, Reference, Shot

_FAR = ("extreme wide", "wide", "full")
_NEAR = ("medium", "close", "extreme close")


def placed(desk: Desk, shots: Sequence[Shot]) -> tuple[list[Shot], tuple[Note, ...]]:
    """Return the shots with every usable reference in one of them, and a note for each that found no shot.

    References of style are looked at, not shown, and a performance moves whoever the shot shows. Photographs of a
    character's face go to that character's close shots; old photographs prefer the beginning and the memories, own
    shots go where the picture is most ordinary.
    """
    found = list(shots)
    notes: list[Note] = []
    for reference in desk.brief.references:
        if reference.role in UNSHOWN:
            continue
        free = [n for n, shot in enumerate(found) if shot.technique == "drawn"]
        if not free:
            notes.append(Note(key="board_reference_unused", values={"name": reference.name}))
            continue
        fit = _fitness(desk, reference)
        scores = {n: fit(found[n]) - _crowded(found, n) for n in free}
        best = max((score, -n) for n, score in scores.items())[1] * -1
        found[best] = shown(found[best], reference)
    found, moved = led(desk, found)
    return found, (*notes, *moved)


def _crowded(shots: Sequence[Shot], at: int) -> float:
    """Return how much a photograph would suffer from others close by in the shot list."""
    return sum(1.0 for shot in shots[max(0, at - 3) : at + 4] if shot.technique == "photo")


def shown(shot: Shot, reference: Reference) -> Shot:
    """Return the shot filmed from the artist's file instead of being drawn."""
    changes: dict[str, object] = {"technique": reference.kind, "reference": reference.name, "props": ()}
    if reference.kind == "photo" and shot.move.kind in ("static", "follow", "handheld", "orbit left", "orbit right"):
        changes["move"] = shot.move.model_copy(update={"kind": "dolly in", "amount": 0.35})
    if reference.kind == "footage":
        changes["move"] = shot.move.model_copy(update={"kind": "static", "amount": 0.0})
    return shot.model_copy(update=changes)


def _fitness(desk: Desk, reference: Reference) -> Callable[[Shot], float]:
    """Return how well a shot could be shown by this reference; higher is better."""
    owners = {c.id for c in desk.treatment.characters if c.reference == reference.name}
    memories = {w.id for w in desk.treatment.worlds if w.texture in ("old film", "grain")}
    opening = desk.parts[0].section

    def fit(shot: Shot) -> float:
        subject = shot.subject
        person = subject is not None and sort_of(subject.term) == "person"
        score = -0.5 * shot.hero - 0.3 * bool(shot.motif)
        match reference.role:
            case "person" | "old photograph":
                score += 2.0 * (person and shot.framing in _NEAR) + 0.5 * person
                score += 3.0 * (subject is not None and subject.character in owners)
                if reference.role == "old photograph":
                    score += 0.6 * (shot.world in memories) + 0.4 * (shot.section == opening)
            case "place":
                score += 2.0 * (subject is None) + 1.0 * (shot.framing in _FAR)
            case "thing":
                score += 2.0 * (shot.framing == "insert") + 0.6 * bool(shot.motif)
            case "footage" | "own shot":
                score += 1.0 * (shot.framing in ("full", "medium", "wide"))
        return score

    return fit
