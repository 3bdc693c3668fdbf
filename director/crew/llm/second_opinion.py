"""A second opinion on who someone is: a model of pictures says whose sheets the frames are nearest to.

It can only raise a doubt. Nearness of whole frames speaks of clothes, light and place as much as of a face, so it never
says 'yes' or 'no' by itself; but a 'yes' of the eyes on someone who looks more like another character is not believed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from director.model import Language, RequirementKind, Shot
from director.words import say
from tools.bank import file_of, read_bank
from tools.eyes import Answer, Moments
from tools.eyes.likeness import Likeness, Pixels
from tools.media import read_photo


def doubted(
    answers: tuple[Answer, ...],
    kinds: Mapping[str, RequirementKind],
    seen: Moments,
    shot: Shot,
    project: Path,
    likeness: Likeness,
    language: Language,
) -> tuple[Answer, ...]:
    """Return the answers; a 'yes' on who it is becomes 'unsure' where another character's sheets are nearer.

    Only for shots of one character, in films with sheets of two or more.

    Raises:
        ArtistError: a sheet's file is gone.
        SetupError, ProviderError: the model of pictures cannot be used.
    """
    cast = {p.character for p in shot.who if p.character}
    sheets = _sheets(project)
    if len(cast) != 1 or len(sheets) < 2 or not cast <= sheets.keys():
        return answers
    nearest = likeness.nearest(list(seen.pictures), sheets)
    if nearest.subject in cast:
        return answers
    doubt = say("seen_like_other", language, other=nearest.subject, margin=round(nearest.margin, 3))
    return tuple(
        replace(a, met="unsure", evidence=f"{a.evidence} {doubt}")
        if a.met == "yes" and kinds[a.id] == "identity" and a.id != "eyes-place"
        else a
        for a in answers
    )


def _sheets(project: Path) -> dict[str, Sequence[Pixels]]:
    bank = read_bank(project)
    people = dict.fromkeys(sheet.of for sheet in bank.sheets if sheet.kind == "character")
    found = {who: [read_photo(file_of(project, s.picture)) for s in bank.of(who)] for who in people}
    return {who: pictures for who, pictures in found.items() if pictures}
