"""Every sentence: in both languages, with the gaps that the code fills, and none that nobody says."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
import yaml

from director.allocate import ReasonKind
from director.crew.house import characters, drama, palettes
from director.crew.house.terms import terms
from director.model import (
    CrewRole,
    Emotion,
    Framing,
    Language,
    Licence,
    MoveKind,
    Need,
    Offload,
    SectionLabel,
    SettledBy,
    SlipCause,
    Stage,
    TimeOfDay,
    Weather,
)
from director.model.treatment import Change, Role
from director.words import keys, say

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "director" / "words"
CATALOGUE: dict[str, dict[Language, str]] = {
    key: both for file in sorted(WORDS.glob("*.yaml")) for key, both in yaml.safe_load(file.read_text("utf-8")).items()
}
LANGUAGES: tuple[Language, ...] = get_args(Language)
PLURAL = re.compile(r"\{(\w+):([^{}|]*\|[^{}]*)\}")
CASES = {"nomn", "gent", "datv", "accs", "ablt", "loct", "the", "a", ""}


def named(values: object) -> tuple[str, ...]:
    return tuple(str(value).replace(" ", "_") for value in get_args(values))


def things() -> list[str]:
    return [term.id for term in terms() if term.kind == "thing"]


def acted() -> tuple[str, ...]:
    return tuple(term.id for term in terms() if term.kind == "action" and term.drawn)


FAMILIES: dict[str, tuple[str, ...]] = {
    "heard_{}": ("approve", "export", "undo", "retake", "remove", *named(Stage)),
    "heard_time_{}": named(TimeOfDay),
    "heard_weather_{}": named(Weather),
    "time_{}": named(TimeOfDay),
    "when_{}": named(TimeOfDay),
    "weather_{}": named(Weather),
    "feeling_{}": named(Emotion),
    "act_{}": acted(),
    "move_{}": named(MoveKind),
    "page_move_{}": named(MoveKind),
    "page_framing_{}": named(Framing),
    "section_{}": tuple(get_args(SectionLabel)),
    "reason_{}": (*named(ReasonKind), *named(SettledBy)),
    "motif_{}": named(Change),
    "arc_change_{}": named(Change),
    "turn_{}": named(drama.Reason),
    "world_{}": tuple(palettes.sheets()),
    "wear_{}": tuple(name for name, _ in characters._WARDROBE),
    "shot_{}": ("photo", "footage"),
    "shot_{}_motif": ("insert", "thing", "ending"),
    "status_{}": ("begun", "board", "shooting", "draft"),
    "crew_fell_back_{}": named(CrewRole),
    "progress_writes_{}": named(CrewRole),
    "role_{}": named(CrewRole),
    "gpu_offload_{}": named(Offload),
    "licence_{}": tuple(name for name in named(Licence.model_fields["condition"].annotation) if name),
    "route_change_{}": ("snap", "chain", "resize", "crop", "drop"),
    "route_for_{}": (*named(Need.model_fields["because"].annotation), "fit"),
    "slip_{}": named(SlipCause),
    "shots_missing_{}": ("money", "time", "unknown"),
    "progress_{}": ("listening", "conceiving", "boarding", "cutting"),
}
"""What stands in the gap of a key that the code puts together, from the types of what can stand there."""

STEMS: dict[str, tuple[str, ...]] = {
    "idea_{}": named(Role),
    "idea_{}_empty": named(Role),
    "do_{}": named(Role),
    "logline_{}": ("story", "mood", "one_take", "performance", "mixed"),
}
"""The same for stems: one of `stem_1`, `stem_2`, ... is chosen."""

ALWAYS_NO = {"subject_there", "move_wrong", "move_aside"}
"""What the critic says only where it is wrong."""


@cache
def trees() -> tuple[tuple[Path, ast.Module], ...]:
    """Return the syntax trees of everything that is delivered."""
    files = [
        file for part in ("director", "tools", "render", "scenarios") for file in sorted((ROOT / part).rglob("*.py"))
    ]
    return tuple((file, ast.parse(file.read_text("utf-8"))) for file in files)


@cache
def nodes() -> tuple[ast.AST, ...]:
    return tuple(node for _, tree in trees() for node in ast.walk(tree))


def name_of(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def literals(node: ast.expr | None) -> list[str]:
    """Return the strings that an expression may be, where it says so."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=body, orelse=orelse):
            return [*literals(body), *literals(orelse)]
    return []


