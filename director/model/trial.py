"""What is tried before the whole is paid for: test shots, and the still from which a take starts."""

from pydantic import Field

from director.model.base import Digest, Value
from director.model.route import Stage


class Trial(Value):
    """The test shots that are made before a film that costs money."""

    stage: Stage
    shots: tuple[str, ...] = Field(min_length=1, description="ids, in the order of the film")
    done: bool = Field(False, description="all of them were made and judged, as far as limits let them")


class FirstFrame(Value):
    """The stills that were made for the first frame of one shot, and what became of them."""

    plan: Digest = Field(description="of the shot they were made for: another plan needs another still")
    model: str = Field(description="who made them")
    tries: tuple[Digest, ...] = Field((), description="takes of the stills in the order of the attempts")
    accepted: bool = Field(False, description="the last of them was found good, and the take starts from it")
