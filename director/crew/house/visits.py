"""Visits: a motif that stays where it stands makes the film go back to its place."""

from dataclasses import replace

from director.crew.house.motifs import Motifs
from director.crew.house.staging import Staging
from director.crew.house.terms import staged
from director.crew.house.worlds import Setting


def with_visits(where: Setting, motifs: Motifs, staging: Staging) -> Setting:
    """Return the setting with the place of every fixed motif in each section where that motif returns."""
    places = [list(p) for p in where.section_places]
    for motif in motifs.fixed:
        home = _home(motif.term, where, staging)
        for back in motif.returns:
            if home and home not in places[back.section]:
                places[back.section].insert(1 if len(places[back.section]) > 1 else 0, home)
    return replace(where, section_places=tuple(map(tuple, places)))


def _home(thing: str, where: Setting, staging: Staging) -> str:
    """Return the place that the brief names together with the thing; '' where it names none."""
    known = {p.term for p in where.places}
    for moment in staging.said:
        if thing in map(staged, moment.terms("thing")):
            here = [p for p in map(staged, moment.terms("place")) if p in known]
            if here:
                return here[0]
    return ""