def pattern(node: ast.expr | None) -> list[str]:
    match node:
        case ast.JoinedStr(values=parts):
            return ["".join(part.value if isinstance(part, ast.Constant) else "{}" for part in parts)]
        case ast.IfExp(body=body, orelse=orelse):
            return [*pattern(body), *pattern(orelse)]
    return []


def spoken() -> Iterator[tuple[str, str, set[str] | None]]:
    """Yield (where, key, names that fill its gaps; None where the code does not say) of keys named outright."""
    for file, tree in trees():
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call):
                continue
            where = f"{file.relative_to(ROOT)}:{call.lineno}"
            given = {word.arg: word.value for word in call.keywords}
            match name_of(call):
                case "say" | "ArtistError" if call.args:
                    names = None if None in given else {str(name) for name in given}
                    yield from ((where, key, names) for key in literals(call.args[0]))
                case "Note":
                    yield from ((where, key, _dict_keys(given.get("values"))) for key in literals(given.get("key")))


def _dict_keys(node: ast.expr | None) -> set[str] | None:
    match node:
        case None:
            return set()
        case ast.Dict(keys=names) if all(isinstance(name, ast.Constant) for name in names):
            return {str(name.value) for name in names if isinstance(name, ast.Constant)}
    return None


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(PLURAL.sub(r"{\1}", text)) if name}


def first_arguments(function: str, place: int = 0) -> set[str]:
    calls = (node for node in nodes() if isinstance(node, ast.Call) and name_of(node) == function)
    return {text for call in calls if len(call.args) > place for text in literals(call.args[place])}


def family() -> set[str]:
    return {shape.format(member) for shape, members in FAMILIES.items() for member in members}


def stems() -> set[str]:
    return {shape.format(member) for shape, members in STEMS.items() for member in members}


def critics() -> set[str]:
    """Keys of what the critic finds: `opinion("dark", ...)` is critic_dark_yes and critic_dark_no."""
    found = first_arguments("opinion")
    return {f"critic_{name}_no" for name in found} | {f"critic_{name}_yes" for name in found - ALWAYS_NO}


def paged() -> set[str]:
    templates = "".join(file.read_text("utf-8") for file in sorted((ROOT / "director/pages").glob("*.j2")))
    return {f"page_{name}" for name in re.findall(r"word\('(\w+)'[,)]", templates)}


def written() -> set[str]:
    """Stems given to `Writer.write`; other writers are given names of files."""
    return {stem for stem in first_arguments("write") if re.fullmatch("[a-z_]+", stem)} | {
        "logline_told",
        "logline_path",
    }


def needed() -> set[str]:
    return {f"need_{key}" for key in first_arguments("ask", 1)}


def test_no_key_stands_twice_in_a_file() -> None:
    for file in WORDS.glob("*.yaml"):
        found = re.findall(r"(?m)^([\w-]+):", file.read_text("utf-8"))
        assert len(found) == len(set(found)), file.name


def test_every_key_named_in_the_code_has_a_sentence_with_the_gaps_that_are_filled() -> None:
    said = list(spoken())
    assert len(said) > 150, "the scan no longer finds what the code says"
    for where, key, filled in said:
        assert key in CATALOGUE, f"{where}: no sentence {key!r}"
        wanted = gaps(CATALOGUE[key]["ru"])
        assert filled is None or wanted <= filled, f"{where}: {key!r} has gaps {wanted - filled} that nobody fills"


@pytest.mark.parametrize("found", [family, critics, paged, needed], ids=["families", "critic", "pages", "requirements"])
def test_every_key_that_the_code_puts_together_has_a_sentence(found: object) -> None:
    wanted = found() if callable(found) else set()
    assert wanted
    assert wanted <= keys(), sorted(wanted - keys())


def test_every_stem_has_a_first_sentence() -> None:
    for stem in stems() | written():
        assert f"{stem}_1" in keys(), stem


def test_every_thing_can_return_in_every_way() -> None:
    makes = {term.make for term in terms() if term.kind == "thing" and term.make} | {"mark"}
    wanted = {f"motif_{make}_{change}" for make in makes for change in get_args(Change)}
    assert wanted <= keys(), sorted(wanted - keys())


