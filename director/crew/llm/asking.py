"""What eyes are asked about a take: yes/no questions from the shot's own text, for all that instruments cannot tell.

'Yes' always means that all is well. Questions are in English, what the artist or the crew wrote stands in quotes.
"""

from collections.abc import Iterator

from director.crew.house.coverage import INDOORS
from director.crew.house.names import called, name_of, sort_of
from director.model import Framing, Order, Requirement, RequirementKind, Shot
from tools.eyes.base import Made

DRAWN = frozenset({"animatic"})
"""Renderers that draw from canonical terms: they are not held to words that they never see."""

SEEABLE: frozenset[RequirementKind] = frozenset(
    {"story", "face", "identity", "no stray text", "safe", "subject", "subject contrast", "motion"}
)
"""Kinds of requirement that frames can answer where instruments could not."""

_TEXT = "Is the picture free of captions, signatures, logos and of letters, near enough to be read, that make no words?"
_CLOSE = frozenset({"medium", "close", "extreme close"})
_FRAMED: dict[Framing, str] = {
    "extreme wide": "a vast place, people tiny or none", "wide": "the whole place, people small in it",
    "full": "a whole figure from head to feet", "medium": "a figure from about the waist up",
    "close": "one face or one thing fills much of the frame", "extreme close": "only a part of a face or thing",
    "insert": "one thing or hands, near",
}  # fmt: skip
_WIDE = frozenset({"extreme wide", "wide", "full"})
_MOST_CAST = 2
_MOST_THINGS = 3
_TECHNICAL = frozenset(
    {"text", "letters", "watermark", "flicker", "frozen picture", "distorted face", "extra fingers", "captions", "logo"}
)
"""Words of a negative prompt that other questions and instruments look after."""


def questions(
    shot: Shot, order: Order, unsure: frozenset[str], shown: frozenset[str] = frozenset()
) -> tuple[Requirement, ...]:
    """Return everything that eyes shall answer about a take of this shot.

    First the shot's own requirements that instruments left open (ids in `unsure`), then what the shot's text asks for
    beyond them. `shown` are the characters and places of which a reference sheet lies beside the frames: without one
    nobody is asked who someone is. The artist's own footage is not questioned; a photo brought to life only for what
    moving it can break.
    """
    if shot.technique == "footage":
        return ()
    cast = set(_whole(shot)) & shown
    left = [r for r in shot.requirements if r.id in unsure and r.kind in SEEABLE and (cast or r.kind != "identity")]
    own = tuple(_reworded(r, shot, order.renderer in DRAWN) for r in left)
    if shot.technique == "photo":
        return (*(r for r in own if r.kind == "safe"), _UNTORN)
    taken = {r.id for r in shot.requirements}
    made = (*_made(shot, order), *_recognised(shot, cast, shown))
    return (*own, *(r for r in made if not _COVERED.get(r.id, frozenset()) & taken))


def _reworded(requirement: Requirement, shot: Shot, drawn: bool) -> Requirement:
    """Return the house's own question so that 'yes' can mean one thing only.

    A change may be seen to happen, or to have happened; 'are there no letters?' is answered either way; and the thing a
    shot is about is this one, not one of its kind.
    """
    match requirement.id:
        case "story" if shot.change:
            return requirement.model_copy(update={"text": _changed(shot)})
        case "thing" if shot.script and shot.script.things:
            return requirement.model_copy(update={"text": _thing(shot, shot.script.things[0], drawn), "hard": drawn})
        case "text":
            return requirement.model_copy(update={"text": _TEXT})
    return requirement


def _changed(shot: Shot) -> str:
    return f"From the first frame to the last: is this seen to happen, or to be so at the end: '{shot.change}'?"


def recognisable(shot: Shot) -> tuple[str, ...]:
    """Return whose reference sheets lie beside the frames, by id: everyone's, and the place's where it can be seen."""
    place = [shot.place] if shot.framing in _WIDE else []
    return tuple(dict.fromkeys([*_whole(shot), *place]))


