"""Every place can be painted, shows its hour and weather, and is painted alike for equal seeds."""

import numpy as np
import pytest
import skia
from numpy.typing import NDArray

from director.model import Light, TimeOfDay, Weather
from render.animatic.base import RGB, Brush, Layer, Look
from render.animatic.places import PLACES

TERMS = """
tundra ice_field snow_road arctic_sea crossroads camp mountains sea beach harbour ship_deck bedroom
classroom school_corridor city_street city_night rainy_street alley rooftop park playground subway meadow fairy_forest
clouds garden forest forest_river field lake river village waterfall future_city grid_plain highway space desert
race_track tunnel pit_garage living_room kitchen corridor hospital_room old_house empty_room attic window_room
train_station train_carriage skatepark suburb club stage concert_hall studio cyber_street void
""".split()  # noqa: SIM905 - read as the list of terms is written
OPEN = [t for t in TERMS if t in ("forest", "field", "village", "lake", "mountains", "park", "crossroads", "meadow")]
PX = 90.0

HOURS: dict[TimeOfDay, tuple[RGB, RGB, RGB, RGB]] = {
    "day": ((0.25, 0.53, 0.81), (0.81, 0.90, 0.95), (0.55, 0.66, 0.66), (0.54, 0.58, 0.44)),
    "golden hour": ((0.42, 0.51, 0.67), (1.0, 0.80, 0.51), (0.70, 0.54, 0.43), (0.60, 0.46, 0.34)),
    "night": ((0.04, 0.07, 0.19), (0.17, 0.24, 0.40), (0.10, 0.15, 0.24), (0.10, 0.14, 0.22)),
}


def a_look(time: TimeOfDay = "day", weather: Weather = "clear", aspect: float = 16 / 9) -> Look:
    top, low, middle, ground = HOURS[time]
    return Look(
        sky_top=top, sky_low=low, far=middle, mid=middle, near=tuple(c * 0.6 for c in middle), ground=ground,
        accent=(0.82, 0.30, 0.18), lit=(1.0, 0.96, 0.87), shade=(0.10, 0.13, 0.22), time=time, weather=weather,
        light=Light(), style="painted", texture="clean", emotion="calm", aspect=aspect, sun=(0.3 * aspect / 1.78, -0.3),
    )  # fmt: skip


def painted(layer: Layer, look: Look, seed: int = 7) -> NDArray[np.uint8]:
    """Premultiplied-looking RGBA pixels of one layer over its whole span."""
    surface = skia.Surface(round(layer.span * look.aspect * PX), round(layer.span * PX))
    with surface as canvas:
        canvas.translate(surface.width() / 2, surface.height() / 2)
        canvas.scale(PX, PX)
        layer.paint(Brush(canvas, look, np.random.default_rng(seed), PX))
    return np.asarray(surface.toarray(colorType=skia.kRGBA_8888_ColorType))


def layers_of(term: str, look: Look, seed: int = 7) -> list[Layer]:
    return PLACES[term](look, np.random.default_rng(seed))


def stacked(term: str, look: Look) -> NDArray[np.float64]:
    """RGB of the place at rest, 0-1, cut to the resting frame."""
    width, height = round(look.aspect * PX), round(PX)
    frame = np.zeros((height, width, 3))
    for number, layer in enumerate(layers_of(term, look)):
        picture = painted(layer, look, seed=number).astype(float) / 255
        y, x = (picture.shape[0] - height) // 2, (picture.shape[1] - width) // 2
        picture = picture[y : y + height, x : x + width]
        alpha = picture[..., 3:]
        frame = frame + picture[..., :3] * alpha if layer.glow else frame * (1 - alpha) + picture[..., :3] * alpha
    return np.clip(frame, 0, 1)


def test_every_term_has_a_painter_and_no_other_is_there():
    assert sorted(PLACES) == sorted(TERMS)


@pytest.mark.parametrize("term", TERMS)
def test_layers_run_from_far_to_near_and_the_last_plane_behind_is_whole(term):
    look = a_look()
    layers = layers_of(term, look)
    depths = [layer.depth for layer in layers]
    assert depths == sorted(depths, reverse=True)
    assert depths[0] == 50
    assert 1 in depths
    assert 4 <= len(layers) <= 9
    assert len({layer.name for layer in layers}) == len(layers)
    assert painted(layers[0], look)[..., 3].min() == 255


@pytest.mark.parametrize("aspect", [16 / 9, 9 / 16, 1.0])
@pytest.mark.parametrize("term", ["tundra", "bedroom", "school_corridor", "city_night", "race_track", "stage", "void"])
def test_every_format_is_filled(term, aspect):
    look = a_look(aspect=aspect)
    frame = stacked(term, look)
    assert frame.std() > 0.05
    assert painted(layers_of(term, look)[0], look)[..., 3].min() == 255


@pytest.mark.parametrize("term", ["forest", "tundra", "city_street", "bedroom", "harbour", "village", "kitchen"])
def test_night_is_darker_than_day(term):
    assert stacked(term, a_look("night")).mean() < 0.7 * stacked(term, a_look("day")).mean()


@pytest.mark.parametrize("term", OPEN)
def test_snow_lightens_the_ground(term):
    def ground(weather: Weather) -> float:
        look = a_look(weather=weather)
        (plane,) = [layer for layer in layers_of(term, look) if layer.name == "ground"]
        picture = painted(plane, look)
        lower = picture[round(picture.shape[0] * 0.6) : round(picture.shape[0] * 0.8)]
        return float(lower[..., :3][lower[..., 3] > 128].mean())

    assert ground("snow") > ground("clear") + 20


