"""The treatment: worlds, people, places and motifs brought together over the song's sections."""

from director.crew.house.drama import cuts_per_minute, shape
from director.crew.house.terms import staged, term
from director.model import Brief, Character, Palette, Place, Reading, SectionPlan, SongMap, Treatment, World

_PALETTE = Palette(name="north", colours=("#20304a", "#5f7fa0", "#d8e2ea"), accent="#c8322f")


def write_treatment(brief: Brief, reading: Reading, song: SongMap) -> Treatment:
    """Write the film on one page."""
    plan = shape(song, reading.form, brief.seed, breaks_in=False)
    places = tuple(dict.fromkeys(filter(None, map(staged, reading.terms("place"))))) or ("void",)
    people = tuple(dict.fromkeys(filter(None, map(staged, reading.terms("person") + reading.terms("animal")))))
    sections = tuple(
        SectionPlan(
            section=n, role=plan.roles[n], idea=brief.text[:80], world="w1", places=(f"p_{places[n % len(places)]}",),
            characters=tuple(people[:1]), time="day", weather="clear", palette=_PALETTE, emotion="longing",
            cuts_per_minute=cuts_per_minute(brief, song, plan, n, reading.form, reading.style),
        )
        for n in range(len(song.sections))
    )  # fmt: skip
    return Treatment(
        form=reading.form, style=reading.style, logline=brief.text[:120], arc="-", worlds=(World(id="w1", name="-", palette=_PALETTE),),
        characters=tuple(Character(id=p, name=_name(p, brief), term=p) for p in people[:1]),
        places=tuple(Place(id=f"p_{p}", name=_name(p, brief), term=p, world="w1") for p in places),
        sections=sections, turn_section=plan.turn, turn_reason=plan.reason, ending="-",
    )  # fmt: skip


def _name(term_id: str, brief: Brief) -> str:
    known = term(term_id)
    return known.name(brief.language) if known else term_id
