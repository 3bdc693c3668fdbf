"""What is here, what would be used, what is missing and how to get it."""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from director.cli.films import spoken
from director.cli.progress import speak
from director.errors import SetupError
from director.model import CrewRole, Language
from director.settings import ROLES, Endpoint, Settings
from director.words import say

NEEDED_GB = 3
"""Free disk for a film of a few minutes with all its takes."""


def report(lang: Language | None) -> int:
    """Print what was found; return 0, or the set-up exit code when a film cannot be made here."""
    language = lang or spoken()
    well = True
    for good, sentence in _checks(language):
        well &= good
        speak(("✓ " if good else "✗ ") + sentence)
    for sentence in (*_extras(language), *_ears(language), *_crew(language)):
        speak("· " + sentence)
    speak(say("doctor_ready" if well else "doctor_not_ready", language))
    return 0 if well else SetupError.exit_code


def _checks(language: Language) -> Iterator[tuple[bool, str]]:
    missing = [name for name in _required() if importlib.util.find_spec(name) is None]
    yield (
        not missing,
        say("doctor_packages" if not missing else "doctor_packages_missing", language, names=", ".join(missing)),
    )
    ffmpeg = _ffmpeg()
    yield ffmpeg is not None, say("doctor_ffmpeg" if ffmpeg else "doctor_ffmpeg_missing", language, path=ffmpeg or "")
    free = shutil.disk_usage(Path.cwd()).free // 10**9
    yield (
        free >= NEEDED_GB,
        say("doctor_disk" if free >= NEEDED_GB else "doctor_disk_low", language, free=free, needed=NEEDED_GB),
    )
    writable = os.access(Path.cwd(), os.W_OK)
    yield writable, say("doctor_folder" if writable else "doctor_folder_closed", language, folder=Path.cwd())


def _extras(language: Language) -> Iterator[str]:
    yield say("doctor_machine", language, cores=os.cpu_count() or 1)
    yield say("doctor_drawn", language)
    if importlib.util.find_spec("torch") is None:
        yield say("doctor_no_torch", language)
    else:
        yield say("doctor_torch", language, version=metadata.version("torch"))


def _ears(language: Language) -> Iterator[str]:
    """Say what would listen here: our own ears, and the models that are set and found."""
    from director.settings import load_settings

    try:
        hearing = load_settings().hearing
    except SetupError:
        return  # said with the crew
    if hearing.speech_model:
        yield _ear("doctor_ears_speech", hearing.speech_model, "faster_whisper", "lyrics", language)
    else:
        yield say("doctor_ears_voice", language)
    if hearing.neural == "off" or not (hearing.beat_model or hearing.separation_model):
        yield say("doctor_ears_own", language)
        return
    if hearing.beat_model:
        yield _ear("doctor_ears_beats", hearing.beat_model, "beat_this", "neural", language)
    if hearing.separation_model:
        yield _ear("doctor_ears_separation", hearing.separation_model, "demucs", "neural", language)


def _ear(key: str, model: str, package: str, extra: str, language: Language) -> str:
    if importlib.util.find_spec(package) is None:
        return say("doctor_ears_missing", language, model=model, extra=extra)
    if Path(model).is_absolute() and not Path(model).exists():
        return say("doctor_ears_gone", language, model=model)
    return say(key, language, model=model)


def _crew(language: Language) -> Iterator[str]:
    """Say who would make a film here: never a key, only whether there is one."""
    from director.settings import load_settings, settings_file

    file = settings_file()
    yield say("doctor_settings" if file.is_file() else "doctor_settings_none", language, file=file)
    try:
        settings = load_settings()
        if settings.kind == "house":
            yield say("doctor_crew_house", language)
            return
        by_endpoint: dict[Endpoint, list[CrewRole]] = {}
        for role in ROLES:
            by_endpoint.setdefault(settings.endpoint(role), []).append(role)
    except SetupError as error:
        yield say("doctor_settings_wrong", language, what=str(error))
        return
    yield say("doctor_crew_model", language)
    for endpoint, roles in by_endpoint.items():
        key = "doctor_crew_key" if endpoint.api_key else "doctor_crew_no_key"
        yield "  " + ", ".join((
            " · ".join(say(f"role_{role}", language) for role in roles),
            endpoint.model or say("doctor_crew_first", language),
            endpoint.host,
            say(key, language, variable=endpoint.key_variable),
            _price(endpoint.model, settings, language),
        ))  # fmt: skip


def _price(model: str, settings: Settings, language: Language) -> str:
    from tools.chat.prices import price_list, price_of

    price = price_of(model, settings)
    if price is None:
        return say("doctor_crew_no_price", language)
    dated = "" if model in settings.prices else str(price_list().as_of)
    return say(
        "doctor_crew_price", language, input=price.input, output=price.output, currency=price.currency, dated=dated
    )


def _required() -> tuple[str, ...]:
    return (
        "aiosqlite", "av", "cv2", "filelock", "imageio_ffmpeg", "jinja2", "langgraph", "librosa", "moviepy", "numba",
        "numpy", "openai", "opentimelineio", "PIL", "pydantic", "pydantic_settings", "pymorphy3", "scipy", "simplemma",
        "skia", "soundfile", "yaml",
    )  # fmt: skip


def _ffmpeg() -> str | None:
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError:
        return None
