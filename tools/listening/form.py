"""Names for sections found by ear: intro, verse, chorus and the rest, by energy, repetition, voice and place."""

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from director.model import Section, SectionLabel
from tools.listening.sections import Stretch, Units

_AS_STRONG = 0.97
"""Music this near to the chorus in strength is taken for one of its turns."""


def named(units: Units, stretches: tuple[Stretch, ...], voiced: np.ndarray, sure: float) -> tuple[Section, ...]:
    """Return sections with labels. `voiced` is the share of singing in each unit, `sure` the bars' confidence 0-1."""
    levels = _levels(units, stretches)
    top = max(levels) or 1.0
    energy = [level / top for level in levels]
    voice = [_mean(voiced, stretch, units) for stretch in stretches]
    facts = _Facts(
        [stretch.group for stretch in stretches], energy, voice,
        [float(units.edges[stretch.last] - units.edges[stretch.first]) for stretch in stretches],
        [float(units.edges[stretch.first]) for stretch in stretches], float(units.edges[-1]),
    )  # fmt: skip
    labels = _labels(facts)
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


@dataclass(frozen=True)
class _Facts:
    """What the names are told by, one value a section."""

    groups: list[str]
    energy: list[float]
    voice: list[float]
    lengths: list[float]
    starts: list[float]
    total: float

    @property
    def count(self) -> int:
        return len(self.groups)

    @property
    def usual(self) -> float:
        """Energy of the section in the middle of the order."""
        return float(np.median(self.energy))

    @property
    def sung(self) -> bool:
        return max(self.voice) > 0.3


def _labels(facts: _Facts) -> list[SectionLabel]:
    """Name the edges, then choruses, then what stands out between them; the rest are verses."""
    labels: list[SectionLabel | None] = [None] * facts.count
    _name_edges(facts, labels)
    _name_choruses(facts, labels)
    _name_pauses(facts, labels)
    _name_bridge(facts, labels)
    _name_rises(facts, labels)
    return [label or "verse" for label in labels]


def _name_edges(facts: _Facts, labels: list[SectionLabel | None]) -> None:
    if facts.count < 3:
        return
    energy, voice, groups, usual = facts.energy, facts.voice, facts.groups, facts.usual
    opening = energy[0] < 0.8 * usual or (facts.sung and voice[0] < 0.15) or energy[0] < 0.85 * energy[1]
    if facts.lengths[0] < 0.3 * facts.total and opening:
        labels[0] = "intro"
    fading = energy[-1] < 0.85 * usual or (energy[-1] < 0.9 * energy[-2] and groups[-1] != groups[-2])
    if facts.lengths[-1] < 0.3 * facts.total and (fading or (facts.sung and voice[-1] < 0.1)):
        labels[-1] = "outro"


def _name_choruses(facts: _Facts, labels: list[SectionLabel | None]) -> None:
    """The chorus is the music that is most of all loud, sung, and comes back; a louder last turn of it counts too."""
    forces: dict[str, list[float]] = defaultdict(list)
    seconds: dict[str, float] = defaultdict(float)
    returns: Counter[str] = Counter()
    for number, group in enumerate(facts.groups):
        if labels[number] is not None or (number == 0 and facts.count > 1):
            continue
        forces[group].append(facts.energy[number] + 0.3 * facts.voice[number])
        seconds[group] += facts.lengths[number]
        returns[group] += number == 0 or facts.groups[number - 1] != group
    if not forces:
        return
    means = {group: float(np.mean(values)) for group, values in forces.items()}

    def merit(group: str) -> float:
        too_much = max(0.0, seconds[group] / facts.total - 0.4)  # what never leaves is no chorus
        return means[group] + 0.15 * min(returns[group] - 1, 2) - 0.5 * too_much

    best = max(forces, key=lambda group: (merit(group), group))
    rest = [force for group, values in forces.items() if group != best for force in values]
    lead = means[best] - (float(np.mean(rest)) if rest else 0.0)
    if returns[best] == 1 and lead <= 0.08:
        return
    for number, group in enumerate(facts.groups):
        as_strong = facts.energy[number] + 0.3 * facts.voice[number] > _AS_STRONG * means[best] and lead > 0.08
        if labels[number] is None and number > 0 and (group == best or as_strong):
            labels[number] = "chorus"


def _name_pauses(facts: _Facts, labels: list[SectionLabel | None]) -> None:
    """Where the music thins out it breaks down; where it goes on and nobody sings, somebody plays a solo."""
    for number in range(1, facts.count - 1):
        if labels[number] is not None:
            continue
        around = min(facts.energy[number - 1], facts.energy[number + 1])
        like_intro = labels[0] == "intro" and facts.groups[number] == facts.groups[0]
        if facts.energy[number] < 0.62 * facts.usual or (like_intro and number > 1 and facts.energy[number] < around):
            labels[number] = "breakdown"
        elif facts.sung and facts.voice[number] < 0.12 and facts.energy[number] >= 0.8 * facts.usual:
            labels[number] = "solo"


def _name_bridge(facts: _Facts, labels: list[SectionLabel | None]) -> None:
    """Music that is heard only once, late, between the choruses or before the last one, is the bridge."""
    left = Counter(group for group, label in zip(facts.groups, labels, strict=True) if label is None)
    last = max((number for number, label in enumerate(labels) if label == "chorus"), default=-1)
    for number in range(1, last):
        late = facts.starts[number] > 0.4 * facts.total and "chorus" in labels[:number]
        if labels[number] is None and late and left[facts.groups[number]] == 1:
            labels[number] = "bridge"


def _name_rises(facts: _Facts, labels: list[SectionLabel | None]) -> None:
    """What stands between a verse and the chorus, wherever it stands, leads up to it."""
    before: dict[str, list[bool]] = defaultdict(list)
    for number, group in enumerate(facts.groups[:-1]):
        if labels[number] is None:
            before[group].append(labels[number + 1] == "chorus")
    for number in range(1, facts.count - 1):
        after_verse = labels[number - 1] is None or labels[number - 1] == "verse"
        shorter = facts.lengths[number] < 0.9 * facts.lengths[number - 1]
        other = facts.groups[number] != facts.groups[number - 1]
        leads = labels[number] is None and labels[number + 1] == "chorus"
        if leads and after_verse and number > 1 and shorter and (not other or all(before[facts.groups[number]])):
            labels[number] = "pre-chorus"
