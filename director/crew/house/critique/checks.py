"""One check a kind of requirement: from what was measured on a take to met or not, with the number and a fix."""

from collections.abc import Callable
from dataclasses import replace

from director.crew.house import thresholds as line
from director.crew.house.critique.looking import Likeness, Seen
from director.crew.house.critique.moves import check_motion
from director.crew.house.critique.opinion import Opinion, opinion, unsure
from director.model import RequirementKind, Shot

Check = Callable[[Shot, Seen], Opinion]


def _not_black(_shot: Shot, seen: Seen) -> Opinion:
    black = seen.exposure.black
    share = sum(black) / len(black)
    return opinion("black", share, line.BLACK_SHARE.quality(share), "new seed", percent=round(100 * share))


def _not_frozen(_shot: Shot, seen: Seen) -> Opinion:
    """Black stretches have their own finding and are left out here."""
    lit = [life for life, black in zip(seen.steadiness.life, seen.black, strict=True) if not black]
    share = sum(life < line.FROZEN_PIXELS for life in lit) / max(1, len(lit))
    words = "something in the picture keeps moving from the first frame to the last"
    quality = line.FROZEN_SHARE.quality(share)
    return opinion(
        "frozen", share, quality, "add life" if share > 0.9 else "new seed", words, percent=round(100 * share)
    )


def _no_flicker(shot: Shot, seen: Seen) -> Opinion:
    value = seen.steadiness.flicker
    scale = line.ROUGH_FLICKER if shot.texture in line.ROUGH else line.FLICKER
    quality = (line.OLD_FLICKER if shot.texture == "old film" else scale).quality(value)
    return opinion("flicker", value, quality, "steady light", "even, steady light", percent=round(100 * value, 1))


def _exposure(shot: Shot, seen: Seen) -> Opinion:
    mean = seen.exposure.mean
    # What fills the frame may be as bright as it is: a lit page at night.
    bright = line.BRIGHT["day" if shot.framing in line.FILLED else shot.time]
    dark = line.DARK[shot.time]
    low, high = dark.quality(mean), bright.quality(mean)
    if low < high:
        return opinion("dark", mean, low, "more light", "brighter exposure", percent=round(100 * mean))
    return opinion("bright", mean, high, "less light", "darker exposure", percent=round(100 * mean))


def _contrast(shot: Shot, seen: Seen) -> Opinion:
    """A veil over the picture takes range, colour and black at once; haze, snow and grey palettes not all of them."""
    light, colours = seen.exposure, seen.colour
    value = light.top - light.low
    ranged = line.HAZY_RANGE if shot.weather in line.HAZY else line.RANGE
    signs = ranged.quality(value), line.CHROMA.quality(colours.chroma), line.LIFTED.quality(light.low)
    quality = min(max(signs), line.FLAT.quality(value))
    if shot.time == "night" and shot.framing not in line.FILLED:
        quality = min(quality, line.NIGHT_BLACK.quality(light.low))
    words = "deep shadows and clear highlights"
    return opinion("contrast", value, quality, "more contrast", words, percent=round(100 * value))


def _sharpness(shot: Shot, seen: Seen) -> Opinion:
    value = seen.sharpness
    scale = line.SOFT_SHARPNESS if shot.texture in line.SOFT else line.SHARPNESS
    return opinion("sharpness", value, scale.quality(value), "sharper", "crisp focus", percent=round(100 * value))


def _palette(shot: Shot, seen: Seen) -> Opinion:
    value = seen.colour.off
    words = "only the colours " + ", ".join(shot.palette.colours)
    share = round(100 * seen.colour.foreign_share)
    return opinion("palette", value, line.PALETTE.quality(value), "hold palette", words, percent=share)


def _subject(shot: Shot, seen: Seen) -> Opinion:
    found = seen.subject
    if found is None or shot.subject is None:
        return unsure("critic_subject_unsure")
    if found.shown == 1.0 and not found.outlined:
        return unsure("critic_subject_fills")
    if found.shown < 0.5 or found.proof < line.PROOF or found.contrast < line.VISIBLE:
        return opinion(
            "subject_there", found.proof, 0.1, "bigger subject", _clear(shot), percent=round(100 * found.area)
        )
    small = line.SUBJECT_EXTENT[shot.framing].quality(found.extent)
    # An upright picture leaves so much less beside whoever is as high in it.
    large = line.SUBJECT_MOST[shot.framing].quality(1.0 - (1.0 - found.area) / seen.room)
    percent = round(100 * found.area, 1)
    if small <= large:
        return opinion("subject_small", found.extent, small, "bigger subject", _clear(shot), percent=percent)
    return opinion("subject_large", found.area, large, "smaller subject", "leave room around it", percent=percent)


def _subject_contrast(shot: Shot, seen: Seen) -> Opinion:
    found = seen.subject
    if found is None or found.shown < 0.5 or not found.outlined or shot.subject is None:
        return unsure("critic_subject_unsure")
    quality = line.SUBJECT_CONTRAST.quality(found.contrast)
    words = "the subject stands out clearly from what is behind it"
    return opinion("separate", found.contrast, quality, "separate subject", words, percent=round(100 * found.contrast))


def check_distinct(before: Likeness | None, after: Likeness | None, others: tuple[Likeness, ...]) -> Opinion:
    """Neither a picture that the film has already shown nor a jump cut to a neighbour.

    `before` compares the end of the shot before with this take's beginning, `after` its end with the next beginning.
    """
    joins = [n for n in (before, after) if n]
    twin = min(others, key=lambda n: (n.unlike, n.shot), default=None)
    near = min(joins, key=lambda n: (n.unlike, n.shot), default=None)
    repeat = line.REPEAT.quality(twin.unlike) if twin else 1.0
    jump = line.JUMP.quality(near.unlike) if near else 1.0
    if near is None and twin is None:
        return unsure("critic_distinct_unsure")
    if near is None or (twin and (repeat < 0.5 or repeat <= jump)):
        assert twin is not None
        value = round(100 * twin.unlike)
        # The same staging would give the same picture again: another size changes it at once.
        words = "another shot size"
        return opinion("repeat", twin.unlike, repeat, "other framing", words, percent=value, shot=twin.shot)
    value = round(100 * near.unlike)
    found = opinion("jump", near.unlike, jump, "other framing", "another shot size", percent=value, shot=near.shot)
    return replace(found, mild=True)


def _clear(shot: Shot) -> str:
    return f"{shot.subject.term.replace('_', ' ')} clearly in the picture, larger" if shot.subject else ""


CHECKS: dict[RequirementKind, Check] = {
    "not black": _not_black,
    "not frozen": _not_frozen,
    "no flicker": _no_flicker,
    "exposure": _exposure,
    "contrast": _contrast,
    "sharpness": _sharpness,
    "motion": check_motion,
    "palette": _palette,
    "subject": _subject,
    "subject contrast": _subject_contrast,
}
"""A kind that is not here cannot be measured on a take alone: its finding is 'unsure'."""
