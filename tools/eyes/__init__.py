"""Looking at frames: sheets of them, questions about them, answers that are believed only when they repeat."""

from tools.eyes.base import Answer, Asked, Beat, Eyes, Liking, Look, Made, Mark, Preference
from tools.eyes.chat_eyes import ChatEyes
from tools.eyes.moments import Moments, moments
from tools.eyes.sheet import frame_height, jpeg, lay_out
from tools.eyes.twice import Choice, choose, confirmed

__all__ = [
    "Answer",
    "Asked",
    "Beat",
    "ChatEyes",
    "Choice",
    "Eyes",
    "Liking",
    "Look",
    "Made",
    "Mark",
    "Moments",
    "Preference",
    "choose",
    "confirmed",
    "frame_height",
    "jpeg",
    "lay_out",
    "moments",
]
