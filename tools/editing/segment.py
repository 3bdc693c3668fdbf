"""Exact frames of a take as a file of their own, encoded as little as possible."""

from dataclasses import dataclass
from pathlib import Path

from director.model import Clip, Take, digest_of
from tools.editing.joining import Run, join
from tools.editing.shape import Shape
from tools.media import FilmWriter, conform, each_frame
from tools.media.frames import frame_index, open_video


def segment(take: Take, clip: Clip, project: Path, into: Path) -> Path:
    """Return a file in `into` with exactly the clip's frames of the take, made now unless it is kept there.

    Packets are copied from the first keyframe on; only frames before it are encoded again, once.

    Raises:
        ArtistError: 'video_missing', 'video_corrupt', 'disk_full', 'folder_unwritable'.
        IndexError: if the take does not hold the frames.
    """
    shape = Shape(take.order.width, take.order.height, take.order.fps)
    footage = Footage.of(take, shape, project, into)
    return footage.cut_out(take.handles + clip.take_in, clip.frames, into)


@dataclass(frozen=True)
class Footage:
    """A take's file in the film's shape."""

    path: Path
    media: str
    """Digest of the take's file."""
    shape: Shape
    frames: int
    keyframes: tuple[int, ...]

    @classmethod
    def of(cls, take: Take, shape: Shape, project: Path, into: Path) -> "Footage":
        """Open a take; one of another size, rate or codec is conformed once and kept in `into`."""
        path = project / take.file
        if not shape.fits(path):
            kept = into / f"{digest_of(['conformed', take.media, shape.key()])}.mp4"
            if not kept.exists():
                conform(path, kept, shape.width, shape.height, shape.fps, keyframes=(take.handles,))
            path = kept
        with open_video(path, decoding=False) as container:
            index = frame_index(container)
        if index is None:
            raise ValueError(f"{path.name} has no frame times")
        return cls(path, take.media, shape, len(index.pts), index.keyframes)

    def name(self, first: int, frames: int) -> str:
        """Name the file that holds frames [first, first + frames)."""
        return f"{digest_of(['segment', self.media, first, frames, self.shape.key()])}.mp4"

    def cut_out(self, first: int, frames: int, into: Path) -> Path:
        """Write frames [first, first + frames) to `into`, unless they are kept there."""
        out = into / self.name(first, frames)
        if out.exists():
            return out
        if first < 0 or first + frames > self.frames:
            raise IndexError(f"{self.path.name} has {self.frames} frames, asked [{first}, {first + frames})")
        key = next((k for k in self.keyframes if k >= first), self.frames)
        head = min(key - first, frames)
        if head == frames:
            self._encode(first, frames, out)
        elif head == 0:
            join([Run(self.path, first, frames)], self.shape, out)
        else:
            opening = self.cut_out(first, head, into)
            join([Run(opening, 0, head), Run(self.path, key, frames - head)], self.shape, out)
        return out

    def _encode(self, first: int, frames: int, out: Path) -> None:
        with FilmWriter(out, self.shape.width, self.shape.height, self.shape.fps) as writer:
            for _, frame in each_frame(self.path, range(first, first + frames)):
                writer.write_yuv(frame.to_ndarray(format="yuv420p"))