def _whole(shot: Shot) -> list[str]:
    """Return which characters are in the picture with more than a hand or an eye, by which nobody is known."""
    return [p.character for p in shot.who if p.character and p.term not in ("hand", "eye")]


def made_as(shot: Shot, order: Order) -> Made:
    """Return what kind of picture a take is."""
    return "photo" if shot.technique == "photo" else "drawn" if order.renderer in DRAWN else "generated"


def wish(shot: Shot, order: Order) -> str:
    """Return what the shot is meant to be, in its crew's own words, and what of it this renderer cannot show."""
    script = shot.script
    beats = script.beats if script else shot.action
    told = [
        script.picture if script else shot.text,
        "; then ".join(b for b in beats if b),
        f"What is different at the end: {shot.change}" if shot.change else "",
        f"Framing: {shot.framing}. Feeling: {shot.emotion}. Style: {shot.style}.",
        f"What this drawing cannot show: {'; '.join(shot.beyond)}." if order.renderer in DRAWN and shot.beyond else "",
    ]
    return "\n".join(line for line in told if line)


def _need(topic: str, kind: RequirementKind, text: str, weight: float, *, hard: bool = False) -> Requirement:
    return Requirement(id=f"eyes-{topic}", kind=kind, text=text, weight=weight, hard=hard)


_UNTORN = _need(
    "untorn", "face",
    "Is the photograph whole in every frame: no doubled outlines, no tears or smears where someone stands out from the "
    "background, no face that bends?", 1.0, hard=True,
)  # fmt: skip

_COVERED: dict[str, frozenset[str]] = {
    "eyes-changes": frozenset({"story"}),
    "eyes-emotion": frozenset({"face"}),
    "eyes-middle": frozenset({"told"}),
    "eyes-motif": frozenset({"thing"}),
    "eyes-text": frozenset({"text"}),
    "eyes-identity": frozenset({"identity"}),
}
"""Ids of the house's own questions that ask the same."""


def _made(shot: Shot, order: Order) -> Iterator[Requirement]:
    drawn = order.renderer in DRAWN
    yield _need(
        "reads", "story",
        "Does one second at any frame suffice to see whom or what this picture is about, right or wrong, and what it "
        "does?", 0.9,
    )  # fmt: skip
    yield _need(
        "framing", "subject", f"In most frames, is the camera about as near as asked: {_FRAMED[shot.framing]}?", 0.6
    )
    yield from _action(shot, drawn)
    yield from _people(shot, drawn)
    yield from _things(shot, drawn)
    if not drawn:
        yield from _around(shot)
    if shot.importance >= 0.5 or shot.motif:
        yield _need(
            "needed", "story",
            "Could a stranger who sees only these frames say what happens to someone or something, more than who is "
            "where? A move of the camera alone is no event.", 0.4,
        )  # fmt: skip
    yield _need("text", "no stray text", _TEXT, 0.6)
    never = _never(shot, order)
    if never:
        yield _need("never", "safe", f"Is the picture free of every one of these: {', '.join(never)}?", 1.0, hard=True)


def _action(shot: Shot, drawn: bool) -> Iterator[Requirement]:
    begin, middle, end = shot.script.beats if shot.script and not drawn else shot.action
    if begin:
        yield _need("begins", "story", f"In the earliest frame, is this how it begins: '{begin}'?", 0.4)
    if middle:
        yield _need(
            "middle", "story", f"Is this seen to happen in at least one frame: '{middle}'?", 0.9, hard=not drawn
        )
    if end:
        yield _need("ends", "story", f"In the last frame, is this how it ends: '{end}'?", 0.5)
    if shot.change:
        yield _need("changes", "story", _changed(shot), 0.7)


