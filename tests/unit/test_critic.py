"""The house critic: what a bad frame does to a verdict."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from reel import FRAMES, PALETTE, Scene, make_shot, make_take, screen, shoot, write

from director.crew.base import Screening
from director.crew.house.critic import HouseCritic
from director.model import (
    Clip,
    Cut,
    FixKind,
    Palette,
    Presence,
    Requirement,
    RequirementKind,
    Storyboard,
    Transition,
    Verdict,
)
from director.words import say


async def judge(screening: Screening) -> Verdict:
    return await HouseCritic().judge(screening)


def refused(verdict: Verdict) -> dict[RequirementKind, FixKind | None]:
    return {f.kind: f.fix.kind if f.fix else None for f in verdict.findings if f.met == "no"}


async def test_a_sound_take_is_accepted_and_what_nobody_can_check_is_unsure(tmp_path: Path) -> None:
    verdict = await judge(screen(tmp_path, Scene()))
    assert verdict.decision == "accept"
    assert refused(verdict) == {}
    assert verdict.unsure == ("r face",)
    assert (verdict.good_from, verdict.good_to) == (0, None)


@pytest.mark.parametrize(
    ("scene", "move", "kind", "fix"),
    [
        (Scene(right=-0.4), "pan left", "motion", "correct move"),
        (Scene(), "pan left", "motion", "stronger move"),
        (Scene(down=0.4), "pan left", "motion", "correct move"),
        (Scene(right=0.4), "static", "motion", "calmer move"),
        (Scene(zoom=-0.3), "dolly in", "motion", "correct move"),
        (Scene(), "handheld", "motion", "stronger move"),
        (Scene(), "follow", "motion", "stronger move"),
        (Scene(gain=(1.0, 0.93, 1.05)), "static", "no flicker", "steady light"),
        (Scene(gain=(0.1,)), "static", "exposure", "more light"),
        (Scene(colours=("#e8ecf0", "#ffffff"), gain=(1.2,)), "static", "exposure", "less light"),
        (Scene(colours=("#808890", "#98a0a8"), radius=0), "static", "contrast", "more contrast"),
        (Scene(blur=9), "static", "sharpness", "sharper"),
        (Scene(colours=("#205820", "#58a058", "#c8e4d4")), "static", "palette", "hold palette"),
        (Scene(radius=0.05), "static", "subject", "bigger subject"),
        (Scene(radius=0), "static", "subject", "bigger subject"),
        (Scene(radius=0.95), "static", "subject", "smaller subject"),
    ],
)
async def test_each_fault_is_found_with_its_number_and_its_fix(
    tmp_path: Path, scene: Scene, move: str, kind: RequirementKind, fix: FixKind
) -> None:
    verdict = await judge(screen(tmp_path, scene, move=move))
    assert verdict.decision == "retry"
    assert verdict.score < 0.5
    assert refused(verdict).get(kind) == fix
    finding = next(f for f in verdict.findings if f.kind == kind)
    assert finding.value is not None
    assert finding.evidence in verdict.reason


@pytest.mark.parametrize(
    ("scene", "move"),
    [
        (Scene(right=0.4), "pan left"),
        (Scene(right=-0.4), "truck right"),
        (Scene(down=0.3), "tilt up"),
        (Scene(zoom=0.3), "dolly in"),
        (Scene(shake=0.004), "handheld"),
        (Scene(right=0.8), "follow"),
        (Scene(right=0.4), "orbit right"),
    ],
)
async def test_the_asked_move_is_accepted(tmp_path: Path, scene: Scene, move: str) -> None:
    assert (await judge(screen(tmp_path, scene, move=move))).decision == "accept"


def below(screening: Screening, scene: Scene, share: float) -> Screening:
    """Lay another scene over the lower part of a take."""
    (frames, _), (other, _) = Scene(right=0.4, radius=0).pictures(), scene.pictures()
    if screening.shot.move.kind == "static":
        frames, _ = Scene(radius=0).pictures()
    row = int(share * frames.shape[1])
    frames[:, row:] = other[:, row:]
    return replace(screening, media=write(screening.media.with_name("pasted.mp4"), frames), matte=None)


async def test_a_wrong_move_is_not_claimed_where_much_of_the_picture_goes_the_asked_way(tmp_path: Path) -> None:
    asked = screen(tmp_path, Scene(), move="pan left")
    torn = await judge(below(asked, Scene(right=-0.3, seed=5, radius=0), 0.35))
    assert next(f for f in torn.findings if f.kind == "motion").met == "unsure"
    wrong = await judge(below(asked, Scene(right=-0.3, seed=5, radius=0), 0.05))
    assert next(f for f in wrong.findings if f.kind == "motion").met == "no"


async def test_what_comes_nearer_before_a_standing_camera_is_no_move(tmp_path: Path) -> None:
    stands = screen(tmp_path, Scene(), move="static")
    verdict = await judge(below(stands, Scene(zoom=0.4, seed=5, radius=0), 0.25))
    assert next(f for f in verdict.findings if f.kind == "motion").met == "yes"


async def test_a_matte_that_claims_a_subject_which_is_not_drawn_is_not_believed(tmp_path: Path) -> None:
    claimed = screen(tmp_path, Scene(radius=0.22))
    empty, _ = shoot(tmp_path, "empty", Scene(radius=0, right=0.02))
    verdict = await judge(replace(claimed, media=empty))
    assert "subject" in refused(verdict)


async def test_without_a_matte_the_subject_is_unsure_not_met(tmp_path: Path) -> None:
    verdict = await judge(screen(tmp_path, Scene(), matte=False))
    assert set(verdict.unsure) == {"r subject", "r subject contrast", "r face"}


async def test_a_freeze_and_a_black_stretch_are_found_and_left_out_of_the_good_range(tmp_path: Path) -> None:
    good = screen(tmp_path, Scene(right=0.4), move="pan left")
    frames, _ = Scene(right=0.4).pictures()
    frames[:12] = 0
    verdict = await judge(replace(good, media=write(tmp_path / "black.mp4", frames)))
    assert refused(verdict) == {"not black": "new seed"}
    assert 8 <= verdict.good_from <= 16
    assert verdict.good_to is None
    frames, _ = Scene(right=0.4).pictures()
    frames[24:] = frames[24]
    verdict = await judge(replace(good, media=write(tmp_path / "frozen.mp4", frames)))
    assert "not frozen" in refused(verdict)
    assert verdict.good_from == 0
    assert verdict.good_to is not None
    assert 20 <= verdict.good_to <= 30


async def test_handles_are_not_judged(tmp_path: Path) -> None:
    shot = make_shot()
    frames, mattes = Scene(frames=FRAMES + 24).pictures()
    frames[:12] = frames[-12:] = 0
    media = write(tmp_path / "handles.mp4", frames)
    cover = write(tmp_path / "cover.mp4", np.repeat(mattes[..., None], 3, 3))
    take = make_take(shot, media, FRAMES + 24, handles=12)
    verdict = await judge(Screening(shot=shot, take=take, media=media, matte=cover))
    assert verdict.decision == "accept"


async def test_worse_faults_score_lower(tmp_path: Path) -> None:
    scores = [(await judge(screen(tmp_path, Scene(gain=(1.0, 1.0 - g))))).score for g in (0.0, 0.02, 0.04, 0.1)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1] + 0.4


async def test_own_footage_is_taken_as_it_is_but_its_faults_are_told(tmp_path: Path) -> None:
    fine = screen(tmp_path, Scene(right=-0.4, blur=3, radius=0), move="pan left", technique="footage")
    fine = replace(fine, take=fine.take.model_copy(update={"own": True}))
    assert (await judge(fine)).decision == "accept"
    black = write(tmp_path / "black.mp4", np.zeros((FRAMES, 180, 320, 3), np.uint8))
    assert (await judge(replace(fine, media=black))).decision == "ask the artist"


async def test_an_equal_take_gets_an_equal_verdict(tmp_path: Path) -> None:
    screening = screen(tmp_path, Scene(right=0.3), move="pan left")
    assert await judge(screening) == await judge(screening)


async def test_a_repeat_of_another_shot_is_found_when_the_take_is_placed(tmp_path: Path) -> None:
    screening = screen(tmp_path, Scene(right=0.2), move="pan left")
    other, _ = shoot(tmp_path, "other", Scene(seed=9, right=0.2, radius=0.3))
    critic = HouseCritic()
    alone = await critic.judge(screening)
    assert await critic.place(alone, screening) == alone
    fresh = await critic.place(alone, replace(screening, others=(("s002", other),)))
    assert fresh.decision == "accept"
    repeated = await critic.place(alone, replace(screening, others=(("s002", other), ("s003", screening.media))))
    assert refused(repeated) == {"distinct": "other framing"}, "the same staging would repeat again"
    board = (make_shot(id="s003", motif="m1"), make_shot(id="s002"), screening.shot.model_copy(update={"motif": "m1"}))
    meant = replace(screening, shot=board[2], others=(("s003", screening.media),), board=board)
    assert (await critic.place(alone, meant)).decision == "accept", "a motif may come back as it was"
    assert repeated.decision == "retry"
    assert repeated.score < 0.5
    assert "shot 3" in repeated.reason


async def test_placing_again_forgets_the_old_neighbours_and_needs_no_memory(tmp_path: Path) -> None:
    screening = screen(tmp_path, Scene(right=0.2), move="pan left")
    other, _ = shoot(tmp_path, "other", Scene(seed=9, right=0.2, radius=0.3))
    critic = HouseCritic()
    twin = replace(screening, others=(("s003", screening.media),))
    apart = replace(screening, before=(make_shot(id="s002"), other))
    alone = await critic.judge(screening)
    again = await critic.place(await critic.place(alone, twin), apart)
    assert again == await HouseCritic().place(alone, apart), "a new process must come to the same verdict"
    assert [f.kind for f in again.findings].count("distinct") == 1


MOTLEY = Palette(colours=("#0e1225", "#7dc30e", "#a1397e"))


async def test_turned_hues_that_a_motley_palette_allows_are_found_beside_the_film(tmp_path: Path) -> None:
    """The picture keeps within the palette, but no other shot has so much of one of its colours."""
    screening = screen(tmp_path, Scene(colours=("#0e1225", "#7dc30e"), radius=0), palette=MOTLEY, who=())
    film = [shoot(tmp_path, f"o{n}", Scene(seed=n, colours=("#0e1225", "#a1397e"), radius=0))[0] for n in range(2, 6)]
    board = (screening.shot, *(make_shot(id=f"s00{n}", palette=MOTLEY) for n in range(2, 6)))
    critic = HouseCritic()
    alone = await critic.judge(screening)
    assert "palette" not in refused(alone)
    others = tuple((f"s00{n}", media) for n, media in zip(range(2, 6), film, strict=True))
    placed = await critic.place(alone, replace(screening, film=others, board=board))
    assert refused(placed)["palette"] == "hold palette"
    assert "other shots" in placed.reason
    assert placed.score < alone.score
    assert await critic.place(placed, replace(screening, film=others, board=board)) == placed
    few = await critic.place(alone, replace(screening, film=others[:2], board=board))
    assert "palette" not in refused(few), "two shots do not say what the film looks like"
    elsewhere = (screening.shot, *(make_shot(id=f"s00{n}") for n in range(2, 6)))
    other_palette = await critic.place(alone, replace(screening, film=others, board=elsewhere))
    assert "palette" not in refused(other_palette)


async def test_one_damaged_take_in_the_film_does_not_speak_against_the_others(tmp_path: Path) -> None:
    screening = screen(tmp_path, Scene())
    colours = (*[PALETTE.colours] * 3, ("#582020", "#a05858", "#e4c8c8"))
    film = [shoot(tmp_path, f"o{n}", Scene(seed=n, colours=c))[0] for n, c in enumerate(colours, 2)]
    board = (screening.shot, *(make_shot(id=f"s00{n}") for n in range(2, 6)))
    others = tuple((f"s00{n}", media) for n, media in enumerate(film, 2))
    critic = HouseCritic()
    placed = await critic.place(await critic.judge(screening), replace(screening, film=others, board=board))
    assert placed.decision == "accept"


async def test_a_film_that_agrees_excuses_little(tmp_path: Path) -> None:
    wrong = ("#205820", "#58a058", "#c8e4d4")
    screening = screen(tmp_path, Scene(colours=wrong, radius=0), who=())
    film = [shoot(tmp_path, f"o{n}", Scene(seed=n, colours=wrong, radius=0))[0] for n in range(2, 6)]
    board = (screening.shot, *(make_shot(id=f"s00{n}") for n in range(2, 6)))
    others = tuple((f"s00{n}", media) for n, media in enumerate(film, 2))
    critic = HouseCritic()
    placed = await critic.place(await critic.judge(screening), replace(screening, film=others, board=board))
    assert "palette" in refused(placed), "the whole film is in the wrong colours"


async def test_a_jump_cut_lowers_the_score_but_does_not_discard_the_take(tmp_path: Path) -> None:
    screening = screen(tmp_path, Scene(right=0.2), move="pan left")
    near, _ = shoot(tmp_path, "near", Scene(right=0.0, radius=0.27))
    critic = HouseCritic()
    alone = await critic.judge(screening)
    placed = await critic.place(alone, replace(screening, before=(make_shot(id="s002"), near)))
    assert refused(placed) == {"distinct": "other framing"}
    assert alone.score - 0.1 < placed.score < alone.score


async def test_evidence_is_worded_in_the_artists_language(tmp_path: Path) -> None:
    screening = screen(tmp_path, Scene(right=-0.4), move="pan left")
    verdict = await HouseCritic("ru").judge(screening)
    finding = next(f for f in verdict.findings if f.kind == "motion")
    assert say("move_pan_left", "ru") in finding.evidence
    assert finding.fix is not None
    assert finding.fix.words == "pan left", "fixes go to renderers, in English"


def board(tmp_path: Path, scenes: list[Scene], **changes: object) -> tuple[Storyboard, Cut, Path]:
    """A film of one clip of 24 frames a scene."""
    shots = tuple(make_shot(id=f"s{i + 1:03d}", **changes) for i in range(len(scenes)))
    clips = tuple(Clip(id=f"c{i + 1:03d}", shot=s.id, start=24 * i, end=24 * i + 24) for i, s in enumerate(shots))
    cut = Cut(frames=24 * len(scenes), clips=clips)
    film = write(tmp_path / "film.mp4", np.concatenate([s.pictures()[0][:24] for s in scenes]))
    return Storyboard(shots=shots, cut=cut), cut, film


async def test_a_sound_film_has_no_findings(tmp_path: Path) -> None:
    scenes = [Scene(seed=1, right=0.4), Scene(seed=2, radius=0.1, down=0.4), Scene(seed=3, zoom=0.4, radius=0.35)]
    assert await HouseCritic().review(*board(tmp_path, scenes)) == ()


async def test_holes_repeats_and_jumps_in_the_film_are_found(tmp_path: Path) -> None:
    scenes = [
        Scene(seed=1, right=0.4),
        Scene(seed=2, radius=0.1, down=0.4),
        Scene(seed=1, right=0.4),
        Scene(seed=5, gain=(0.0,)),
        Scene(seed=4, radius=0.3, right=0.05),
        Scene(seed=4, radius=0.3, right=0.1),
    ]
    storyboard, cut, film = board(tmp_path, scenes)
    found = [(f.requirement, f.kind) for f in await HouseCritic().review(storyboard, cut, film)]
    assert ("c004", "not black") in found
    assert ("c003", "distinct") in found
    assert ("c006", "distinct") in found
    assert not {c for c, _ in found} & {"c001", "c002"}
    missing = cut.model_copy(update={"clips": (cut.clips[0].model_copy(update={"missing": True}), *cut.clips[1:])})
    first = (await HouseCritic().review(storyboard, missing, film))[0]
    assert (first.requirement, first.kind) == ("c001", "not black")


async def test_a_fade_from_black_is_no_hole(tmp_path: Path) -> None:
    fade = Scene(seed=1, right=0.4, gain=(*np.linspace(0, 1, 12).tolist(), *[1.0] * 36))
    storyboard, cut, film = board(tmp_path, [fade, Scene(seed=2, radius=0.1, down=0.4)])
    faded = cut.model_copy(update={"transitions": (Transition(clip="c001", kind="fade from black", frames=12),)})
    assert await HouseCritic().review(storyboard, faded, film) == ()
    assert [f.kind for f in await HouseCritic().review(storyboard, cut, film)] == ["not black"]


async def test_a_motif_has_to_come_back_changed(tmp_path: Path) -> None:
    scenes = [Scene(seed=1, right=0.4), Scene(seed=2, radius=0.1, down=0.4), Scene(seed=3, zoom=0.4, radius=0.35)]
    storyboard, cut, film = board(tmp_path, scenes)
    once = storyboard.model_copy(
        update={"shots": (storyboard.shots[0].model_copy(update={"motif": "key"}), *storyboard.shots[1:])}
    )
    twice = storyboard.model_copy(
        update={"shots": tuple(s.model_copy(update={"motif": "key"}) for s in storyboard.shots)}
    )
    assert [f.kind for f in await HouseCritic().review(once, cut, film)] == ["story"]
    assert await HouseCritic().review(twice, cut, film) == ()


def test_requirements_of_no_known_kind_are_never_met() -> None:
    from director.crew.house.critique.checks import CHECKS

    unseen = {"face", "identity", "safe", "story", "no stray text"}
    assert not unseen & set(CHECKS), "say how it is measured before it may be met"
    assert Requirement(id="x", kind="face", text="?").hard


async def test_a_freeze_at_the_end_of_a_long_take_is_found(tmp_path: Path) -> None:
    frames, _ = Scene(frames=100, right=0.8).pictures()
    frames[62:94] = frames[62]
    media = write(tmp_path / "long.mp4", frames)
    shot = make_shot(move={"kind": "pan left"})
    take = make_take(shot, media, 100)
    verdict = await judge(Screening(shot=shot, take=take, media=media, matte=None))
    assert "not frozen" in refused(verdict)


async def test_film_findings_name_shots_by_number_and_motifs_by_name(tmp_path: Path) -> None:
    scenes = [Scene(seed=1, right=0.4), Scene(seed=2, radius=0.1, down=0.4), Scene(seed=1, right=0.4), Scene(seed=5)]
    storyboard, cut, film = board(tmp_path, scenes)
    lamp = storyboard.shots[1].model_copy(update={"motif": "m1", "who": (Presence(term="key"),)})
    storyboard = storyboard.model_copy(update={"shots": (storyboard.shots[0], lamp, *storyboard.shots[2:])})
    repeat, motif = await HouseCritic("ru").review(storyboard, cut, film)
    assert repeat.evidence == say("critic_film_repeat", "ru", shot="3", other="1")
    assert "«ключ»" in motif.evidence
    assert "m1" not in motif.evidence


async def test_an_ending_may_answer_the_opening_and_a_crossfade_is_no_jump(tmp_path: Path) -> None:
    scenes = [Scene(seed=1, right=0.4), Scene(seed=2, radius=0.1, down=0.4), Scene(seed=1, right=0.4)]
    storyboard, cut, film = board(tmp_path, scenes)
    assert await HouseCritic().review(storyboard, cut, film) == ()
    near = [Scene(seed=4, radius=0.3, right=0.05), Scene(seed=4, radius=0.3, right=0.1), Scene(seed=9)]
    storyboard, cut, film = board(tmp_path, near)
    found = [f.evidence for f in await HouseCritic().review(storyboard, cut, film)]
    assert any(say("critic_film_jump", "en", shot="2", other="1") == e for e in found)
    blended = cut.model_copy(update={"transitions": (Transition(clip="c002", kind="crossfade", frames=6),)})
    found = [f.evidence for f in await HouseCritic().review(storyboard, blended, film)]
    assert not any("jump" in e for e in found)


async def test_two_takes_are_told_apart_by_their_scores_or_not_at_all(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
    shown = (screen(tmp_path / name, Scene(gain=(gain,))) for name, gain in (("a", 1.0), ("b", 1.0), ("c", 0.25)))
    fine, same, dark = (
        replace(each, take=each.take.model_copy(update={"id": f"{number:032x}"})) for number, each in enumerate(shown)
    )
    critic = HouseCritic("en")
    assert (await critic.prefer(dark, fine)).take == fine.take.id == (await critic.prefer(fine, dark)).take
    alike = await critic.prefer(fine, same)
    assert (alike.take, alike.decision) == ("", "ask the artist")


async def test_two_bad_takes_of_one_score_differ_where_their_faults_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a shot that met with two accidents would be closed as one that no further take can better."""
    monkeypatch.setattr("director.crew.house.critic.ALIKE", 1.0)
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
    scenes = (("a", Scene(radius=0.05)), ("b", Scene(gain=(0.1,))), ("c", Scene(radius=0.06)))
    small, dark, tiny = (
        replace(each, take=each.take.model_copy(update={"id": f"{number:032x}"}))
        for number, each in enumerate(screen(tmp_path / name, scene) for name, scene in scenes)
    )
    critic = HouseCritic("en")
    chosen = await critic.prefer(small, dark)
    assert chosen.take == (await critic.prefer(dark, small)).take != ""
    assert chosen.decision == "accept"
    assert (await critic.prefer(small, tiny)).decision == "ask the artist"


