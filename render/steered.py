"""By what of the drawn take a model is steered: its lines, the depth of its set, or the poses of its people."""

from director.model import Framing, Shot, SteeredBy
from render.animatic.terms import PEOPLE

BODY = frozenset({"dance", "run", "jump", "fall", "fight", "struggle", "embrace", "kneel", "skate", "swim", "climb"})
"""Actions that are told by the whole body."""
_LINED = frozenset({"cartoon", "anime", "ink", "paper", "collage"})
"""Styles in which the lines of the drawing are wanted for themselves."""
_WHOLE: tuple[Framing, ...] = ("wide", "full", "medium")
_TOGETHER = frozenset({"couple", "robot"})
"""People whose skeletons the drawing room does not tell."""


def steered_by(shot: Shot) -> tuple[SteeredBy, ...]:
    """Return what should steer a shot, best first.

    Lines of a drawn face would draw the film's face too, so only drawn styles are steered by them first. A body that
    acts is told better by its joints than by its outline; everything else by where it stands.
    """
    if shot.style in _LINED:
        return ("edges", "depth", "pose")
    acting = [one for one in shot.who if one.term in PEOPLE - _TOGETHER and one.action in BODY - {"embrace"}]
    if acting and shot.framing in _WHOLE:
        return ("pose", "depth", "edges")
    return ("depth", "edges", "pose")


def performed(shot: Shot) -> bool:
    """Whether one person alone acts with its body: the drawn skeleton can drive a model of performances."""
    return alone(shot) and steered_by(shot)[0] == "pose"


def alone(shot: Shot) -> bool:
    """Whether the shot shows one person and nobody else."""
    return len(shot.who) == 1 and shot.who[0].count == 1 and shot.who[0].term in PEOPLE - _TOGETHER
