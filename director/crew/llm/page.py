"""The film on one page as a model reads it."""

from director.crew.house.names import name_of
from director.model import Character, Treatment

LANGUAGES = {"ru": "Russian", "en": "English"}


def page_sheet(page: Treatment) -> str:
    """Return the treatment in lines, one for each section."""
    lines = [
        f"Form {page.form}, style {page.style}.",
        f"Logline: {page.logline}",
        f"At the end something is different: {page.arc}",
        *(
            f"World {w.id} ({w.name}): colours {' '.join(w.palette.colours)}, accent {w.palette.accent}; "
            f"lens {w.lens}, movement {w.movement}, texture {w.texture}."
            for w in page.worlds
        ),
        *(_character(c) for c in page.characters),
        *(f"Place {p.id} ({p.name}, {p.term}, world {p.world}): {p.description} EN: {p.look_en}" for p in page.places),
    ]
    lines += [
        f"Own drawn thing {c.id} ({c.name}; EN: {c.name_en}), {c.height_m:g} m high: its id stands for a term."
        for c in page.cutouts
    ]
    for motif in page.motifs:
        back = "; ".join(f"section {r.section}: {r.change}, {r.note}" for r in motif.returns)
        lines.append(f"Motif {motif.id} ({motif.name}, {motif.term}; EN: {motif.look_en}) returns: {back}")
    lines += [f"Section {s.section}, {s.role}: {s.idea}" for s in page.sections]
    lines += [f"Turn: section {page.turn_section}. {page.turn_reason}", f"Ending: {page.ending}"]
    return "\n".join(lines)


def _character(character: Character) -> str:
    """Return someone's line; who wears nothing of note, an animal above all, is not told to."""
    called = character.called_en or name_of(character.term, "en")
    own = f"; wears {character.wardrobe}" if character.wardrobe else ""
    english = f"; wearing {character.wardrobe_en}" if character.wardrobe_en else ""
    return (
        f"Character {character.id} ({character.name}, {character.term}): {character.look}{own}. "
        f"EN: {called}, {character.look_en}{english}."
    )