def _people(shot: Shot, drawn: bool) -> Iterator[Requirement]:
    alive = [p for p in shot.who if sort_of(p.term) in ("person", "animal")]
    if not alive:
        return
    where = "the face" if shot.framing in _CLOSE else "posture, distance and light"
    yield _need(
        "emotion", "face", f"Is the feeling '{shot.emotion}' alive in {where}, without being told?",
        0.9 if shot.framing in _CLOSE else 0.6,
    )  # fmt: skip
    yield _need(
        "bodies", "face",
        "Is every face, hand and body whole in every frame: no melted or extra fingers, limbs or heads, no face that "
        "turns into another, nobody who floats, nothing that passes through a body?", 0.9, hard=not drawn,
    )  # fmt: skip
    count = sum(p.count for p in alive)
    if not drawn and count <= 4:
        names = ", ".join(called(p, "en") for p in alive)
        yield _need("count", "subject", f"Are exactly these alive in the picture, nobody twice: {names}?", 0.7)
    for number, who in enumerate(shot.script.cast[:_MOST_CAST] if shot.script and not drawn else (), start=1):
        yield _need(
            f"wardrobe-{number}", "identity",
            f"Does someone in the picture look like this, clothes and their colours included: '{who}'? (Unsure where "
            "the framing hides it.)", 0.7,
        )  # fmt: skip


def _things(shot: Shot, drawn: bool) -> Iterator[Requirement]:
    """Ask for each thing that comes back in the film, by its own look.

    A drawn take without it lacks what its shot is for, and costs nothing; of a generated one it weighs much.
    """
    looks = shot.script.things[:_MOST_THINGS] if shot.script else ()
    if not (shot.motif or any(p.cutout for p in (*shot.who, *shot.props))):
        return
    if not looks:
        # A thing that the shot is about is the motif itself; else it is the first thing that lies about.
        named = [*(p for p in shot.who if p.cutout or sort_of(p.term) == "thing"), *shot.props]
        looks = (called(named[0], "en") if named else shot.motif.replace("_", " "),)
    for number, look in enumerate(looks, start=1):
        topic = "motif" if number == 1 else f"motif-{number}"
        yield _need(topic, "story", _thing(shot, look, drawn), 0.8, hard=drawn and bool(shot.script))


def _thing(shot: Shot, look: str, drawn: bool) -> str:
    size = "enough to tell what it is" if shot.framing in _WIDE else "large and whole enough to be known again"
    how = "It is drawn plainly: kind and main colour suffice" if drawn else "Its colour and what marks it count"
    return f"Can this very thing be made out in the picture, {size}: '{look}'? ({how}.)"


def _around(shot: Shot) -> Iterator[Requirement]:
    """Ask for what canonical terms tell, which a drawing has and a generated picture may lack: place, light, style.

    They weigh little, for a picture that is right in all of them and does not tell its shot must not pass by them;
    but in another place or another style the shot cannot stand in its film.
    """
    if shot.framing in _WIDE and shot.place_term and shot.place_term != "void":
        yield _need("where", "story", f"Is this the place asked for: {name_of(shot.place_term, 'en')}?", 0.1, hard=True)
    if shot.framing not in ("extreme close", "insert"):
        sky = f" and weather ({shot.weather})" if shot.place_term not in INDOORS and shot.weather != "clear" else ""
        yield _need("hour", "story", f"Do light and sky fit the hour ({shot.time}){sky}?", 0.2)
    yield _need(
        "style", "story", f"Is the whole picture in this one style in every frame: {shot.style}?", 0.1, hard=True
    )


def _recognised(shot: Shot, cast: set[str], shown: frozenset[str]) -> Iterator[Requirement]:
    if cast:
        yield _need("identity", "identity", "Is this the same person or animal as on the reference sheet?", 0.8)
    if shot.place in shown and shot.framing in _WIDE:
        yield _need(
            "place",
            "identity",
            "Is this the place of the reference sheet, seen perhaps from another side?",
            0.8,
            hard=True,
        )


def _never(shot: Shot, order: Order) -> tuple[str, ...]:
    if shot.script and shot.script.never:
        return shot.script.never
    words = (word.strip() for word in order.negative.split(","))
    return tuple(dict.fromkeys(word for word in words if word and word.lower() not in _TECHNICAL))
