"""Rhythm and answers of a cut, checked and repaired: no metronome, an ending in the words of the opening."""

from contract_ground import a_brief, a_song, ground, made, model_crew
from plain_mind import plain_mind

from director.crew.llm.checks_board import EQUAL_SHARE, Ground, clip_beats, evenness, rhythm, twins
from director.model import Script

SONG = a_song(40.0, 90.0, 1)
BAR = 64


def test_a_metronome_is_a_fault_and_a_varied_or_a_short_cut_is_none() -> None:
    place = Ground(a_brief(), None, None, SONG, ground(SONG))  # type: ignore[arg-type] # the page is not looked at
    assert list(rhythm([0, *range(BAR, 10 * BAR, BAR)], place, 10 * BAR))
    assert not list(rhythm([0, 64, 160, 192, 320, 400, 560], place, 10 * BAR))
    assert not list(rhythm([0, BAR, 2 * BAR], place, 3 * BAR))


async def test_a_model_that_keeps_one_length_is_sent_back_and_then_cuts_are_moved() -> None:
    def even(answer, _):  # type: ignore[no-untyped-def] # as in plain_mind
        for number, cut in enumerate(answer["cuts"]):
            cut["at"] = answer["cuts"][0]["at"] + 5 * number
        return answer

    def many(answer, _):  # type: ignore[no-untyped-def] # as in plain_mind
        answer["sections"][0]["shots"] = 10
        return answer

    song = a_song(40.0, 120.0, 1)
    chat = plain_mind(shots=even, sections=many)
    _, _, board = await made(model_crew(chat), a_brief(), song)
    said = [q.user for q in chat.asked if q.prompt == "storyboarder/shots"]
    assert any("a metronome" in text for text in said[1:])
    lengths = clip_beats([c.start for c in board.cut.clips], board.cut.frames, song, ground(song))
    assert evenness(lengths) <= EQUAL_SHARE * (len(lengths) - 1)
    assert "plan_rhythm" in {note.key for note in board.notes}


async def test_the_last_picture_may_be_told_in_the_words_of_the_first_and_no_other() -> None:
    _, _, board = await made(model_crew(plain_mind()), a_brief(), SONG)
    first, last = board.shots[0], board.shots[-1]
    assert isinstance(first.script, Script)
    same = last.model_copy(update={"script": first.script})
    assert not list(twins((first, same), (first.id, last.id)))
    assert [fault.where for fault in twins((first, same))] == [last.id]
