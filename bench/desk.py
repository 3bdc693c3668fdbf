"""Keeps a film that was answered at a desk as a recording: `python -m bench.desk FILM tests/recorded/desk/NAME`.

FILM is the folder of a film that a model crew made, with eyes. Kept are the answers by prompt, shot and the prompt's
version, and the brief; not the questions' words, the pictures or the exchanges, which are made anew on replay.
"""

import argparse
from pathlib import Path

from director.store import Store
from tools.chat.kept import KeptQuestion
from tools.chat.recorded import recordings_in


def keep(film: Path, folder: Path) -> int:
    """Write the recordings of a film to `folder` in place of what lies there; return how many answers were kept."""
    answered = sorted((each for each in recordings_in(film / "answers") if each.answer), key=lambda kept: kept.order)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.json"):
        old.unlink()
    brief = Store(film).load().brief
    (folder / "brief.md").write_text(brief.text + "\n", "utf-8")
    for number, each in enumerate(_with_repeats(answered), start=1):
        (folder / _name(number, each)).write_text(_bare(each).model_dump_json(indent=1) + "\n", "utf-8")
    return len(answered)


def _with_repeats(answered: list[KeptQuestion]) -> list[KeptQuestion]:
    """Add what the archive answered: a plan sent back a second time in the same words got the kept answer again."""
    known = {(each.prompt, each.about) for each in answered}
    again = [each for each in answered if each.about.endswith("/again 1")]
    second = [each.model_copy(update={"about": each.about.removesuffix("1") + "2"}) for each in again]
    return [*answered, *(each for each in second if (each.prompt, each.about) not in known)]


def _name(number: int, each: KeptQuestion) -> str:
    return f"{number:03d}-{each.prompt.replace('/', '-')}.json"


def _bare(each: KeptQuestion) -> KeptQuestion:
    return each.model_copy(update={"system": "", "user": "", "pictures": (), "exchanges": ()})


def main() -> None:
    """Keep one film."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("film", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    print(f"{keep(given.film, given.folder)} answers kept in {given.folder}")


if __name__ == "__main__":
    main()
