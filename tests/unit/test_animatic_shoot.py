"""Whole shots with a small drawing room: life, determinism, size, and fixes that can be measured."""

import itertools

import cv2
import numpy as np
import pytest
from drawing import ROOM, frames_of, move, order_of, shot_of

from director.model import Fix, Light, Palette, Presence
from director.words import say
from render.animatic.fixing import fixed
from render.animatic.look import fixes_of
from render.animatic.shoot import Shooting

WALKER = Presence(term="girl", action="walk", facing="right")


def middle(order):
    luma, mattes = frames_of(order)
    return luma[len(luma) // 2].astype(float), mattes[len(mattes) // 2]


def flow(order):
    """How the scenery goes over the body, px, and by which factor it grows, from features followed frame by frame."""
    luma, _ = frames_of(order)
    body = luma[order.handles : order.handles + order.frames : 2]
    x = y = growth = 0.0
    for first, last in itertools.pairwise(body):
        points = cv2.goodFeaturesToTrack(first, 150, 0.02, 5)
        there, ok, _ = cv2.calcOpticalFlowPyrLK(first, last, points, None, winSize=(21, 21), maxLevel=3)
        good = ok.ravel() == 1
        way = (there - points)[good, 0]
        spread = points[good, 0] - np.array([order.width, order.height]) / 2
        shift = np.median(way, axis=0)
        x, y = x + shift[0], y + shift[1]
        growth += np.median(((way - shift) * spread).sum(1) / (spread**2).sum(1))
    return x, y, growth


def test_equal_orders_give_equal_frames_and_handles_are_added():
    order = order_of(shot_of(weather="snow", texture="vhs", move=move("handheld")), handles=3, frames=6)
    first, second = frames_of(order), frames_of(order)
    assert len(first[0]) == 12
    assert (first[0] == second[0]).all()
    assert (first[1] == second[1]).all()
    other = frames_of(order.model_copy(update={"seed": 8}))
    assert (other[0] != first[0]).any()


@pytest.mark.parametrize("weather", ["clear", "snow"])
def test_every_size_shows_the_same_picture(weather):
    small = order_of(shot_of(weather=weather, props=(Presence(term="balloon"),)))
    large = order_of(small.shot, width=640, height=360)
    one, _ = middle(small)
    two = cv2.resize(middle(large)[0], (320, 180), interpolation=cv2.INTER_AREA)
    assert np.abs(cv2.GaussianBlur(one, (0, 0), 2) - cv2.GaussianBlur(two, (0, 0), 2)).mean() < 2.0


def test_something_lives_in_every_shot_with_a_subject():
    luma, _ = frames_of(order_of(frames=24))
    assert np.ptp(luma[4:-4].astype(int), axis=0).max() > 30


def test_a_walker_crosses_and_its_matte_with_it():
    _, mattes = frames_of(order_of(shot_of(who=(WALKER,))))
    x = [np.average(np.arange(m.shape[1]), weights=m.sum(0)) for m in mattes]
    assert x[-1] - x[0] > 0.12 * mattes.shape[2]
    assert (np.diff(x) >= -0.5).all()


def test_the_matte_agrees_with_the_pixels():
    shot = shot_of(who=(Presence(term="girl", colour="#d020d0"),), framing="full")
    frame = list(Shooting(order_of(shot), ROOM).frames())[10]
    rgb = cv2.cvtColor(frame.yuv, cv2.COLOR_YUV2RGB_I420)
    matte = cv2.resize(frame.matte, (320, 180)) > 200
    lab = cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB).astype(int)
    coat = lab[..., 1] > 160
    assert coat[matte].mean() > 0.6
    assert coat[~(cv2.dilate(matte.astype(np.uint8), np.ones((9, 9))) > 0)].mean() < 0.05


def test_an_empty_place_has_no_matte_and_an_unknown_place_is_plain():
    frame = next(Shooting(order_of(shot_of(who=(), place_term="moon_base")), ROOM).frames())
    assert frame.matte is None
    assert 40 < frame.yuv[:180].mean() < 220


def test_a_following_camera_keeps_the_walker_and_moves_the_world():
    order = order_of(shot_of(who=(WALKER,), move=move("follow")))
    _, mattes = frames_of(order)
    x = [np.average(np.arange(m.shape[1]), weights=m.sum(0)) for m in mattes]
    assert np.ptp(x) < 0.06 * mattes.shape[2]
    assert flow(order)[0] < -4


