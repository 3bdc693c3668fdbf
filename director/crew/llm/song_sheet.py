"""The song as a model reads it: what was measured, in words and seconds."""

from director.model import Section, SongMap


def song_sheet(song: SongMap) -> str:
    """Return the measured song as a few lines, its sections numbered from 0."""
    return "\n".join([*_whole(song), *(_section(song, n, s) for n, s in enumerate(song.sections))])


def lyric_sheet(song: SongMap) -> str:
    """Return the sung lines, numbered from 0, with their seconds ('about' where unsure), or that there are none."""
    if not song.lines:
        return "No words are known: it is instrumental, or nobody gave them."
    return "\n".join(
        f"[{n}] {'' if line.sure else 'about '}{line.start_s:.1f}-{line.end_s:.1f} s {line.text}"
        for n, line in enumerate(song.lines)
    )


def _whole(song: SongMap) -> list[str]:
    pulse = f"{song.tempo_bpm:.0f} bpm in {song.meter}" if song.beats else "no steady pulse"
    key = f", {song.key}" if song.key else ""
    light = _grade(song.valence, "dark", "between dark and bright", "bright")
    drive = _grade(song.tension, "calm", "neither calm nor driven", "driven")
    sure = "" if song.mood_confidence > 0.4 else " (mood uncertain: trust the words and the brief)"
    lines = [f"{song.duration_s:.1f} s, {pulse}{key}; {light}, {drive}{sure}."]
    if song.silences:
        lines.append("Silences: " + ", ".join(f"{s.start_s:.1f}-{s.end_s:.1f} s" for s in song.silences) + ".")
    hits = sorted(song.accents, key=lambda a: (-a.strength, a.time_s))[:8]
    if hits:
        said = (f"{a.time_s:.1f} s ({a.kind})" for a in sorted(hits, key=lambda a: a.time_s))
        lines.append("Strongest accents: " + ", ".join(said) + ".")
    return lines


def _section(song: SongMap, number: int, section: Section) -> str:
    inside = [n for n, line in enumerate(song.lines) if section.start_s <= line.start_s < section.end_s]
    sung = f"voice {section.voice:.0%}" if section.voice > 0.05 else "no voice"
    lines = f", lines {inside[0]}-{inside[-1]}" if inside else ""
    course = [e for beat, e in zip(song.beats, song.energy, strict=False) if section.start_s <= beat < section.end_s]
    rising = f", rising to {max(course):.2f}" if course and max(course[len(course) // 2 :]) > course[0] + 0.2 else ""
    return (
        f"Section {number}: {section.label} ({section.group}), {section.start_s:.1f}-{section.end_s:.1f} s, "
        f"{section.end_s - section.start_s:.1f} s long, energy {section.energy:.2f}{rising}, {sung}{lines}."
    )


def _grade(value: float, low: str, middle: str, high: str) -> str:
    return low if value < 0.35 else high if value > 0.65 else middle
