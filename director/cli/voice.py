"""A spoken line: as a file beside the film, or laid over a song whose clock it does not touch."""

from pathlib import Path

from director.cli.films import guarded, spoken
from director.cli.progress import speak
from director.model import Language
from director.words import say


def line(text: str, out: Path, voice: str, over: Path | None, at: float, lang: Language | None) -> int:
    """Write the line, alone or over a song from `at` seconds on."""
    language = lang or spoken()

    def write() -> int:
        from director.cli.sounds import known_as, source_of
        from director.settings import load_settings
        from tools.media import read_sound
        from tools.voice import laid_over, speak_line, write_wav

        # A voice of one's own, named here, has terms that are the artist's to know.
        sound = speak_line(text, source_of(voice, load_settings().card) if known_as(voice) else voice)
        length = round(sound.duration_s, 1)
        whole = sound if over is None else laid_over(read_sound(over), sound, at)
        write_wav(whole, out)
        key = "voice_written" if over is None else "voice_laid"
        speak(say(key, language, file=str(out), length=length, at=round(at, 1)))
        return 0

    code = guarded(language, write)
    assert isinstance(code, int)
    return code