def light_of(*fixes):
    return middle(order_of(fixes=fixes))[0]


def test_light_fixes_change_the_light():
    plain = light_of().mean()
    assert light_of("more light").mean() > plain + 12
    assert light_of("less light").mean() < plain - 12
    assert light_of("more contrast").std() > 1.08 * light_of().std()


def test_light_of_the_shot_counts():
    dark = middle(order_of(shot_of(light=Light(exposure=0.1))))[0].mean()
    bright = middle(order_of(shot_of(light=Light(exposure=0.9))))[0].mean()
    assert bright > dark + 25
    night = middle(order_of(shot_of(time="night")))[0]
    assert night.mean() < 75


def test_size_and_place_fixes_change_the_subject():
    area = {f: middle(order_of(fixes=(f,)))[1].sum() for f in ("simpler", "bigger subject", "smaller subject")}
    assert area["bigger subject"] > 1.25 * area["simpler"] > 1.25 * area["smaller subject"]
    aside = shot_of(who=(Presence(term="girl", side="left"),))
    centred = middle(order_of(aside, ("centre subject",)))[1]
    assert abs(np.average(np.arange(centred.shape[1]), weights=centred.sum(0)) - 39.5) < 2


def contrast_of(order):
    luma, matte = middle(order)
    large = cv2.resize(matte, (320, 180)) > 200
    ring = (cv2.dilate(large.astype(np.uint8), np.ones((25, 25))) > 0) & ~(
        cv2.dilate(large.astype(np.uint8), np.ones((5, 5))) > 0
    )
    return abs(luma[large].mean() - luma[ring].mean()) / 219


@pytest.mark.parametrize("coat", ["#101418", "#8a9a78", "#f0f0ea"])
@pytest.mark.parametrize("time", ["day", "night"])
def test_the_subject_parts_from_what_is_behind_it(coat, time):
    shot = shot_of(who=(Presence(term="girl", colour=coat),), framing="full", time=time)
    plain, asked = contrast_of(order_of(shot)), contrast_of(order_of(shot, ("separate subject",)))
    assert plain > 0.07
    assert asked > min(plain * 1.05, 0.2)


def test_move_fixes_change_the_move():
    panned = shot_of(move=move("pan right", 0.3), who=())
    plain = flow(order_of(panned))[0]
    assert plain < -20
    assert flow(order_of(panned, ("stronger move",)))[0] < 1.3 * plain
    assert 0 > flow(order_of(panned, ("calmer move",)))[0] > 0.8 * plain
    still = shot_of(move=move("static"), who=())
    assert flow(order_of(still, ("stronger move",)))[2] > flow(order_of(still))[2] + 0.02


@pytest.mark.parametrize(("kind", "sign"), [("dolly in", 1), ("dolly out", -1), ("zoom in", 1), ("zoom out", -1)])
def test_moves_in_and_out_are_seen_in_the_frames(kind, sign):
    assert sign * flow(order_of(shot_of(move=move(kind), who=())))[2] > 0.03


def test_other_angle_and_framing_change_the_picture():
    plain = middle(order_of())[1].sum()
    assert middle(order_of(fixes=("other framing",)))[1].sum() > 1.5 * plain
    horizon = {f: Shooting(order_of(fixes=f), ROOM)._set.horizon for f in ((), ("other angle",))}
    assert horizon[("other angle",)] > horizon[()] + 0.05


def test_a_thing_that_was_missed_comes_to_the_front_and_asked_strongly_stands_alone():
    things = Presence(term="balloon"), Presence(term="boat")
    asked = shot_of(framing="close", who=(Presence(term="girl"),), props=things)
    plain, near, alone = (
        {p.actor.term for p in Shooting(order_of(asked).model_copy(update={"fixes": fixes}), ROOM)._set.figures}
        for fixes in ((), (Fix(kind="show the thing"),), (Fix(kind="show the thing", amount=0.85),))
    )
    assert "girl" in plain
    assert near == {"girl", "balloon"}
    assert alone == {"balloon"}


def test_the_thing_that_a_fix_names_is_the_one_that_comes_and_a_large_one_is_seen_from_afar():
    things = Presence(term="balloon"), Presence(term="boat")
    asked = order_of(shot_of(framing="medium", who=(Presence(term="girl"),), props=things))
    fix = Fix(kind="show the thing", words="The Boat lies whole in the foreground.")
    fixes = fixes_of((fix,))
    told = fixed(asked.shot, fixes)
    assert [p.term for p in told.props] == ["boat"]
    assert told.framing == "full"


