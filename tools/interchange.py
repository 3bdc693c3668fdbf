"""Carrying on in a real editor: the cut as OpenTimelineIO."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any
from urllib.parse import quote

from director.model import Clip, Cut, SongMap, Take, Transition
from tools.media import whole_file


def write_otio(
    cut: Cut,
    takes: Mapping[str, Take],
    song: SongMap,
    fps: Fraction,
    path: Path,
    *,
    sound: Path | None = None,
    sound_start_s: float = 0.0,
) -> None:
    """Write the cut as an OpenTimelineIO file that NLEs read.

    Clips refer to the takes (shot id -> take) by paths relative to `path`'s folder, the project, with all of their
    frames, handles included, so that an editor may trim and slip. `sound` is the song's file, used from
    `sound_start_s` seconds on. Sections are markers on the picture track, beats on the song's track. Clips without
    a take have a missing reference.

    Raises:
        ArtistError: 'disk_full', 'folder_unwritable'.
    """
    import opentimelineio as otio

    clock = _Clock(fps)
    timeline = otio.schema.Timeline(name=song.title or path.parent.name)
    timeline.metadata["director"] = {"fps": str(fps), "artist": song.artist, "tempo_bpm": song.tempo_bpm}
    timeline.tracks.append(_picture_track(cut, takes, clock))
    if cut.titles:
        timeline.tracks.append(_title_track(cut, clock))
    timeline.tracks.append(_sound_track(cut, song, clock, sound, sound_start_s))
    for section in song.sections:
        span = clock.range(clock.frame(section.start_s), clock.frame(section.end_s))
        timeline.tracks[0].markers.append(_marker(f"{section.label} {section.group}", span, "PURPLE"))
    text = otio.adapters.write_to_string(timeline, "otio_json")
    with whole_file(path) as part:
        part.write_text(text, encoding="utf-8")


class _Clock:
    """Frame numbers as OTIO's rational times at the film's exact rate."""

    def __init__(self, fps: Fraction) -> None:
        self.fps = fps

    def time(self, frame: int) -> Any:
        import opentimelineio as otio

        return otio.opentime.RationalTime(frame, float(self.fps))

    def range(self, start: int, end: int) -> Any:
        import opentimelineio as otio

        return otio.opentime.TimeRange(self.time(start), self.time(max(0, end - start)))

    def frame(self, seconds: float) -> int:
        return round(seconds * self.fps)


def _picture_track(cut: Cut, takes: Mapping[str, Take], clock: _Clock) -> Any:
    import opentimelineio as otio

    track = otio.schema.Track(name="Picture", kind=otio.schema.TrackKind.Video)
    entered = {t.clip: t for t in cut.transitions if t.kind not in ("fade to black", "cut")}
    left = {t.clip: t for t in cut.transitions if t.kind == "fade to black"}
    for clip in cut.clips:
        if clip.id in entered:
            track.append(_transition(entered[clip.id], clock))
        track.append(_clip(clip, None if clip.missing else takes.get(clip.shot), clock))
        if clip.id in left:
            track.append(_transition(left[clip.id], clock))
    return track


def _clip(clip: Clip, take: Take | None, clock: _Clock) -> Any:
    import opentimelineio as otio

    first = (take.handles if take else 0) + clip.take_in
    found = otio.schema.Clip(name=f"{clip.id} {clip.shot}", source_range=clock.range(first, first + clip.frames))
    if take is None:
        found.media_reference = otio.schema.MissingReference(name=clip.shot)
        return found
    reference = otio.schema.ExternalReference(quote(take.file), clock.range(0, take.frames))
    reference.name = Path(take.file).name
    reference.metadata["director"] = {"take": take.id, "attempt": take.attempt, "handles": take.handles}
    found.media_reference = reference
    found.metadata["director"] = {"clip": clip.id, "shot": clip.shot, "text": take.order.shot.text}
    return found


def _transition(transition: Transition, clock: _Clock) -> Any:
    """OTIO knows dissolves by name; other kinds keep ours in the metadata."""
    import opentimelineio as otio

    half = transition.frames // 2
    before, after = {
        "fade from black": (0, transition.frames),
        "fade to black": (transition.frames, 0),
    }.get(transition.kind, (half, half))
    kinds = otio.schema.TransitionTypes
    return otio.schema.Transition(
        name=transition.kind,
        transition_type=kinds.SMPTE_Dissolve if transition.kind == "crossfade" else kinds.Custom,
        in_offset=clock.time(before),
        out_offset=clock.time(after),
        metadata={"director": {"kind": transition.kind}},
    )


def _title_track(cut: Cut, clock: _Clock) -> Any:
    import opentimelineio as otio

    track = otio.schema.Track(name="Titles", kind=otio.schema.TrackKind.Video)
    at = 0
    for title in sorted(cut.titles, key=lambda t: t.start):
        if title.start > at:
            track.append(otio.schema.Gap(source_range=clock.range(0, title.start - at)))
        words = {"text": title.text, "under": title.under, "place": title.place}
        clip = otio.schema.Clip(name=title.text, source_range=clock.range(0, title.end - title.start))
        clip.media_reference = otio.schema.GeneratorReference(
            title.text, "Title", clock.range(0, title.end - title.start), words
        )
        track.append(clip)
        at = title.end
    return track


def _sound_track(cut: Cut, song: SongMap, clock: _Clock, sound: Path | None, start_s: float) -> Any:
    import opentimelineio as otio

    track = otio.schema.Track(name="Song", kind=otio.schema.TrackKind.Audio)
    first = clock.frame(start_s)
    clip = otio.schema.Clip(name=song.title or "song", source_range=clock.range(first, first + cut.frames))
    if sound is None:
        clip.media_reference = otio.schema.MissingReference(name="song")
    else:
        whole = clock.range(0, first + cut.frames)
        clip.media_reference = otio.schema.ExternalReference(sound.resolve().as_uri(), whole)
    track.append(clip)
    bars = {clock.frame(bar) for bar in song.bars}
    for beat in song.beats:
        frame = clock.frame(beat)
        bar = frame in bars
        track.markers.append(_marker("bar" if bar else "beat", clock.range(frame, frame), "RED" if bar else "CYAN"))
    return track


def _marker(name: str, span: Any, colour: str) -> Any:
    import opentimelineio as otio

    return otio.schema.Marker(name=name, marked_range=span, color=colour)
