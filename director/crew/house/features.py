"""The cast's looks in few words, read from the treatment, so that the drawing follows them and nobody is mistaken."""

import re
from collections.abc import Sequence
from typing import TypeVar

from director.crew.house.lexicon import hear
from director.crew.house.names import sort_of
from director.crew.house.terms import term
from director.model import CUTOUT, Character, Cutout, Features, Presence, Reading, Shot, Storyboard, Treatment
from director.model.features import Age, Facial, Garment, HairColour, HairCut, Headwear, Sex, Skin

T = TypeVar("T")
_SEX: tuple[tuple[Sex, str], ...] = (
    ("f", r"wom[ae]n|girl|lady|female|mother|daughter|sister|grandmother|she|her|"
          r"женщин\w*|девушк\w*|девочк\w*|дам[аы]|\w+щица|\w+истка|певица|актриса|сестра|дочь|старуха|она"),
    ("m", r"m[ae]n|boy|male|father|son|brother|grandfather|he|his|"
          r"мужчин\w*|юнош\w*|мальчик\w*|парень|отец|сын|брат|старик|он"),
)  # fmt: skip
_THINGS = r"(?! (?:\w+ )?(?:coat|jacket|hat|shirt|boots|sweater|dress|cap|photo|scar|uniform|clothes|friend))"
_AGE: tuple[tuple[Age, str], ...] = (
    ("old", rf"(?<!-)old{_THINGS}|elderly|aged|grandmother|grandfather|wrinkled|sixty|sixties|seventy|seventies|eighty|"
            r"eighties|ninety|[6-9]\d|пожил\w+|стар(?:ый|ая|ого|ой|ик|уха)|шестьдесят|шестидесяти|семьдесят|семидесяти|"
            r"восемьдесят|восьмидесяти|дедушк\w*|бабушк\w*"),
    ("adult", r"middle-aged|thirty|thirties|forty|forties|fifty|fifties|[3-5]\d|grown|"
              r"тридцат\w+|сорок\w*|пятьдесят|пятидесяти|взросл\w+"),
    ("young", r"young (?:wom[ae]n|m[ae]n)|twenty|twenties|teenager?|teenage|student|(?:1[6-9]|2\d)|eighteen|nineteen|"
              r"девушк\w*|юнош\w*|парень|двадцат\w+|молод(?:ой|ая)"),
    ("child", r"child|kid|toddler|little (?:girl|boy)|(?:six|seven|eight|nine|ten|eleven|twelve)[ -]years?|"
              r"(?:[4-9]|1[0-2])[ -]years?|девочк\w*|мальчик\w*|реб[её]н\w+"),
)  # fmt: skip
_HAIR: tuple[tuple[HairColour, str], ...] = (
    ("white", r"white|snow-white"), ("grey", r"gr[ea]y|silver|salt-and-pepper|greying|сед\w*"),
    ("red", r"red|ginger|auburn|copper|рыж\w+"), ("fair", r"blonde?|fair|golden|flaxen|straw|sandy|светл\w+|русы\w+"),
    ("black", r"black|raven|jet-black|ч[её]рн\w+"), ("brown", r"brown|chestnut|dark|hazel|т[её]мн\w+|каштан\w+"),
)  # fmt: skip
_CUT: tuple[tuple[HairCut, str], ...] = (
    ("bald", r"bald|shaven head|hairless|лыс\w+"), ("braids", r"braids?|braided|plaits?|косы|косички|коса"),
    ("bun", r"bun|chignon|пучок|пучк\w+"), ("tail", r"pony-?tail|tied back|хвост\w*"),
    ("bob", r"bob|chin-length|каре"), ("curly", r"curl(?:s|y)|frizzy|кудр\w+"),
    ("long", r"long|to the waist|shoulder-length|длинн\w+"),
    ("short", r"short|cropped|close-cut|crew cut|коротк\w+|стриж\w+"),
)  # fmt: skip
_BEARD: tuple[tuple[Facial, str], ...] = (
    ("none", r"clean-shaven|beardless|no beard|without a beard|брит\w+|без бороды"),
    ("stubble", r"stubble|unshaven|щетин\w+|небрит\w+"), ("moustache", r"mou?stache|усы|усат\w+"),
    ("short", r"(?:short|trimmed|neat) (?:\w+ )?beard|бородк\w+"), ("full", r"beard(?:ed)?|бород\w+"),
)  # fmt: skip
_SKIN: tuple[tuple[Skin, str], ...] = (
    ("dark", r"dark[ -]skin\w*|brown skin|black (?:wom[ae]n|m[ae]n|girl|boy)|темнокож\w+"),
    ("pale", r"pale|fair[ -]skin\w*|freckle\w*|бледн\w+"),
)  # fmt: skip
_WORN: tuple[tuple[Garment, str], ...] = (
    ("coat", r"(?:over|rain|great)?coat|parka|cloak|пальто|шинел\w+|плащ\w*|шуб\w+|тулуп\w*"),
    ("vest", r"waistcoat|vest|knitted vest|cardigan|жилет\w*|кардиган\w*"),
    ("dress", r"dress|gown|платье|сарафан\w*"), ("skirt", r"skirt|юбк\w+"),
    ("sleeveless", r"sleeveless|tank top|bare arms|майк\w+|без рукавов"),
)  # fmt: skip
_HAT: tuple[tuple[Headwear, str], ...] = (
    ("none", r"bare-?headed|hatless|no (?:hat|cap)|without (?:a |his |her |any )?(?:hat|cap)|"
             r"без (?:шапки|шляпы|кепки|головного убора)|простоволос\w+|с непокрытой головой"),
    ("headscarf", r"head[- ]?scarf|(?:head-?)?kerchief|scarf (?:over|on|around) (?:her|the|his) (?:hair|head)|"
                  r"плат(?:ок|ке|ком)(?! в руке)|косынк\w+"),
    ("knitted", r"(?:knit|knitted|wool|woollen|woolen|woolly|bobble|winter|fur) (?:hat|cap)|beanie|ushanka|"
                r"шапк\w+|шапочк\w+|ушанк\w+"),
    ("cap", r"(?:flat |baseball |newsboy |peaked |cloth )?cap|beret|кепк\w+|бейсболк\w+|картуз\w*|берет|берете"),
    ("brim", r"hat|fedora|panama|bowler|stetson|шляп\w+|котелк\w+"),
)  # fmt: skip
_ALWAYS: dict[str, tuple[Sex, Age]] = {
    "man": ("m", "adult"), "woman": ("f", "adult"), "girl": ("f", "child"), "boy": ("m", "child"),
    "mother": ("f", "adult"), "father": ("m", "adult"), "old_man": ("m", "old"), "old_woman": ("f", "old"),
}  # fmt: skip
"""Terms that say sex and age by themselves."""
_APART: tuple[HairColour, ...] = ("black", "fair", "brown", "red")
"""Hair of those who could be mistaken for each other and of whose hair nothing is said, in order of the cast."""
_LONGEST = 60
"""Characters of a look about hair: what stands farther from the word is of something else."""


