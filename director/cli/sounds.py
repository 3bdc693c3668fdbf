"""Which model makes music or speaks, on which terms, and whether its files are here."""

from pathlib import Path

from director.cli.progress import agreed, speak
from director.errors import ArtistError
from director.model import Language, Licence, SoundModel
from director.settings import CardSettings
from director.words import say


def source_of(named: str, card: CardSettings) -> str:
    """Return where the model of this name lies, a folder or a hub name, once its terms are known and accepted.

    `named` is a name of the catalog, the hub name of a model in it, or a model of the operator's own.

    Raises:
        ArtistError: 'licence_excluded', its licence is not valid where she is; 'sound_not_commercial' or 'sound_terms',
            it has conditions that nobody accepted yet; 'sound_unknown', nobody here knows its terms, and it was not
            accepted either.
    """
    model = known_as(named)
    if model is not None and model.licence.excludes(card.territory):
        raise ArtistError("licence_excluded", **outside(model.title, model.licence, card.territory))
    if named in card.accepted or (model is not None and {model.name, model.repo} & set(card.accepted)):
        return _place(model, named, card)
    if model is None:
        raise ArtistError("sound_unknown", model=named)
    if not model.free_of_conditions:
        key = "sound_not_commercial" if model.licence.commercial == "no" else "sound_terms"
        told = {"title": model.title, "licence": model.licence.name, "source": model.licence.source}
        raise ArtistError(key, model=named, **told)
    return _place(model, named, card)


def known_as(named: str) -> SoundModel | None:
    """Return the catalog's model of this name or hub name."""
    from render.catalog import sounds

    found = sounds()
    return found.get(named) or next((model for model in found.values() if model.repo == named), None)


def list_sounds(card: CardSettings, language: Language) -> None:
    """Print every model of music and speech: what it needs, whether it is here, and its terms."""
    from render.catalog import sounds
    from render.machine import sound_is_here

    speak(say("sounds_head", language))
    for model in sounds().values():
        here = sound_is_here(model, card.models.get(model.name))
        weights = "gpu_weights_here" if here else "gpu_weights_missing"
        facts = [say("sound_music" if model.makes == "music" else "sound_speech", language)]
        if model.gpu_gb:
            key = "sound_memory_offloaded" if model.offloaded_gb else "sound_memory"
            facts.append(say(key, language, whole=model.gpu_gb, parts=model.offloaded_gb))
        if model.repo:
            facts.append(say(weights, language, size=model.disk_gb))
        facts += [model.licence.name, *conditions(model.licence, language)]
        speak(f"· {model.title} ({model.name}): " + ", ".join(facts))


def warm_sound(model: SoundModel, folder: Path | None, language: Language, *, yes: bool) -> int:
    """Show a model's licence and size, and fetch it when the artist agrees; for `director.cli.films.guarded`."""
    from render.local.loading import fetch_sound
    from render.machine import sound_is_here

    if not model.repo or sound_is_here(model, folder):
        speak(say("warm_here" if model.repo else "warm_program", language, name=model.title))
        return 0
    speak(say("warm_licence", language, name=model.title, licence=model.licence.name, source=model.licence.source))
    for line in conditions(model.licence, language):
        speak("  " + line)
    speak(say("warm_size", language, size=model.disk_gb))
    if yes or agreed(say("warm_agree", language)):
        speak(say("warm_done", language, name=model.title, folder=fetch_sound(model)))
    return 0


def conditions(licence: Licence, language: Language) -> list[str]:
    """Return what the artist must know of a licence before the first use."""
    told = []
    if licence.commercial == "no":
        told.append(say("licence_not_commercial", language))
    if licence.condition:
        told.append(say(f"licence_{licence.condition}", language, territories=", ".join(licence.excluded)))
    elif licence.excluded:
        told.append(say("licence_territories", language, territories=", ".join(licence.excluded)))
    return told


def outside(title: str, licence: Licence, territory: str) -> dict[str, str]:
    """Return what the sentence 'licence_excluded' says of a model that may not be used in a territory."""
    return {"name": title, "licence": licence.name, "here": territory, "territories": ", ".join(licence.excluded)}


def _place(model: SoundModel | None, named: str, card: CardSettings) -> str:
    folder = card.models.get(model.name if model is not None else named)
    if folder is not None:
        return str(folder)
    return model.repo if model is not None and model.repo else named
