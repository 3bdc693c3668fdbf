"""What a hand that fills the picture does, where its shot says more than its canonical action."""

import re

from director.model import Presence, Shot

_DRUMS = r"drum\w*|cymbal\w*|палочк\w+|барабан\w*"
_STICKS = r"drumstick\w*|палочк\w+"
_BEATS = (
    r"(?:beat|tap|pat|slap|drum)(?:s|ing)? (?:out |the )*(?:time|rhythm|pulse|seat|table|knee|beat)|"
    r"(?:palm|hand|fingers?) (?:beats?|taps?|pats?)|отбива\w+|стучит|хлопа\w+|постукива\w+"
)


def done_by_hand(presence: Presence, shot: Shot) -> str:
    """Return what a hand does: its action, or what the shot's own words say of it."""
    if presence.term != "hand" or presence.action not in ("", "hold", "play"):
        return presence.action
    said = shot.text.lower()
    if shot.script is not None:
        said = " ".join((shot.script.picture, *shot.script.beats)).lower()
    if _says(_BEATS, said) and not _says(_STICKS, said):
        return "beat"
    return "drum" if _says(_DRUMS, said) else presence.action


def _says(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w)(?:{words})(?!\w)", text) is not None
