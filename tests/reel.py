"""Small moving pictures with a known truth, for tests of everything that looks at frames."""

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np

from director.crew.base import Screening
from director.model import CameraMove, Order, Palette, Requirement, RequirementKind, Shot, Take
from tools.media import FilmWriter

WIDTH, HEIGHT, FRAMES, FPS = 320, 180, 48, Fraction(24)
PALETTE = Palette(colours=("#203858", "#5878a0", "#c8d4e4"), accent="#d04030")
KINDS: tuple[RequirementKind, ...] = (
    "not black", "not frozen", "no flicker", "exposure", "contrast", "sharpness", "motion", "palette", "subject",
    "subject contrast", "face",
)  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """A textured ground under a moving camera with a red ball that bobs."""

    seed: int = 1
    right: float = 0.0
    """Picture heights by which the scenery moves right over the clip."""
    down: float = 0.0
    zoom: float = 0.0
    """Natural logarithm of its growth over the clip."""
    shake: float = 0.0
    """Picture heights."""
    radius: float = 0.22
    """Of the ball, picture heights; 0 = none."""
    colours: tuple[str, ...] = PALETTE.colours
    blur: float = 0.0
    frames: int = FRAMES
    gain: tuple[float, ...] = field(default=(1.0,))
    """Brightness factors, repeated over the frames."""

    def pictures(self) -> tuple[np.ndarray, np.ndarray]:
        """Return frames (n, h, w, 3) RGB and mattes (n, h, w)."""
        rng = np.random.default_rng(self.seed)
        ground = self._ground(rng)
        frames, mattes = [], []
        for i in range(self.frames):
            t = i / (self.frames - 1) - 0.5
            wobble = rng.normal(0, self.shake * HEIGHT, 2)
            scale = float(np.exp(self.zoom * t))
            x, y = t * self.right * HEIGHT + wobble[0], t * self.down * HEIGHT + wobble[1]
            centre = np.array([ground.shape[1] / 2, ground.shape[0] / 2])
            lay = np.array(
                [[scale, 0, WIDTH / 2 + x - scale * centre[0]], [0, scale, HEIGHT / 2 + y - scale * centre[1]]]
            )
            picture = cv2.warpAffine(ground, lay, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REFLECT)
            matte = np.zeros((HEIGHT, WIDTH), np.uint8)
            if self.radius:
                at = (WIDTH // 2, int(HEIGHT / 2 + 5 * np.sin(i / 2)))
                cv2.circle(picture, at, int(self.radius * HEIGHT), (200, 60, 44), -1, cv2.LINE_AA)
                cv2.circle(matte, at, int(self.radius * HEIGHT), 255, -1)
            if self.blur:
                picture = cv2.GaussianBlur(picture, (0, 0), self.blur)
            gain = self.gain[i % len(self.gain)]
            frames.append(np.clip(picture * gain, 0, 255).astype(np.uint8))
            mattes.append(matte)
        return np.stack(frames), np.stack(mattes)

    def _ground(self, rng: np.random.Generator) -> np.ndarray:
        height, width = HEIGHT * 4, WIDTH * 3
        field = np.zeros((height, width), np.float32)
        for size in (6, 24, 90):
            coarse = rng.random((height // size, width // size), np.float32)
            field += size * cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
        place = np.clip((field - field.min()) / np.ptp(field), 0, 1) * (len(self.colours) - 1)
        table = np.array([list(bytes.fromhex(c[1:])) for c in self.colours], float)
        low = np.minimum(place.astype(int), len(self.colours) - 2)
        share = (place - low)[..., None]
        return np.asarray(table[low] * (1 - share) + table[low + 1] * share, np.float32)


def shoot(folder: Path, name: str, scene: Scene) -> tuple[Path, Path]:
    """Write a scene's picture and matte."""
    frames, mattes = scene.pictures()
    return write(folder / f"{name}.mp4", frames), write(
        folder / f"{name}.matte.mp4", np.repeat(mattes[..., None], 3, 3)
    )


def write(path: Path, frames: np.ndarray) -> Path:
    """Write frames (n, h, w, 3)."""
    with FilmWriter(path, frames.shape[2], frames.shape[1], FPS) as film:
        for frame in frames:
            film.write(frame)
    return path


def make_shot(**changes: object) -> Shot:
    """Return a shot that the plain scene fulfils, held to everything that can be measured, and to a face."""
    asked = tuple(Requirement(id=f"r {k}", kind=k, text=k) for k in KINDS)
    facts: dict[str, object] = {
        "id": "s001", "section": 0, "world": "w", "place": "p", "place_term": "field", "time": "day",
        "weather": "clear", "palette": PALETTE, "style": "painted", "who": ({"term": "balloon"},), "text": "A ball.",
        "framing": "medium", "emotion": "calm", "requirements": asked,
    }  # fmt: skip
    return Shot.model_validate(facts | changes)


def make_take(shot: Shot, media: Path, frames: int = FRAMES, **changes: object) -> Take:
    """Return a take of a shot without handles."""
    order = Order(
        shot=shot,
        renderer="reel",
        renderer_version="1",
        prompt="",
        width=WIDTH,
        height=HEIGHT,
        fps=FPS,
        frames=frames,
        seed=1,
    )
    facts: dict[str, object] = {
        "id": order.key(), "shot": shot.id, "attempt": 1, "order": order, "media": "0" * 32, "file": media.name,
        "frames": frames,
    }  # fmt: skip
    return Take.model_validate(facts | changes)


def screen(folder: Path, scene: Scene, *, matte: bool = True, move: str = "static", **changes: object) -> Screening:
    """Shoot a scene and put it on the critic's table."""
    shot = make_shot(move=CameraMove.model_validate({"kind": move, "amount": 0.5}), **changes)
    media, cover = shoot(folder, "take", scene)
    return Screening(shot=shot, take=make_take(shot, media, scene.frames), media=media, matte=cover if matte else None)