def test_a_fix_names_things_by_whole_words():
    things = Presence(term="hat"), Presence(term="letter")
    shot = shot_of(framing="full", who=(Presence(term="girl"),), props=things)
    fix = Fix(kind="show the thing", words="The letter that she hides comes to the front.")
    assert [p.term for p in fixed(shot, fixes_of((fix,))).props] == ["letter"]


def test_sharper_sharpens_a_near_framing():
    def detail(fixes):
        picture = middle(order_of(shot_of(framing="close", lens="long"), fixes))[0]
        return np.abs(cv2.Laplacian(cv2.GaussianBlur(picture, (0, 0), 1.0), cv2.CV_64F)).mean()

    assert detail(("sharper",)) > 1.1 * detail(())


def test_held_palettes_come_nearer_to_the_asked_colours():
    red = Palette(colours=("#a02020", "#c05040", "#501010"), accent="#ffffff")

    def redness(fixes):
        frame = next(Shooting(order_of(shot_of(palette=red, who=()), fixes), ROOM).frames())
        return frame.yuv[180 + 45 :].mean()

    assert redness(("hold palette",)) > redness(()) + 2


def test_steady_light_stills_lightning_and_flicker():
    def wavering(fixes):
        order = order_of(shot_of(weather="storm", texture="old film", who=()), fixes, frames=40)
        return np.abs(np.diff(frames_of(order)[0].mean(axis=(1, 2)))).max()

    assert wavering(()) > 2
    assert wavering(("steady light",)) < 1


def test_lightning_is_seen_and_does_not_flicker():
    luma, _ = frames_of(order_of(shot_of(weather="storm", who=(), time="night"), frames=60))
    sky = luma[:, 10:100].astype(float)
    assert (sky.max(axis=0) - np.median(sky, axis=0) > 60).sum() > 40, "the bolt"
    light = luma.mean(axis=(1, 2))
    bend = np.abs(light[1:-1] - (light[:-2] + light[2:]) / 2) / light[1:-1]
    assert bend.max() < 0.03


def test_add_life_adds_movement_to_an_empty_place():
    def change(fixes):
        luma, _ = frames_of(order_of(shot_of(who=()), fixes))
        blurred = [cv2.GaussianBlur(f.astype(np.float32), (0, 0), 1.2) for f in (luma[5], luma[-5])]
        return (np.abs(blurred[0] - blurred[1]) > 6).sum()

    assert change(("add life",)) > change(()) + 60


def test_weather_is_seen_outdoors_and_stays_out_of_rooms():
    clear, _ = middle(order_of(shot_of(who=())))
    snow = np.abs(middle(order_of(shot_of(who=(), weather="rain", time="night")))[0] - middle(
        order_of(shot_of(who=(), weather="clear", time="night")))[0])  # fmt: skip
    assert (snow > 8).mean() > 0.01
    order = order_of(shot_of(who=(), weather="rain", place_term="bedroom"))
    assert Shooting(order, ROOM)._clouds == []
    assert len(Shooting(order_of(shot_of(who=(), weather="rain")), ROOM)._clouds) == 2
    assert clear.std() > 5


@pytest.mark.parametrize(
    "style", ["painted", "cartoon", "anime", "collage", "paper", "ink", "noir", "synthwave", "surreal"]
)
def test_every_style_changes_the_picture(style):
    def picture(name):
        return next(Shooting(order_of(shot_of(style=name)), ROOM).frames()).yuv.astype(int)

    assert np.abs(picture(style) - picture("photoreal")).mean() > 1.0


def test_a_still_order_holds_one_frame():
    luma, _ = frames_of(order_of(shot_of(who=(WALKER,), weather="snow", move=move("pan left")), still=True))
    assert len(luma) == 32
    assert (luma == luma[0]).all()


def test_what_had_to_be_altered_is_told_in_both_languages():
    far = Shooting(order_of(shot_of(place_term="moon_base", move=move("tilt up", 1.0), framing="extreme wide")), ROOM)
    assert [n.key for n in far.notes][:1] == ["render_plain_place"]
    assert Shooting(order_of(), ROOM).notes == ()
    shortened = Shooting(order_of(shot_of(move=move("orbit left", 1.0), angle="low", framing="extreme wide")), ROOM)
    for note in (*far.notes, *shortened.notes):
        for language in ("ru", "en"):
            assert "{" not in say(note.key, language, **note.values)
