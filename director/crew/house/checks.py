"""One check a kind of requirement: from what was measured on a take to met or not, with the number and a fix."""

from collections.abc import Callable
from dataclasses import dataclass, field

from director.crew.house import thresholds as line
from director.crew.house.camera import check_motion
from director.crew.house.looking import Likeness, Seen
from director.crew.house.opinion import Opinion, opinion, unsure
from director.model import RequirementKind, Shot


@dataclass(frozen=True)
class Table:
    """Everything that lies before the critic."""

    shot: Shot
    seen: Seen
    before: Likeness | None = None
    """The end of the shot before, compared with this take's beginning."""
    after: Likeness | None = None
    others: tuple[Likeness, ...] = field(default=())


Check = Callable[[Table], Opinion]


def _not_black(table: Table) -> Opinion:
    black = table.seen.exposure.black
    share = sum(black) / len(black)
    return opinion("black", share, line.BLACK_SHARE.quality(share), "new seed", percent=round(100 * share))


def _not_frozen(table: Table) -> Opinion:
    changed = table.seen.steadiness.changed
    share = sum(c < line.FROZEN_PIXELS for c in changed) / len(changed)
    words = "something in the picture keeps moving from the first frame to the last"
    quality = line.FROZEN_SHARE.quality(share)
    return opinion(
        "frozen", share, quality, "add life" if share > 0.9 else "new seed", words, percent=round(100 * share)
    )


def _no_flicker(table: Table) -> Opinion:
    value = table.seen.steadiness.flicker
    quality = line.FLICKER.quality(value)
    return opinion("flicker", value, quality, "steady light", "even, steady light", percent=round(100 * value, 1))


def _exposure(table: Table) -> Opinion:
    mean = table.seen.exposure.mean
    dark, bright = line.DARK[table.shot.time], line.BRIGHT[table.shot.time]
    low, high = dark.quality(mean), bright.quality(mean)
    if low < high:
        return opinion("dark", mean, low, "more light", "brighter exposure", percent=round(100 * mean))
    return opinion("bright", mean, high, "less light", "darker exposure", percent=round(100 * mean))


def _contrast(table: Table) -> Opinion:
    light = table.seen.exposure
    value = light.top - light.low
    scale = line.HAZY_RANGE if table.shot.weather in line.HAZY else line.RANGE
    words = "deep shadows and clear highlights"
    return opinion("contrast", value, scale.quality(value), "more contrast", words, percent=round(100 * value))


def _sharpness(table: Table) -> Opinion:
    value = table.seen.sharpness
    scale = line.SOFT_SHARPNESS if table.shot.texture in line.SOFT else line.SHARPNESS
    return opinion("sharpness", value, scale.quality(value), "sharper", "crisp focus", percent=round(100 * value))


def _palette(table: Table) -> Opinion:
    value = table.seen.colour.foreign
    words = "only the colours " + ", ".join(table.shot.palette.colours)
    share = round(100 * table.seen.colour.foreign_share)
    return opinion("palette", value, line.PALETTE.quality(value), "hold palette", words, percent=share)


def _subject(table: Table) -> Opinion:
    seen, shot = table.seen.subject, table.shot
    if seen is None or shot.subject is None:
        return unsure("critic_subject_unsure")
    if seen.shown < 0.5 or seen.proof < line.PROOF or seen.contrast < line.VISIBLE:
        return opinion("subject_there", seen.proof, 0.1, "bigger subject", _clear(shot), percent=round(100 * seen.area))
    least, most = line.SUBJECT_AREA[shot.framing]
    small, large = least.quality(seen.area), most.quality(seen.area)
    percent = round(100 * seen.area, 1)
    if small <= large:
        return opinion("subject_small", seen.area, small, "bigger subject", _clear(shot), percent=percent)
    return opinion("subject_large", seen.area, large, "smaller subject", "leave room around it", percent=percent)


def _subject_contrast(table: Table) -> Opinion:
    seen = table.seen.subject
    if seen is None or seen.shown < 0.5 or table.shot.subject is None:
        return unsure("critic_subject_unsure")
    quality = line.SUBJECT_CONTRAST.quality(seen.contrast)
    words = "the subject stands out clearly from what is behind it"
    return opinion("separate", seen.contrast, quality, "separate subject", words, percent=round(100 * seen.contrast))


def _distinct(table: Table) -> Opinion:
    """Neither a picture that the film has already shown nor a jump cut to a neighbour."""
    joins = [n for n in (table.before, table.after) if n]
    if not joins and not table.others:
        return unsure("critic_distinct_unsure")
    twin = min((*table.others, *joins), key=lambda n: (n.unlike, n.shot))
    repeat = line.REPEAT.quality(twin.unlike)
    near = min(joins, key=lambda n: (n.unlike, n.shot), default=None)
    jump = line.JUMP.quality(near.unlike) if near else 1.0
    if near and jump < repeat:
        value = round(100 * near.unlike)
        return opinion("jump", near.unlike, jump, "other framing", "another shot size", percent=value, shot=near.shot)
    value = round(100 * twin.unlike)
    return opinion("repeat", twin.unlike, repeat, "other angle", "another angle", percent=value, shot=twin.shot)


def _clear(shot: Shot) -> str:
    return f"{shot.subject.term.replace('_', ' ')} clearly in the picture, larger" if shot.subject else ""


CHECKS: dict[RequirementKind, Check] = {
    "not black": _not_black,
    "not frozen": _not_frozen,
    "no flicker": _no_flicker,
    "exposure": _exposure,
    "contrast": _contrast,
    "sharpness": _sharpness,
    "motion": lambda table: check_motion(table.shot.move, table.seen.motion),
    "palette": _palette,
    "subject": _subject,
    "subject contrast": _subject_contrast,
    "distinct": _distinct,
}
"""A kind that is not here cannot be measured: its finding is 'unsure'."""