@pytest.mark.parametrize("term", ["city_street", "village", "camp", "train_station"])
def test_lamps_and_windows_are_lit_after_dark(term):
    def warm(time: TimeOfDay) -> float:
        frame = stacked(term, a_look(time))
        return float(((frame[..., 0] > 0.75) & (frame[..., 0] - frame[..., 2] > 0.3)).mean())

    assert warm("night") > 0.002
    assert stacked(term, a_look("night")).max() > 0.8


def test_rain_makes_the_road_mirror_the_sky():
    dry, wet = (stacked("highway", a_look(weather=w))[-20:] for w in ("clear", "rain"))
    assert np.abs(dry - wet).mean() > 0.02


def test_polar_ground_is_snow_in_any_weather():
    frame = stacked("tundra", a_look())
    assert frame[70:].mean() > 0.7


@pytest.mark.parametrize("term", ["forest", "meadow", "cyber_street", "ice_field", "void", "studio"])
def test_equal_seeds_paint_equal_pixels_and_others_do_not(term):
    look = a_look()
    first = [painted(layer, look) for layer in layers_of(term, look)]
    again = [painted(layer, look) for layer in layers_of(term, look)]
    other = [painted(layer, look, seed=8) for layer in layers_of(term, look, seed=8)]
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    assert not all(np.array_equal(a, b) for a, b in zip(first, other, strict=True))


def test_palette_changes_the_picture():
    plain = a_look()
    rose = Look(**{**plain.__dict__, "sky_top": (0.6, 0.2, 0.4), "sky_low": (1.0, 0.7, 0.6), "ground": (0.6, 0.3, 0.3)})
    assert np.abs(stacked("field", plain) - stacked("field", rose)).mean() > 0.05


@pytest.mark.parametrize("term", ["tundra", "lake", "sea", "highway", "train_carriage"])
def test_planes_that_scroll_meet_at_their_edges(term):
    look = a_look()
    for layer in layers_of(term, look):
        if layer.loop:
            picture = painted(layer, look).astype(float)
            picture[..., :3] *= picture[..., 3:] / 255
            seam = np.abs(picture[:, 0] - picture[:, -1]).mean()
            # Computed pictures have cells of two to three pixels: that is how far neighbours lie apart at the seam.
            inside = np.abs(picture[:, 3:] - picture[:, :-3]).mean(axis=(0, 2))
            assert seam <= 1.2 * np.percentile(inside, 98) + 2, layer.name


def test_mist_lies_between_the_planes():
    def veils(weather: Weather) -> list[Layer]:
        return [layer for layer in layers_of("forest", a_look(weather=weather)) if layer.name == "mist"]

    (veil,) = veils("mist")
    assert 1 < veil.depth < 50
    assert painted(veil, a_look(weather="mist"))[..., 3].max() > 100
    assert not veils("clear")


@pytest.mark.parametrize("weather", ["mist", "blizzard"])
def test_closed_air_shows_no_disc_of_sun_or_moon(weather):
    for time in HOURS:
        look = a_look(time, weather)
        sky = painted(layers_of("field", look)[0], look).astype(float).mean(axis=2)
        assert np.abs(np.diff(sky, axis=1)).max() < 8
        assert all(layer.name != "clouds" for layer in layers_of("field", look))


@pytest.mark.parametrize("weather", ["storm", "blizzard"])
def test_closed_weather_takes_the_warmth_from_a_golden_hour(weather):
    def warmth(sky: Weather) -> float:
        frame = stacked("snow_road", a_look("golden hour", sky))
        return float((frame[..., 0] - frame[..., 2]).mean())

    assert warmth("clear") > 0.05
    assert -0.1 < warmth(weather) < (0.4 if weather == "storm" else 0.75) * warmth("clear")


def test_snow_in_a_storm_is_lighter_than_the_sky_and_the_horizon_lighter_than_the_zenith():
    frame = stacked("tundra", a_look("golden hour", "storm")).mean(axis=(1, 2))
    assert frame[60:].mean() > frame[:50].mean() + 0.1
    assert frame[44:52].mean() > frame[:10].mean() + 0.03


def test_aurora_lies_on_the_snow():
    def green(weather: Weather) -> float:
        frame = stacked("ice_field", a_look("night", weather))[58:75]
        return float((frame[..., 1] - frame[..., 0]).mean())

    assert green("aurora") > green("clear") + 0.05


def test_light_shafts_stand_only_where_the_sun_shines():
    def lit(time: TimeOfDay, weather: Weather) -> bool:
        return any(layer.name == "light" for layer in layers_of("forest", a_look(time, weather)))

    assert lit("day", "clear")
    assert not lit("day", "rain")
    assert not lit("night", "clear")


def test_only_what_the_camera_sees_is_computed():
    look = a_look()
    (ground,) = [layer for layer in layers_of("tundra", look) if layer.name == "ground"]
    whole = painted(ground, look)
    surface = skia.Surface(60, 40)
    with surface as canvas:
        canvas.scale(PX, PX)
        canvas.translate(0.2, -0.3)
        ground.paint(Brush(canvas, look, np.random.default_rng(7), PX))
    part = np.asarray(surface.toarray(colorType=skia.kRGBA_8888_ColorType))
    y, x = round((0.3 + 0.8) * PX), round((-0.2 + 0.8 * look.aspect) * PX)
    assert np.abs(part.astype(int) - whole[y : y + 40, x : x + 60].astype(int)).mean() < 6
