"""Nothing set means no network; a key means a model; what is misspelt is named; a secret is never shown."""

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from director.cli import app
from director.errors import SetupError
from director.settings import OPENAI, load_settings
from director.studio import helpers_here

KEY = "sk-test-51f0c2d7a9b84e6f"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text("")
    monkeypatch.setenv("DIRECTOR_SETTINGS", str(path))
    return path


def test_nothing_set_is_the_house(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().kind == "house"
    monkeypatch.setenv("OPENAI_API_KEY", "  ")
    assert load_settings().kind == "house"
    with pytest.raises(SetupError, match="OPENAI_API_KEY"):
        load_settings().endpoint("critic")


def test_a_key_or_an_address_is_a_model_crew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert (load_settings().kind, load_settings().endpoint("critic").base_url) == ("model", OPENAI)
    monkeypatch.setenv("DIRECTOR_CREW", "house")
    assert load_settings().kind == "house"
    monkeypatch.delenv("DIRECTOR_CREW")
    monkeypatch.delenv("OPENAI_API_KEY")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:11434/v1")
    endpoint = load_settings().endpoint("critic")
    assert (load_settings().kind, endpoint.model, endpoint.api_key) == ("model", "", None)


def test_a_role_has_a_model_of_its_own_and_the_environment_wins(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text('model = "common"\nbase_url = "http://here/v1"\n[roles.critic]\nmodel = "eyes"\n')
    assert [load_settings().endpoint(role).model for role in ("critic", "editor")] == ["eyes", "common"]
    monkeypatch.setenv("DIRECTOR_MODEL_CRITIC", "sharper")
    assert load_settings().endpoint("critic").model == "sharper"
    assert load_settings().endpoint("critic").model_variable == "DIRECTOR_MODEL_CRITIC"


def test_the_common_key_does_not_travel_to_another_vendor(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    file.write_text('[roles.critic]\nbase_url = "http://elsewhere/v1"\n')
    critic = load_settings().endpoint("critic")
    assert (critic.api_key, critic.key_variable, critic.model) == (None, "DIRECTOR_API_KEY_CRITIC", "")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('modle = "x"', "'modle'; did you mean 'model'"),
        ('[roles.critc]\nmodel = "x"', "'roles.critc'; did you mean 'critic'"),
        ('[roles.critic]\nmodl = "x"', "'roles.critic.modl'; did you mean 'model'"),
        ('[prices."a.b"]\ninput = 1\noutput = 1\nouput = 2', "did you mean 'output'"),
        ("[rates]\nUSB = {EUR = 0.9}", "did you mean 'USD'"),
        ("timeout = -1", "timeout: Input should be greater than 0"),
        ("crew = [", "cannot be read"),
    ],
)
def test_what_is_wrong_in_the_file_is_named(file: Path, text: str, named: str) -> None:
    file.write_text(text)
    with pytest.raises(SetupError) as error:
        load_settings()
    assert named in str(error.value)
    assert file.name in str(error.value)


def test_a_wrong_variable_is_named_and_its_value_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIRECTOR_TIMEOUT", KEY)
    with pytest.raises(SetupError) as error:
        load_settings()
    assert "DIRECTOR_TIMEOUT" in str(error.value)
    assert KEY not in str(error.value)


def test_the_doctor_says_what_would_be_used_and_never_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://me:{KEY}@localhost:1/v1?token={KEY}")
    monkeypatch.setenv("DIRECTOR_MODEL_CRITIC", "gpt-5.4-mini")
    said = CliRunner().invoke(app, ["doctor", "--lang", "en"]).stdout
    assert KEY not in said
    assert "http://localhost:1/v1" in said
    assert "critic, gpt-5.4-mini" in said
    assert KEY not in repr(load_settings()) + repr(load_settings().endpoint("critic"))


def test_without_a_key_the_doctor_finds_the_house() -> None:
    assert "Crew: built in" in CliRunner().invoke(app, ["doctor", "--lang", "en"]).stdout


def test_a_model_crew_without_anybody_to_ask_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    made = CliRunner().invoke(app, ["make", "--brief", "a night road", "--crew", "model", "--out", str(tmp_path / "f")])
    assert made.exit_code == SetupError.exit_code
    assert "OPENAI_API_KEY" in made.stdout
    assert not (tmp_path / "f").exists()


def test_models_that_listen_come_from_the_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[hearing]\nspeech_model = "small"\nbeat_model = "final0"\n', "utf-8")
    monkeypatch.setenv("DIRECTOR_SETTINGS", str(file))
    helpers = helpers_here(load_settings().hearing)
    assert (helpers.speech_model, helpers.neural, helpers.beat_model) == ("small", "prefer", "final0")
    assert helpers.separation_model is None
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    said = CliRunner().invoke(app, ["doctor", "--lang", "en"]).stdout
    assert "small" in said
    assert "final0" in said
    monkeypatch.setenv("DIRECTOR_SPEECH_MODEL", "tiny")
    assert load_settings().hearing.speech_model == "tiny"
    file.write_text('[hearing]\nspeach_model = "small"\n', "utf-8")
    with pytest.raises(SetupError, match="speech_model"):
        load_settings()


def test_without_models_the_doctor_says_what_listens() -> None:
    said = CliRunner().invoke(app, ["doctor", "--lang", "en"]).stdout
    assert "placed by the voice" in said
    assert "without trained models" in said
