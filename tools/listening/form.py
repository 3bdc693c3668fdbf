"""Names for sections found by ear: intro, verse, chorus and the rest, by energy, repetition, voice and place."""

import itertools
from collections import Counter, defaultdict

import numpy as np

from director.model import Section, SectionLabel
from tools.listening.sections import Stretch, Units


def named(units: Units, stretches: tuple[Stretch, ...], voiced: np.ndarray, sure: float) -> tuple[Section, ...]:
    """Return sections with labels. `voiced` is the share of singing in each unit, `sure` the bars' confidence 0-1."""
    levels = _levels(units, stretches)
    top = max(levels) or 1.0
    energy = [level / top for level in levels]
    voice = [_mean(voiced, stretch, units) for stretch in stretches]
    labels = _labels(units, stretches, energy, voice)
    return tuple(
        Section(
            label=label, start_s=float(units.edges[stretch.first]), end_s=float(units.edges[stretch.last]),
            group=stretch.group, energy=min(1.0, force), voice=float(np.clip(sung, 0, 1)),
            confidence=float(np.clip(0.15 + 0.45 * stretch.sharp + 0.25 * sure, 0, 0.85)),
        )
        for label, stretch, force, sung in zip(labels, stretches, energy, voice, strict=True)
    )  # fmt: skip


def phrases(units: Units, stretches: tuple[Stretch, ...]) -> tuple[Section, ...]:
    """Return sections under the honest label 'phrase', for music whose form cannot be heard."""
    levels = _levels(units, stretches)
    top = max(levels) or 1.0
    return tuple(
        Section(
            label="phrase", start_s=float(units.edges[stretch.first]), end_s=float(units.edges[stretch.last]),
            group=stretch.group, energy=min(1.0, level / top), confidence=0.2 + 0.3 * stretch.sharp,
        )
        for stretch, level in zip(stretches, levels, strict=True)
    )  # fmt: skip


def _levels(units: Units, stretches: tuple[Stretch, ...]) -> list[float]:
    return [float(np.sqrt(_mean(10 ** (units.level / 10), stretch, units))) for stretch in stretches]


def _mean(values: np.ndarray, stretch: Stretch, units: Units) -> float:
    inside = slice(stretch.first, stretch.last)
    return float(np.average(values[inside], weights=np.diff(units.edges)[inside]))


def _labels(
    units: Units, stretches: tuple[Stretch, ...], energy: list[float], voice: list[float]
) -> list[SectionLabel]:
    count = len(stretches)
    total = float(units.edges[-1])
    sung = max(voice) > 0.3
    usual = float(np.median(energy))
    lengths = [float(units.edges[s.last] - units.edges[s.first]) for s in stretches]
    labels: list[SectionLabel | None] = [None] * count
    if count > 2 and lengths[0] < 0.3 * total and (energy[0] < 0.8 * usual or (sung and voice[0] < 0.15)):
        labels[0] = "intro"
    fading = (
        energy[-1] < 0.85 * usual or (energy[-1] < 0.9 * energy[-2] and stretches[-1].group != stretches[-2].group)
        if count > 1
        else False
    )
    if count > 2 and lengths[-1] < 0.3 * total and (fading or (sung and voice[-1] < 0.1)):
        labels[-1] = "outro"
    chorus = _chorus(units, stretches, energy, voice, labels)
    for number in range(count):
        if labels[number] is None and stretches[number].group == chorus:
            labels[number] = "chorus"
    repeats = Counter(s.group for number, s in enumerate(stretches) if labels[number] is None)
    before = _always_before(stretches, chorus)
    for number, stretch in enumerate(stretches):
        if labels[number] is not None:
            continue
        middle = 0 < number < count - 1
        alone = repeats[stretch.group] == 1
        late = units.edges[stretch.first] > 0.4 * total
        if middle and energy[number] < 0.62 * usual:
            labels[number] = "breakdown"
        elif sung and voice[number] < 0.12 and middle and energy[number] >= 0.8 * usual:
            labels[number] = "solo"
        elif alone and late and middle and "chorus" in labels[number + 1 :]:
            labels[number] = "bridge"
        elif (
            repeats[stretch.group] > 1
            and stretch.group in before
            and lengths[number] < 0.75 * float(np.median(lengths))
        ):
            labels[number] = "pre-chorus"
        else:
            labels[number] = "verse"
    return [label or "verse" for label in labels]


def _chorus(
    units: Units,
    stretches: tuple[Stretch, ...],
    energy: list[float],
    voice: list[float],
    labels: list[SectionLabel | None],
) -> str | None:
    """Return the group that is most of all loud, sung, and comes back; None where none stands out."""
    forces: dict[str, list[float]] = defaultdict(list)
    seconds: dict[str, float] = defaultdict(float)
    returns: Counter[str] = Counter()
    for number, stretch in enumerate(stretches):
        if labels[number] is not None or (number == 0 and len(stretches) > 1):
            continue
        forces[stretch.group].append(energy[number] + 0.3 * voice[number])
        seconds[stretch.group] += float(units.edges[stretch.last] - units.edges[stretch.first])
        returns[stretch.group] += number == 0 or stretches[number - 1].group != stretch.group
    if not forces:
        return None
    total = float(units.edges[-1])

    def merit(group: str) -> float:
        too_much = max(0.0, seconds[group] / total - 0.35)  # what never leaves is no chorus
        return float(np.mean(forces[group])) + 0.12 * min(returns[group] - 1, 2) - 0.5 * too_much

    best = max(forces, key=lambda group: (merit(group), group))
    rest = [force for group, values in forces.items() if group != best for force in values]
    lead = float(np.mean(forces[best])) - (float(np.mean(rest)) if rest else 0.0)
    return best if returns[best] > 1 or lead > 0.08 else None


def _always_before(stretches: tuple[Stretch, ...], chorus: str | None) -> set[str]:
    """Return the groups that are followed by the chorus wherever they appear."""
    following: dict[str, set[str]] = defaultdict(set)
    for stretch, after in itertools.pairwise(stretches):
        following[stretch.group].add(after.group)
    return {group for group, groups in following.items() if groups == {chorus}}
