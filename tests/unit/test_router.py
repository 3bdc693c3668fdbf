"""Routing: frame rules, hard rules with their causes, needs against strengths, pins, and the catalog itself."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from director.errors import ArtistError
from director.model import Capability, FrameRule, Licence, Palette, Presence, Shot
from director.words import keys, say
from render.catalog import capability, names
from render.fit import Wanted, fit, mode_for, validate
from render.machine import Card, Machine, as_if, rung
from render.needs import needs_of
from render.router import Record, refusal, route

MODELS = {name: capability(name) for name in names()}
HERE = Machine(ram_gb=64.0)
RUSSIA = replace(HERE, territory="RU")


def shot(number: int = 1, **changes: object) -> Shot:
    plain: dict[str, object] = {
        "id": f"s{number:03d}", "section": 0, "world": "w", "place": "p", "place_term": "city_street", "time": "day",
        "weather": "clear", "palette": Palette(colours=("#102030", "#405060")), "style": "photoreal",
        "who": (Presence(term="girl", character="girl", action="look", emotion="grief"),), "text": "a girl looks",
        "framing": "close", "emotion": "grief",
    }  # fmt: skip
    return Shot.model_validate(plain | changes)


def wanted(seconds: float = 3.0, **changes: object) -> Wanted:
    details = {
        key: changes.pop(key) for key in ("references", "last_frame", "keyframe", "performance") if key in changes
    }
    return Wanted(shot(**changes), round(seconds * 24), Fraction(24), 1280, 720, **details)  # type: ignore[arg-type]


@given(st.integers(1, 400), st.sampled_from([(4, 1, 5, 81), (8, 1, 9, 257), (1, 0, 25, 25), (17, 5, 22, 362)]))
def test_a_snapped_count_is_one_that_the_model_makes_and_no_shorter_than_asked(
    frames: int, rule: tuple[int, ...]
) -> None:
    multiple, offset, least, most = rule
    made = FrameRule(multiple=multiple, offset=offset, min=least, max=most)
    assert made.allows(made.snap(frames))
    assert made.snap(frames) >= min(frames, most)


def test_a_rule_that_its_own_limits_break_is_refused() -> None:
    with pytest.raises(ValueError, match="4k"):
        FrameRule(multiple=4, offset=1, min=4, max=81)


@given(st.floats(0.2, 30.0), st.sampled_from([n for n in names() if MODELS[n].modes and not MODELS[n].stills]))
def test_pieces_cover_the_take_and_each_obeys_the_model(seconds: float, name: str) -> None:
    model = MODELS[name]
    ask = wanted(seconds, technique=model.techniques[0], last_frame=True, performance=True)
    plan = fit(ask, model)
    if plan is None:
        assert any(v.how == "other renderer" for v in validate(ask, model))
        return
    assert plan.mode.frames.allows(plan.pieces[0])
    assert all(plan.chain is not None and plan.chain.frames.allows(piece) for piece in plan.pieces[1:])
    assert plan.frames >= ask.seconds * plan.mode.fps - 1
    sources = [plan.source(frame, ask.fps) for frame in range(ask.frames)]
    assert sources == sorted(sources)
    assert sources[0] == 0
    assert sources[-1] < plan.frames


def test_a_long_shot_is_chained_where_the_model_can_go_on_from_a_frame_and_refused_where_it_cannot() -> None:
    long = wanted(9.0)
    assert validate(long, MODELS["wan2.2-ti2v-5b"])[0].how == "chain"
    assert [v.how for v in validate(long, MODELS["wan2.1-t2v-1.3b"])] == ["other renderer"]


def test_a_photo_is_not_sent_to_a_model_that_starts_from_words() -> None:
    photo = wanted(technique="photo", reference="mother.jpg")
    assert mode_for(photo, MODELS["wan2.1-t2v-1.3b"]) is None
    found = mode_for(photo, MODELS["svd-xt"])
    assert found is not None
    assert found.kind == "i2v"
    assert refusal(photo, MODELS["wan2.1-t2v-1.3b"], as_if(80, MODELS, RUSSIA)) is not None


def test_every_hard_rule_has_its_own_cause() -> None:
    wan, hunyuan, zeroscope = MODELS["wan2.1-t2v-1.3b"], MODELS["hunyuanvideo-1.5-t2v"], MODELS["zeroscope-v2"]
    full = as_if(80, MODELS, HERE)
    causes = {
        "card": refusal(wanted(), wan, HERE),
        "memory": refusal(wanted(), MODELS["wan2.2-t2v-a14b"], as_if(12, MODELS, HERE)),
        "packages": refusal(wanted(), wan, replace(full, packages=False)),
        "weights": refusal(wanted(), wan, replace(full, weights=frozenset())),
        "territory": refusal(wanted(), hunyuan, replace(full, territory="EU")),
        "licence": refusal(wanted(seconds=1.0), zeroscope, full),
        "lifecycle": refusal(wanted(), MODELS["sora-2"], full),
    }
    for field, cause in causes.items():
        assert cause is not None, field
        assert cause.field == field
        assert cause.fix
    assert refusal(wanted(), hunyuan, replace(full, territory="")) is not None, (
        "a territory that was not told is no permission"
    )
    assert refusal(wanted(), hunyuan, replace(full, territory="RU")) is None
    read = replace(full, accepted=frozenset({hunyuan.name}))
    assert refusal(wanted(), hunyuan, read) is None, "who has read it knows where she is"
    for excluded in ("EU", "DE", "gb", "UK", "KR"):
        assert refusal(wanted(), hunyuan, replace(read, territory=excluded)) is not None, excluded
    for valid in ("RU", "CH", "NO", "US"):
        assert refusal(wanted(), hunyuan, replace(full, territory=valid)) is None, valid
    assert refusal(wanted(seconds=1.0), zeroscope, replace(full, accepted=frozenset({zeroscope.name}))) is None


def test_without_a_card_everything_is_drawn_and_that_is_said() -> None:
    (made,) = route([wanted()], MODELS, HERE, {}, {})
    assert made.renderer == "animatic"
    assert made.why.key == "route_only"
    assert dict(made.refused)["wan2.1-t2v-1.3b"].field == "card"


def test_the_fastest_rung_that_fits_is_taken() -> None:
    model = MODELS["wan2.1-t2v-1.3b"]
    rungs = {gb: rung(model, as_if(gb, MODELS, HERE)) for gb in (6, 12, 24, 80)}
    assert [step.offload if step else None for step in rungs.values()] == ["sequential", "model", "none", "none"]
    assert rung(model, as_if(4, MODELS, HERE)) is None


def test_a_generated_film_is_not_mixed_with_drawing_where_a_model_can() -> None:
    shots = [wanted(2 + n, number=n + 1, framing=f) for n, f in enumerate(("wide", "full", "close", "insert"))]
    for gb in (12, 24, 80):
        assert all(r.renderer != "animatic" for r in route(shots, MODELS, as_if(gb, MODELS, RUSSIA), {}, {}))


def test_a_bigger_card_brings_a_better_model_and_the_changes_are_listed() -> None:
    small, big = (route([wanted()], MODELS, as_if(gb, MODELS, RUSSIA), {}, {})[0] for gb in (12, 80))
    assert big.score > small.score
    assert small.renderer != big.renderer
    assert all(change.fix for made in (small, big) for change in made.changes)


def test_the_critics_record_moves_the_choice() -> None:
    machine = as_if(24, MODELS, RUSSIA)
    first = route([wanted()], MODELS, machine, {}, {})[0]
    second = route([wanted()], MODELS, machine, {first.renderer: Record(takes=20, accepted=1)}, {})[0]
    assert second.renderer != first.renderer


def test_a_returning_face_prefers_a_model_that_is_sent_its_pictures() -> None:
    machine = as_if(12, MODELS, RUSSIA)
    able = ("wan2.1-vace-1.3b", "wan2.1-t2v-1.3b")
    models = {name: MODELS[name] for name in able}
    assert route([wanted(references=1)], models, machine, {}, {})[0].renderer == "wan2.1-vace-1.3b"


def test_a_pin_is_kept_or_refused_never_bent() -> None:
    machine = as_if(24, MODELS, RUSSIA)
    pinned = route([wanted()], MODELS, machine, {}, {"s001": "ltx-video"})[0]
    assert (pinned.renderer, pinned.why.key) == ("ltx-video", "route_pinned")
    with pytest.raises(ArtistError) as refused:
        route([wanted()], MODELS, machine, {}, {"s001": "sora-2"})
    assert refused.value.key == "route_pin_impossible"
    with pytest.raises(ArtistError):
        route([wanted()], MODELS, machine, {}, {"s001": "no such model"})


def test_nothing_that_can_make_a_shot_is_an_error_with_a_way_out() -> None:
    with pytest.raises(ArtistError) as nothing:
        route([wanted()], {"sora-2": MODELS["sora-2"]}, HERE, {}, {})
    assert "route" in say(nothing.value.key, "en", **nothing.value.values)


def test_equal_shots_have_equal_routes_whatever_the_order_of_the_catalog() -> None:
    machine = as_if(24, MODELS, RUSSIA)
    turned = dict(reversed(MODELS.items()))
    assert route([wanted()], MODELS, machine, {}, {}) == route([wanted()], turned, machine, {}, {})


def test_every_reason_has_its_sentence_in_both_languages() -> None:
    ask = wanted(9.0, move={"kind": "orbit left", "amount": 0.9}, weather="storm", importance=1.0)
    far = wanted(3.0, framing="wide", who=(Presence(term="girl", action="fall", emotion="joy"),))
    for need in (*needs_of(ask), *needs_of(far)):
        key = f"route_for_{need.because.replace(' ', '_')}"
        assert key in keys()
        for language in ("ru", "en"):
            assert "W" in say(key, language, renderer="W", second="V")


def test_the_catalog_is_dated_sourced_and_names_only_successors_that_it_has() -> None:
    for model in MODELS.values():
        assert model.as_of >= "2026-11-21"
        assert model.sources
        assert set(model.successors) <= set(MODELS)
    assert MODELS["sora-2"].retired_on == "2026-09-24"
    assert {MODELS[name].lifecycle for name in ("make-a-video", "imagen-video")} == {"never public"}


def test_a_model_that_runs_here_needs_weights_and_a_licence_is_never_empty() -> None:
    with pytest.raises(ValueError, match="weights"):
        Capability(name="x", execution="local", techniques=("drawn",), as_of="2026-11-21")
    for model in MODELS.values():
        if model.weights is not None:
            assert isinstance(model.weights.licence, Licence)
            assert model.weights.licence.source.startswith("https://")


def test_a_card_of_a_busy_machine_counts_by_its_free_memory() -> None:
    busy = replace(as_if(24, MODELS, RUSSIA), card=Card("busy", 24.0, 6.0))
    (made,) = route([wanted()], MODELS, busy, {}, {})
    assert made.footprint is None or made.footprint.gpu_gb <= 6.0


def test_a_long_performance_is_not_given_to_a_model_that_cannot_hold_a_person() -> None:
    """Its endless takes do not make up for a singer who is somebody else in every frame."""
    singer = (Presence(term="singer", character="singer", action="kneel"),)
    ask = wanted(15.5, who=singer, framing="full", style="synthwave", keyframe=True)
    found = route([ask], MODELS, as_if(12, MODELS, HERE), {}, {})[0]
    assert found.renderer == "wan2.2-ti2v-5b"
    assert dict(found.ranking)["deforum-sd1.5"] < found.score


def test_what_decides_is_what_is_said() -> None:
    near = route([wanted(), wanted(number=2)], MODELS, as_if(24, MODELS, HERE), {}, {})
    assert len({one.renderer for one in near}) == 1
    by_still = route([wanted(keyframe=True)], MODELS, as_if(24, MODELS, HERE), {}, {})[0]
    assert by_still.why.key == "route_for_keyframe"
    two = {name: MODELS["ltx-2"].model_copy(update={"name": name, "title": name}) for name in ("a", "b")}
    slower = {"speed": 0.49}
    two["b"] = two["b"].model_copy(update={"strengths": {**two["b"].strengths, **slower}})
    held = route([wanted(), wanted(number=2)], two, as_if(80, two, HERE), {}, {"s001": "b"})
    assert [one.renderer for one in held] == ["b", "b"]
    assert held[1].why.key == "route_for_neighbour"


def test_a_still_is_steered_by_the_drawing_where_no_words_alone_make_it() -> None:
    edges = MODELS["sdxl-controlnet"]
    ask = replace(wanted(), still=True, frames=1)
    assert mode_for(ask, edges) is None
    steered = mode_for(replace(ask, drawn=True), edges)
    assert steered is not None
    assert steered.kind == "control"
    assert mode_for(replace(ask, drawn=True), MODELS["wan2.1-vace-1.3b"]) is None, "a model of takes makes no still"
    plan = fit(replace(ask, drawn=True, fps=Fraction(12)), edges)
    assert plan is not None
    assert plan.pieces == (1,), "a still is one picture, however slow the film's clock"


def test_first_and_last_frames_are_joined_only_by_a_model_that_can_also_go_on_from_a_first() -> None:
    ask = wanted(14.0, technique="photo", reference="mother.jpg", last_frame=True)
    assert fit(ask, MODELS["wan2.1-flf2v-14b"]) is None, "without a last picture it reads nothing"
    plan = fit(ask, MODELS["ltx-video"])
    assert plan is not None
    kinds = [plan.mode_of(piece).kind for piece in range(len(plan.pieces))]
    assert kinds[-1] == "flf2v"
    assert set(kinds[:-1]) == {"i2v"}


def test_an_actors_footage_decides_where_a_model_follows_it_and_is_named_where_none_does() -> None:
    led = wanted(who=(Presence(term="girl"),), performance=True, keyframe=True)
    led = replace(led, shot=led.shot.model_copy(update={"performance": "dance.mp4"}))
    machine = as_if(80, MODELS, HERE)
    (with_actor,) = route([led], MODELS, machine, {}, {})
    assert with_actor.renderer == "wan2.2-animate-14b"
    assert with_actor.why.key == "route_for_performance"
    assert not any(change.field == "performance" for change in with_actor.changes)
    (without,) = route([led], {n: m for n, m in MODELS.items() if n != with_actor.renderer}, machine, {}, {})
    assert [change.got for change in without.changes if change.field == "performance"] == ["dance.mp4"]
    (drawn,) = route([led], MODELS, Machine(), {}, {})
    assert drawn.renderer == "animatic"
    assert [change.field for change in drawn.changes] == ["performance"]


def test_looks_change_as_rarely_as_the_whole_row_of_shots_allows() -> None:
    two = {name: MODELS["ltx-2"].model_copy(update={"name": name, "title": name}) for name in ("a", "b")}
    two["a"] = two["a"].model_copy(update={"strengths": {**two["a"].strengths, "speed": 0.9}})
    two["b"] = two["b"].model_copy(update={"strengths": {**two["b"].strengths, "speed": 0.5, "depth": 0.9}})
    machine = as_if(80, two, HERE)
    close, far = {"framing": "close"}, {"framing": "wide"}

    def row(*shots: dict[str, object]) -> list[str]:
        asks = [wanted(number=number, **one) for number, one in enumerate(shots, 1)]
        return [one.renderer for one in route(asks, two, machine, {}, {})]

    assert row(far) == ["b"]
    assert row(close) == ["a"]
    assert row(far, close, far) == ["b", "b", "b"], "one shot between is not worth two changes"
    made = row(*([far] * 3), *([close] * 8))
    assert made[0] == "b"
    assert sum(one != other for one, other in pairwise(made)) <= 1
    asks = [wanted(number=number, **one) for number, one in enumerate((close, far, far), 1)]
    first = route(asks, two, machine, {}, {})[0]
    assert (first.renderer, first.why.key) == ("b", "route_for_both"), "it gives way to those that follow"