def test_keys_put_together_in_the_code_are_of_known_families() -> None:
    """A new f-string in `say` or `Note` has to be listed above, with the type of what stands in its gap."""
    known = {*FAMILIES, "page_{}", "need_{}"}
    calls = [node for node in nodes() if isinstance(node, ast.Call)]
    said = [call.args[0] for call in calls if name_of(call) in ("say", "ArtistError") and call.args]
    noted = [word.value for call in calls if name_of(call) == "Note" for word in call.keywords if word.arg == "key"]
    unknown = {shape for node in (*said, *noted) for shape in pattern(node)} - known
    assert not unknown, unknown


def test_no_sentence_is_never_said() -> None:
    strings = {node.value for node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    motifs = {f"motif_{thing}_{change}" for thing in things() for change in get_args(Change)}
    motifs |= {f"motif_{term.make}_{change}" for term in terms() for change in get_args(Change)}
    plain = strings | family() | critics() | paged() | needed() | motifs
    chosen = stems() | written() | motifs
    unsaid = {key for key in keys() if key not in plain and re.sub(r"_\d+$", "", key) not in chosen}
    assert not unsaid, sorted(unsaid)


def test_every_sentence_stands_in_both_languages() -> None:
    for key, both in CATALOGUE.items():
        assert set(both) == set(LANGUAGES), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_gaps_are_written_as_the_code_can_fill_them(language: Language) -> None:
    for both in CATALOGUE.values():
        text = both[language]
        for _, gap, form, _ in Formatter().parse(PLURAL.sub("", text)):
            if gap:
                _right_form(form or "", language, text)
        for name, forms in PLURAL.findall(text):
            assert len(forms.split("|")) == (3 if language == "ru" else 2), f"{name} in {text!r}"


def test_words_are_of_one_alphabet_and_known_to_an_artist() -> None:
    for both in CATALOGUE.values():
        bare = re.sub(r"\{\w+[^{}|]*\}", " ", both["ru"])
        assert not re.search(r"[А-Яа-яЁё][A-Za-z]|[A-Za-z][А-Яа-яЁё]", bare), (
            f"two alphabets in one word: {both['ru']!r}"
        )
        assert not re.search(r"[А-Яа-яЁё]", both["en"]), both["en"]
        assert both["ru"].count("«") == both["ru"].count("»"), both["ru"]
        assert both["en"].count("“") == both["en"].count("”"), both["en"]
        assert not re.search(r"(?i)\b(тейк|шот|рендер|нод[аыу]|гейт|бэкенд|промпт|фрейм)", bare), f"jargon: {bare!r}"
        assert not re.search(r"\b(node|gate|backend|render)\b", both["en"]), f"jargon: {both['en']!r}"


def test_both_languages_have_the_same_gaps() -> None:
    """Treatments are told differently in each language; everything else says the same."""
    told = set(yaml.safe_load((WORDS / "treatment.yaml").read_text("utf-8")))
    told |= set(yaml.safe_load((WORDS / "motifs.yaml").read_text("utf-8")))
    for key in sorted(keys() - told):
        russian, english = ({gap.lower() for gap in gaps(CATALOGUE[key][language])} for language in LANGUAGES)
        assert russian == english, key


def _right_form(form: str, language: Language, text: str) -> None:
    """A gap may hold a noun that declines (director/crew/house/phrasing.py)."""
    if form.startswith("#"):
        assert form.count("/") == 1, text
    elif form.startswith("="):
        assert form.count("/") == 3, text
    else:
        case = form.removeprefix("^")
        assert case in CASES, text
        assert (case in ("the", "a")) <= (language == "en"), text


@pytest.mark.parametrize(
    ("number", "word"), [(0, "кадров"), (1, "кадр"), (2, "кадра"), (5, "кадров"), (11, "кадров"), (21, "кадр")]
)
def test_a_number_chooses_the_form_of_its_word(number: int, word: str) -> None:
    assert say("progress_first_round", "ru", takes=number) == f"Снимаю {number} {word}…"


def test_a_number_chooses_the_form_in_english() -> None:
    assert say("progress_first_round", "en", takes=1) == "Shooting 1 shot…"
    assert say("progress_first_round", "en", takes=2) == "Shooting 2 shots…"
