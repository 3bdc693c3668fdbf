"""What this machine's card can do: its models, who would make which shot, and fetching a model after its licence."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from director.cli.films import guarded, latest, spoken
from director.cli.progress import agreed, speak
from director.errors import ArtistError
from director.model import Capability, Language, Speedup, StyleLora, Violation
from director.words import say

if TYPE_CHECKING:
    from director.steps.base import Models
    from render.router import Route


def gpu(lang: Language | None) -> int:
    """Print the card, and each local model: what it makes, what it needs, what was measured here."""
    from render.local.measured import Measurements
    from render.machine import rung

    language = lang or spoken()
    from director.cli.sounds import list_sounds
    from director.settings import load_settings

    models = _models(language)
    if isinstance(models, int):
        return models
    machine = models.machine
    if machine.card is None:
        speak(say("gpu_none", language))
    else:
        card = machine.card
        speak(say("gpu_card", language, name=card.name, total=round(card.total_gb, 1), free=round(card.free_gb, 1)))
    if not machine.packages:
        speak(say("gpu_no_packages", language))
    known = {(one.card, one.model): one for one in Measurements().all()}
    for name, model in models.known.items():
        if model.weights is None:
            continue
        step = rung(model, machine)
        least = min(rung_.gpu_gb for rung_ in model.weights.ladder)
        fits = say("gpu_fits", language, how=_how(step.precision, step.offload, language)) if step else ""
        speak(f"· {model.title} ({name}): " + ", ".join(_facts(model, machine.weights, fits, least, language)))
        measured = known.get((machine.card.name, name)) if machine.card else None
        if measured is not None and measured.takes:
            values = {"peak": measured.peak_gb, "rate": measured.seconds_a_frame, "takes": measured.takes}
            speak("    " + say("gpu_measured", language, on=measured.on, **values))
    settings = load_settings().card
    list_sounds(settings, language)
    for style in settings.styles:
        speak(_style(style, language))
    return 0


def warm(name: str, lang: Language | None, *, yes: bool) -> int:
    """Show a model's licence and size, and fetch its weights when the artist agrees."""
    from director.cli.sounds import known_as, warm_sound
    from director.settings import load_settings

    language = lang or spoken()

    def whichever() -> int:
        sound = known_as(name)
        if sound is None:
            return _warm_picture(name, language, yes=yes)
        return warm_sound(sound, load_settings().card.models.get(sound.name), language, yes=yes)

    code = guarded(language, whichever)
    assert isinstance(code, int)
    return code


def _warm_picture(name: str, language: Language, *, yes: bool) -> int:
    from director.settings import load_settings
    from director.studio import models_here
    from render.catalog import sounds
    from render.local.adapters import few_step, few_steps
    from render.local.loading import fetch, fetch_few_steps

    models = models_here(load_settings().card)
    model = models.known.get(name)
    if model is not None and not model.usable:
        key = "warm_retired" if model.lifecycle == "retired" else "warm_never_public"
        speak(say(key, language, name=model.title, on=model.retired_on, successors=", ".join(model.successors)))
        return ArtistError.exit_code
    if model is None or model.weights is None:
        offered = [*(n for n, m in models.known.items() if m.weights is not None), *sounds()]
        speak(say("warm_unknown", language, name=name, names=", ".join(offered)))
        return ArtistError.exit_code
    here = name in models.machine.weights
    lacking = few_steps(model) if few_step(model) is None else ()
    if here and not lacking:
        speak(say("warm_here", language, name=model.title))
        return 0
    _tell_terms(model, models.machine.territory, language, lacking, here=here)
    if yes or agreed(say("warm_agree", language)):
        if here:
            fetch_few_steps(model)
        speak(say("warm_done", language, name=model.title, folder=lacking[0].lora if here else fetch(model)))
    return 0


def _tell_terms(
    model: Capability, territory: str, language: Language, lacking: tuple[Speedup, ...], *, here: bool
) -> None:
    """Show what the artist must know before the first use: licence, territories, size, and what comes along."""
    from director.cli.sounds import conditions, outside

    assert model.weights is not None
    licence = model.weights.licence
    if licence.excludes(territory):
        raise ArtistError("licence_excluded", **outside(model.title, licence, territory))
    speak(say("warm_licence", language, name=model.title, licence=licence.name, source=licence.source))
    for line in conditions(licence, language):
        speak("  " + line)
    if licence.excluded and not territory:
        speak("  " + say("licence_where", language, name=model.title))
    for lora in lacking:
        told = {"lora": lora.lora, "steps": lora.steps, "licence": lora.licence, "source": lora.source.split(" (")[0]}
        speak(say("warm_few_steps", language, **told))
    if not here:
        speak(say("warm_size", language, size=model.weights.disk_gb))