async def test_a_still_is_not_called_frozen(tmp_path: Path) -> None:
    moving = screen(tmp_path, Scene(frames=8))
    order = moving.take.order.model_copy(update={"still": True})
    still = replace(moving, take=moving.take.model_copy(update={"order": order}))
    held = await HouseCritic("en").judge(still)
    assert not {f.kind for f in held.findings} & {"motion", "not frozen", "no flicker", "distinct"}
    assert {"not black", "exposure"} <= {f.kind for f in held.findings}


async def test_who_fills_an_upright_picture_is_not_counted_as_its_colours(tmp_path: Path) -> None:
    """A wide picture and its upright middle: the same red ball, which takes four times the share there."""
    wide = screen(tmp_path, Scene(radius=0.3), framing="close")
    found = []
    for name, scene in (("sound", Scene(radius=0.3)), ("strange", Scene(radius=0.3, colours=("#205820", "#58a058")))):
        frames, mattes = (pictures[:, :, 110:210] for pictures in scene.pictures())
        media = write(tmp_path / f"{name}.mp4", np.ascontiguousarray(frames))
        matte = write(tmp_path / f"{name}.matte.mp4", np.repeat(mattes[..., None], 3, 3))
        found.append(refused(await judge(replace(wide, media=media, matte=matte))))
    assert "palette" not in refused(await judge(wide))
    assert "palette" not in found[0], "what it covers there it would not cover beside the whole of the place"
    assert "palette" in found[1], "the place itself is still held to its colours"
