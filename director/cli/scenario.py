"""From a scenario that comes with director to a commission: its music is composed, its photographs are made here."""

from fractions import Fraction
from pathlib import Path

import scenarios
from director.commission import Commission
from director.model import Language, Size
from render.plates.prints import make_print
from tools.composing import Piece


def commission_of_scenario(name: str, out: Path, size: Size | None, language: Language, refs: Path) -> Commission:
    """Return the commission of a scenario; its photographs are written to `refs`.

    Raises:
        ArtistError: there is no such scenario.
    """
    scenario = scenarios.load(name)
    for picture in scenario.references:
        make_print(picture.shows, refs / f"{picture.name}.png", aged=picture.aged, seed=picture.seed)
    return Commission(
        song=Piece(**scenario.music.model_dump()),
        brief=scenario.brief(language),
        out=out,
        refs=refs if scenario.references else None,
        form=scenario.form,
        style=scenario.style,
        aspect=scenario.aspect,
        size=size or scenario.size,
        fps=Fraction(scenario.fps),
        seed=scenario.seed,
        language=language,
        title=scenario.title[language],
        artist=scenario.artist[language],
        roles=tuple((f"{picture.name}.png", picture.role) for picture in scenario.references),
    )