def route(folder: Path | None, as_if: float | None, lang: Language | None) -> int:
    """Print who would make each shot of a film and why, before anything is spent."""
    language = lang or spoken()

    def table() -> int:
        from director.model import shot_number
        from director.steps.base import Models
        from director.steps.routing import routes
        from director.store import Store
        from render.machine import as_if as machine_as_if

        store = Store(folder or latest())
        project = store.load()
        if project.board is None:
            raise ArtistError("route_no_board", folder=str(store.folder))
        models = _models(language)
        if isinstance(models, int):
            return models
        if as_if is not None:
            models = Models(models.known, machine_as_if(as_if, models.known, models.machine))
        made = routes(store, project, models)
        for one in made:
            rung = f" [{one.footprint.precision}, {one.footprint.offload}]" if one.footprint else ""
            shot = project.board.shot(one.shot)
            speak(f"{shot_number(one.shot):>4}  {one.renderer}{rung}  {shot.text[:60]}")
            speak("      " + say(one.why.key, language, **one.why.values))
            for change in one.changes:
                speak("      " + _changed(change, language))
        for line in _left_out(made, models.known, language):
            speak(line)
        return 0

    code = guarded(language, table)
    assert isinstance(code, int)
    return code


def pin(folder: Path, renderer: str, shots: tuple[str, ...], sections: tuple[int, ...], lang: Language | None) -> int:
    """Keep the artist's choice of a renderer: for shots, for sections (counted from 1), else for the whole film."""
    from director.cli.films import pin as pinned
    from director.model import Pin

    return pinned(
        folder,
        Pin(
            renderer="" if renderer == "-" else renderer,
            shots=tuple(f"s{number.zfill(3)}" for number in shots),
            sections=tuple(number - 1 for number in sections),
            film=not shots and not sections,
        ),
        lang=lang,
    )


def _models(language: Language) -> "Models | int":
    """Return what this installation knows and has, or the exit code of a sentence that was said."""
    from director.settings import load_settings
    from director.studio import models_here

    found: Models | int = guarded(language, lambda: models_here(load_settings().card))
    return found


_LEFT_OUT = {
    "territory": "route_left_territory", "licence": "route_left_licence", "memory": "route_left_memory",
    "packages": "route_left_packages", "weights": "route_left_weights",
}  # fmt: skip
"""Causes of a refusal that hold for every shot and that the artist can do something about, and their sentences."""


def _left_out(made: "Sequence[Route]", known: Mapping[str, Capability], language: Language) -> list[str]:
    """Return a sentence for every model that makes no shot at all, by the cause, so that nobody has to guess."""
    used = {one.renderer for one in made}
    causes = {name: cause for one in made for name, cause in one.refused if cause.field in _LEFT_OUT}
    told: dict[str, list[str]] = {}
    for name, cause in causes.items():
        weights = known[name].weights
        if name in used or weights is None:
            continue
        unsaid = cause.field == "territory" and not cause.got
        key = "route_left_territory_unsaid" if unsaid else _LEFT_OUT[cause.field]
        territories = ", ".join(weights.licence.excluded)
        words = say(key, language, here=cause.got, territories=territories, licence=weights.licence.name)
        told.setdefault(words, []).append(name)
    return [f"{', '.join(names)}: {words}" for words, names in sorted(told.items())]


def _changed(change: Violation, language: Language) -> str:
    if change.field == "performance":
        return say("route_unmoved", language, file=change.got)
    if change.how == "drop" and not change.amount:
        return say("route_no_references", language)
    how = change.how.replace(" ", "_")
    return say(f"route_change_{how}", language, n=change.amount, got=change.got, made=change.allowed)


def _how(precision: str, offload: str, language: Language) -> str:
    return f"{precision}, " + say(f"gpu_offload_{offload}", language)


def _facts(model: Capability, weights: frozenset[str], fits: str, least: float, language: Language) -> list[str]:
    from director.cli.sounds import conditions

    assert model.weights is not None
    here = "gpu_weights_here" if model.name in weights else "gpu_weights_missing"
    facts = [fits or say("gpu_too_big", language, least=least), say(here, language, size=model.weights.disk_gb)]
    if model.lifecycle != "active":
        facts.append(say("gpu_deprecated", language, successors=", ".join(model.successors)))
    facts += [model.weights.licence.name, *conditions(model.weights.licence, language)]
    for speedup in model.weights.speedups:
        if speedup.kind == "few-step lora":
            facts.append(
                say("gpu_few_steps", language, steps=speedup.steps, lora=speedup.lora, licence=speedup.licence)
            )
    return facts


def _style(style: StyleLora, language: Language) -> str:
    """Return what is known of a LoRA of the artist's own; whatever its terms, those of its model hold too."""
    from director.cli.sounds import conditions

    told = say("gpu_style", language, style=style.source, models=", ".join(style.models))
    if style.licence is None:
        return told + say("gpu_style_terms_unknown", language)
    return told + ", ".join([style.licence.name, *conditions(style.licence, language)])
