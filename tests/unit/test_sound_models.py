"""Models of music and speech: their catalog, their terms before the first use, what the terminal says of them."""

from pathlib import Path

import pytest

from director.cli.sounds import source_of
from director.errors import ArtistError
from director.model import Licence, StyleLora
from director.settings import CardSettings
from director.words import say
from render.catalog import sounds
from render.machine import sound_is_here
from tools.composing import by_model, musicgen


def test_every_model_of_sound_is_dated_sourced_and_has_its_terms() -> None:
    assert {model.makes for model in sounds().values()} == {"music", "speech"}
    for name, model in sounds().items():
        assert model.name == name
        assert model.as_of
        assert model.licence.source.startswith("https://")
        assert bool(model.repo) == (name != "espeak")
        assert (model.longest_s > 0) == (model.makes == "music")
    assert sounds()["musicgen-small"].longest_s == musicgen.LONGEST_S
    assert by_model.CARRIED_S < musicgen.LONGEST_S


@pytest.mark.parametrize("named", ["musicgen-small", "facebook/musicgen-small"])
def test_terms_are_accepted_before_the_first_use(named: str) -> None:
    with pytest.raises(ArtistError) as fault:
        source_of(named, CardSettings())
    told = say(fault.value.key, "en", **fault.value.values)
    assert "CC-BY-NC-4.0" in told
    assert "https://" in told
    assert source_of(named, CardSettings(accepted=("musicgen-small",))) == "facebook/musicgen-small"
    here = CardSettings(accepted=(named,), models={"musicgen-small": Path("/weights")})
    assert source_of(named, here) == "/weights"


def test_a_free_model_needs_no_acceptance_and_an_unknown_one_does() -> None:
    assert source_of("ace-step-1.5-xl-turbo", CardSettings()) == "ACE-Step/acestep-v15-xl-turbo-diffusers"
    assert source_of("espeak", CardSettings()) == "espeak"
    with pytest.raises(ArtistError) as fault:
        source_of("someone/else", CardSettings())
    assert fault.value.key == "sound_unknown"
    assert source_of("someone/else", CardSettings(accepted=("someone/else",))) == "someone/else"


def test_half_of_a_download_is_not_a_model(tmp_path: Path) -> None:
    model = sounds()["musicgen-small"]
    (tmp_path / "config.json").write_text("{}")
    assert not sound_is_here(model, tmp_path)
    (tmp_path / "model.safetensors").touch()
    assert sound_is_here(model, tmp_path)


def test_the_card_s_list_names_terms_of_models_few_step_loras_and_styles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from director.cli.cards import gpu, warm

    settings = tmp_path / "settings.toml"
    settings.write_text(
        '[[card.styles]]\nsource = "ink"\nmodels = ["wan2.1-t2v-1.3b"]\n'
        '[[card.styles]]\nsource = "oil"\nmodels = ["wan2.1-t2v-1.3b"]\n'
        '[card.styles.licence]\nname = "Oil 1"\ncommercial = "no"\nexcluded = ["EU"]\n'
    )
    monkeypatch.setenv("DIRECTOR_SETTINGS", str(settings))
    assert gpu("en") == 0
    lines = capsys.readouterr().out.splitlines()

    def line(words: str) -> str:
        return next(one for one in lines if words in one)

    assert "not valid in: EU, GB, KR" in line("hunyuanvideo-1.5-t2v")
    assert "Lightning (4 steps, Apache-2.0)" in line("(wan2.2-i2v-a14b)")
    assert "does not allow commercial use" in line("(musicgen-small)")
    assert "MIT" in line("(ace-step-1.5-xl-turbo)")
    assert "not told" in line("style ink")
    assert "does not allow commercial use" in line("style oil")
    assert "EU" in line("style oil")
    monkeypatch.setattr("builtins.input", lambda _question: "n")
    assert warm("musicgen-small", "en", yes=False) == 0
    assert "does not allow commercial use" in capsys.readouterr().out


def test_a_style_may_come_with_its_licence() -> None:
    told = Licence(name="own", commercial="yes")
    assert StyleLora(source="ink", models=("wan2.1-t2v-1.3b",), licence=told).licence == told
