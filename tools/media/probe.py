"""What a media file is, without decoding more than one frame."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av

from director.errors import ArtistError
from tools.media.frames import fps_of, frame_index, open_video


@dataclass(frozen=True)
class MediaFacts:
    """Facts of a video file. Width and height in px are as shown, after rotation."""

    frames: int
    width: int
    height: int
    fps: Fraction
    codec: str
    has_sound: bool
    duration_s: float
    sound_codec: str = ""


def probe(path: Path) -> MediaFacts:
    """Read the facts of a video file; frames are counted from its packets, not believed from its header.

    Raises:
        ArtistError: 'video_missing', 'video_corrupt'.
    """
    with open_video(path) as container:
        stream = container.streams.video[0]
        index = frame_index(container)
        try:
            container.seek(0)
            first = next(container.decode(stream))
            if index is None:
                container.seek(0)
                frames = sum(1 for _ in container.decode(stream))
            else:
                frames = len(index.pts)
        except (av.FFmpegError, StopIteration) as error:
            raise ArtistError("video_corrupt", file=path.name) from error
        size = (first.width, first.height)
        fps = fps_of(stream)
        sound = container.streams.audio
        return MediaFacts(
            frames=frames,
            width=size[first.rotation % 180 == 90],
            height=size[first.rotation % 180 != 90],
            fps=fps,
            codec=stream.codec_context.name,
            has_sound=bool(sound),
            duration_s=float(frames / fps),
            sound_codec=sound[0].codec_context.name if sound else "",
        )
