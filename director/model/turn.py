"""What the artist asks next. One sentence becomes one Turn (or a question back)."""

from typing import Annotated, Literal

from pydantic import Field

from director.model.base import Value
from director.model.route import Stage
from director.model.shot import Framing
from director.model.treatment import Palette, TimeOfDay, Weather

SettledBy = Literal["taken", "no difference"]
"""Why a shot gets no more tries: the artist takes it, or could not tell its two best takes apart."""


class Approve(Value):
    """Go on: shoot what the storyboard says."""

    kind: Literal["approve"] = "approve"
    preview: bool = Field(False, description="only ten seconds around the turn of the song, as a trial")


class Export(Value):
    """Write the finished film and its papers."""

    kind: Literal["export"] = "export"


class Pace(Value):
    """Make sections faster or calmer. `factor` multiplies their cuts per minute."""

    kind: Literal["pace"] = "pace"
    sections: tuple[int, ...]
    factor: float = Field(gt=0, le=4)


class Restage(Value):
    """Change how shots look: time, weather, framing, palette."""

    kind: Literal["restage"] = "restage"
    shots: tuple[str, ...]
    time: TimeOfDay | None = None
    weather: Weather | None = None
    framing: Framing | None = None
    step: Literal[-1, 0, 1] = Field(0, description="+1 one framing closer, -1 one wider")


class Repaint(Value):
    """Another palette for sections."""

    kind: Literal["repaint"] = "repaint"
    sections: tuple[int, ...]
    palette: Palette


class Retake(Value):
    """Shoot these shots once more, with another seed."""

    kind: Literal["retake"] = "retake"
    shots: tuple[str, ...]


class Pick(Value):
    """Put another take of a shot into the cut; `take` is an attempt number, None the previous one."""

    kind: Literal["pick"] = "pick"
    shot: str
    take: int | None = None


class Lock(Value):
    """Keep shots as they are, whatever else changes (or stop keeping them)."""

    kind: Literal["lock"] = "lock"
    shots: tuple[str, ...]
    locked: bool = True


class Replace(Value):
    """Put the artist's own file in the place of a shot."""

    kind: Literal["replace"] = "replace"
    shot: str
    file: str


class Perform(Value):
    """Have the actor of the artist's footage move whoever these shots show; without a file, stop it."""

    kind: Literal["perform"] = "perform"
    shots: tuple[str, ...]
    file: str = Field("", description="a reference, or the path of a file; empty = they move by themselves again")


class Remove(Value):
    """Take shots out of the cut; their neighbours fill the place."""

    kind: Literal["remove"] = "remove"
    shots: tuple[str, ...]


class Swap(Value):
    """Exchange the places of two shots."""

    kind: Literal["swap"] = "swap"
    first: str
    second: str


class Stretch(Value):
    """Lengthen or shorten a shot's clips by beats (negative: shorter); the cut stays as long as the song."""

    kind: Literal["stretch"] = "stretch"
    shot: str
    beats: int


class Never(Value):
    """Never show this."""

    kind: Literal["never"] = "never"
    terms: tuple[str, ...]
    words: str


class Undo(Value):
    """Back to the film before the last turn."""

    kind: Literal["undo"] = "undo"


class Realise(Value):
    """Make the film with the models of this machine ('film'), or go back to the drawn draft."""

    kind: Literal["realise"] = "realise"
    stage: Stage = "film"


class Pin(Value):
    """Have shots made by the renderer that the artist names; no name gives them back to the router.

    The narrower pin wins: of a shot over its section, of a section over the film.
    """

    kind: Literal["pin"] = "pin"
    renderer: str = Field("", description="name in the catalog; empty = let the router choose")
    shots: tuple[str, ...] = ()
    sections: tuple[int, ...] = ()
    film: bool = Field(False, description="the whole film")


class Settle(Value):
    """No more tries for a shot: the artist takes it, or sees no difference between its best takes any more."""

    kind: Literal["settle"] = "settle"
    shot: str
    why: SettledBy = "taken"
    take: int | None = Field(None, description="attempt that stays in the cut; None = as it is")


class Ask(Value):
    """A question about what was done: answered from recorded facts only, changes nothing."""

    kind: Literal["ask"] = "ask"
    about: Literal["cost", "why weak", "status", "which take", "film"]
    shot: str | None = None
    words: str = Field("", description="the question as asked, where `about` is 'film': anything else about it")


Turn = Annotated[
    Approve | Export | Pace | Restage | Repaint | Retake | Pick | Lock | Replace | Perform | Remove | Swap | Stretch
    | Never | Undo | Realise | Pin | Settle | Ask,
    Field(discriminator="kind"),
]  # fmt: skip


class Reply(Value):
    """The assistant's answer to a sentence: a turn to carry out, or a question back, in the artist's language."""

    turn: Turn | None = None
    question: str = Field("", description="asked back when unsure; empty when `turn` is given")
    heard: str = Field("", description="what was understood, in words")
    not_understood: tuple[str, ...] = ()
