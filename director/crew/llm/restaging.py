"""After the artist's turn: shots that the house has changed keep the crew's own words, as far as these are true."""

from director.crew.house.desk import Desk
from director.crew.house.lexicon import hear
from director.crew.llm.repairing import allowed, with_questions
from director.model import Script, Shot, Storyboard


def renewed(desk: Desk, before: Storyboard, after: Storyboard) -> Storyboard:
    """Return the board after a turn with the words of changed shots brought up to date; all others stay equal.

    What must never be shown from now on leaves the words of every shot that is not locked, drawn or not.
    """
    old = {shot.id: shot for shot in before.shots}
    return after.model_copy(update={"shots": tuple(_now(desk, old.get(shot.id), shot) for shot in after.shots)})


def _now(desk: Desk, old: Shot | None, new: Shot) -> Shot:
    if old is not None and new.revision != old.revision:
        return _renewed(desk, old, new)
    clean = new if new.locked else allowed(desk, new)
    return new if clean == new else clean.model_copy(update={"revision": new.revision + 1})


def _renewed(desk: Desk, old: Shot, new: Shot) -> Shot:
    if old.script is None:
        return new
    if (new.who, new.props, new.place, new.technique) != (old.who, old.props, old.place, old.technique):
        # Another picture: the house's words are true, the script is not.
        return new.model_copy(update={"script": None})
    changes: dict[str, object] = {"script": _script(old.script, old, new)}
    if (new.time, new.weather) == (old.time, old.weather) or not _tells_hour(old):
        changes |= {"text": old.text, "action": old.action, "change": old.change}
    asked = tuple(r.text for r in old.requirements if r.id.startswith("asked-"))
    return with_questions(desk, allowed(desk, new.model_copy(update=changes)), asked)


def _script(script: Script, old: Shot, new: Shot) -> Script:
    """Return the script without light of another hour and without a camera at another distance."""
    changes: dict[str, object] = {}
    if (new.time, new.weather, new.palette) != (old.time, old.weather, old.palette):
        changes["light"] = ""
    if (new.framing, new.angle, new.move) != (old.framing, old.angle, old.move):
        changes["camera"] = ""
    return script.model_copy(update=changes)


def _tells_hour(shot: Shot) -> bool:
    """Say whether a shot's sentence names an hour or the weather."""
    return any(hit.kind in ("time", "weather") for hit in hear(" ".join((shot.text, *shot.action))).hits)