def cast_features(cast: Sequence[Character], reading: Reading | None = None) -> dict[str, Features]:
    """Return everyone's features by id; where two could be mistaken for each other, their hair is made to differ."""
    said = {
        c.id: " ".join(h.words for h in reading.heard if h.term == c.term) if reading is not None else "" for c in cast
    }
    people = [c for c in cast if sort_of(c.term) == "person"]
    alone = {c.id: features_of(c, said[c.id]) for c in people}
    result = dict(alone)
    for number, one in enumerate(people):
        kin = [c for c in people if _sort(c, alone[c.id]) == _sort(one, alone[one.id])]
        if len(kin) < 2:
            continue
        before = [c for c in people[:number] if c in kin]
        own = alone[one.id]
        taken = {result[c.id].hair for c in before} | {alone[c.id].hair for c in kin if c is not one}
        free = [h for h in _APART if h not in taken] or list(_APART)
        grey = _sort(one, own)[1] == "old"
        hair = own.hair or (None if grey else free[0])
        result[one.id] = own.model_copy(update={"hair": hair, "kin": len(before)})
    return result


def features_of(character: Character, said: str = "") -> Features:
    """Return what the treatment, and the artist's own word for the character, say of its looks."""
    look = " ".join((character.look_en or character.look, "")).lower()
    named = f"{character.called_en} {character.name} {said}".lower()
    worn = (character.wardrobe_en or character.wardrobe).lower()
    sex, age = _ALWAYS.get(character.term, (None, None))
    about_hair = " ".join(
        look[max(0, m.start() - _LONGEST // 2) : m.end() + _LONGEST // 2]
        for m in re.finditer(r"hair\w*|волос\w*|стриж\w*|beard|бород\w+", f"{look} {named}")
    )
    hair = _first(_HAIR, about_hair or named) or _first(_HAIR[:4], named)
    found: Age | None = _first(_AGE, named) or _first(_AGE, look)
    if found == "child" and age not in (None, "child"):
        found = None
    return Features(
        sex=sex or _earliest(_SEX, f"{named} {look}"),
        age=found or (None if character.term in _ALWAYS else age),
        hair=hair,
        cut=_first(_CUT, about_hair or look) if about_hair or re.search(r"bald|лыс", look) else None,
        beard=_first(_BEARD, f"{look} {named}"),
        skin=_first(_SKIN, look),
        glasses=bool(re.search(r"\b(?:glasses|spectacles|очки|очках|очками)\b", f"{look} {worn}")),
        garment=_first(_WORN, worn),
        hat=_first(_HAT, worn) or _first(_HAT, look),
    )


def shown_alike(
    board: Storyboard, treatment: Treatment, reading: Reading | None, before: Storyboard | None
) -> Storyboard:
    """Return the board with everyone's features and the things' own looks; shots that stand as they were stay so."""
    features = cast_features(treatment.characters, reading)
    colours = {m.term: c for m in treatment.motifs if (c := colour_of(f"{m.name} {m.look_en}"))}
    old = {s.id: s for s in before.shots} if before is not None else {}
    lead = next((c for c in treatment.characters if sort_of(c.term) == "person"), None)
    cutouts = {c.term: c for c in treatment.cutouts}
    shots = tuple(
        s if old.get(s.id) == s else _with_cutouts(_told(s, features, colours, lead), cutouts) for s in board.shots
    )
    return board if shots == board.shots else board.model_copy(update={"shots": shots})


def colour_of(words: str) -> str:
    """Return the sRGB hex of the colour that words name for a thing, or nothing."""
    hit = next((h for h in hear(words).hits if h.kind == "colour"), None)
    known = term(hit.term, "colour") if hit is not None else None
    return known.hex if known is not None else ""


def _told(shot: Shot, features: dict[str, Features], colours: dict[str, str], lead: Character | None) -> Shot:
    """Return the shot with everyone's features and the things' colours; a hand is that of the main character."""

    def one(presence: Presence) -> Presence:
        own = features.get(presence.character)
        if own is not None and own != presence.features:
            return presence.model_copy(update={"features": own})
        if presence.term == "hand" and not presence.character and lead is not None:
            mine = {"colour": presence.colour or lead.colour, "features": features.get(lead.id, presence.features)}
            return presence.model_copy(update=mine)
        if not presence.character and not presence.colour and sort_of(presence.term) == "thing":
            return presence.model_copy(update={"colour": colours.get(presence.term, "")})
        return presence

    return shot.model_copy(update={"who": tuple(map(one, shot.who)), "props": tuple(map(one, shot.props))})


def _with_cutouts(shot: Shot, cutouts: dict[str, Cutout]) -> Shot:
    """Return the shot with the drawing of every thing that no term names; one that nobody drew is left out."""

    def each(presences: tuple[Presence, ...]) -> tuple[Presence, ...]:
        drawn = (p.model_copy(update={"cutout": cutouts[p.term]}) if p.term in cutouts else p for p in presences)
        return tuple(p for p in drawn if p.cutout is not None or not p.term.startswith(CUTOUT))

    return shot.model_copy(update={"who": each(shot.who), "props": each(shot.props)})


def _sort(character: Character, features: Features) -> tuple[str, str]:
    sex, age = _ALWAYS.get(character.term, ("", "adult"))
    years = features.age or age
    return str(features.sex or sex or character.term), "old" if years == "old" else "child" if years == "child" else ""


def _first(choices: Sequence[tuple[T, str]], text: str) -> T | None:
    """Return the first choice whose words stand in the text."""
    return next((value for value, words in choices if re.search(rf"(?<!\w)(?:{words})(?!\w)", text)), None)


def _earliest(choices: Sequence[tuple[T, str]], text: str) -> T | None:
    """Return the choice whose words stand first in the text."""
    found = [
        (m.start(), n) for n, (_, words) in enumerate(choices) if (m := re.search(rf"(?<!\w)(?:{words})(?!\w)", text))
    ]
    return choices[min(found)[1]][0] if found else None
