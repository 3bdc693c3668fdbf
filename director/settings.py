"""What the operator has set: read once, at the edge. The environment wins over the file; nothing set means no network.

The file is ~/.config/director/settings.toml, or what DIRECTOR_SETTINGS names. Its keys are the fields of `Settings`;
`[roles.critic]` and its like set a model, an endpoint or a key for one role, `[prices."some-model"]` a price,
`[rates]` what a unit of a vendor's currency costs in the film's, such as `USD = {EUR = 0.86}`.
"""

import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, get_args
from urllib.parse import urlsplit, urlunsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from director.errors import SetupError
from director.model import CrewKind, CrewRole, Currency, StyleLora

ROLES: tuple[CrewRole, ...] = get_args(CrewRole)
CrewChoice = Literal["house", "model", "auto"]
EyesChoice = Literal["model", "local", "off"]
"""model: the critic's chat model looks; local: a vision model on this machine; off: takes are only measured."""
NeuralChoice = Literal["off", "prefer", "require"]
"""prefer: our own ears where a trained model is missing, with a note; require: a missing one ends the run."""

OPENAI = "https://api.openai.com/v1"
DEFAULT_MODEL = "gpt-6.1-terra"
"""Asked at OpenAI when no model is named: of the middle of the vendor's list (2026-11). Not tried here."""

_ENVIRONMENT: Mapping[str, tuple[str, ...]] = {
    "OPENAI_API_KEY": ("api_key",),
    "OPENAI_BASE_URL": ("base_url",),
    "DIRECTOR_MODEL": ("model",),
    "DIRECTOR_CREW": ("crew",),
    "DIRECTOR_EYES": ("eyes",),
    "DIRECTOR_EYES_MODEL": ("eyes_model",),
    "DIRECTOR_SPEECH_MODEL": ("hearing", "speech_model"),
    "DIRECTOR_TIMEOUT": ("timeout",),
    "DIRECTOR_STALL": ("stall",),
    "DIRECTOR_AT_ONCE": ("at_once",),
    "DIRECTOR_MAX_TOKENS": ("max_tokens",),
    **{f"DIRECTOR_MODEL_{role.upper()}": ("roles", role, "model") for role in ROLES},
    **{f"DIRECTOR_BASE_URL_{role.upper()}": ("roles", role, "base_url") for role in ROLES},
    **{f"DIRECTOR_API_KEY_{role.upper()}": ("roles", role, "api_key") for role in ROLES},
}
"""Variable -> where it goes. An empty variable counts as not set."""

Tokens = Annotated[int, Field(ge=64, le=1_000_000)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RoleSettings(_Part):
    """What one role has of its own; empty fields take the common ones."""

    model: str = ""
    base_url: str = Field("", repr=False, description="may hold a password: never shown whole")
    api_key: SecretStr | None = None
    max_tokens: Tokens | None = None
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None


class ModelPrice(_Part):
    """A model's price for a million tokens."""

    input: Annotated[float, Field(ge=0)]
    output: Annotated[float, Field(ge=0)]
    cached: Annotated[float, Field(ge=0)] | None = Field(None, description="input that the vendor had kept")
    picture_tokens: Annotated[int, Field(ge=0)] = Field(8_000, description="the most that one picture may count for")
    currency: Currency = "USD"


class Endpoint(_Part):
    """Where one role asks, and what."""

    base_url: str = Field(repr=False)
    model: str = Field(description="empty: the first one that the endpoint lists")
    api_key: SecretStr | None = None
    max_tokens: int = 16_000
    temperature: float | None = None
    key_variable: str = "OPENAI_API_KEY"
    model_variable: str = "DIRECTOR_MODEL"

    @property
    def host(self) -> str:
        """The endpoint's address for people: no key, no password, no query."""
        return public_address(self.base_url)


class CardSettings(_Part):
    """How this machine's card is used for filming."""

    models: dict[str, Path] = Field({}, description="model name -> folder of its weights; else the hub's cache")
    catalog: Path | None = Field(None, description="a folder with catalog files of models of one's own")
    territory: str = Field("", description="ISO code of the country, or EU: some licences exclude territories")
    accepted: tuple[str, ...] = Field((), description="models whose licence was read and is kept in spite of a warning")
    fast: bool = Field(False, description="caches and compiling: sooner, with a slightly different picture")
    music: str = Field("", description="a MusicGen model that composes instead of the house: folder or hub name")
    styles: tuple[StyleLora, ...] = Field((), description="LoRAs of one's own: file, folder or hub name, models, scale")


class HearingSettings(_Part):
    """Which optional models help to listen. A model is a folder or a name on its hub; empty: our own ears."""

    speech_model: str = Field("", description="faster-whisper: gives plain lyrics their times")
    beat_model: str = Field("", description="Beat This!: beats and bars")
    separation_model: str = Field("", description="Demucs: the voice alone, where plain lyrics are placed by it")
    neural: NeuralChoice = Field("prefer", description="what a missing beat or separation model means")


class Settings(BaseSettings):
    """Everything the operator may set."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid")

    crew: CrewChoice = Field("auto", description="auto: model where a key or an address is set, else house")
    api_key: SecretStr | None = None
    base_url: str = Field("", repr=False, description="may hold a password: never shown whole")
    model: str = ""
    eyes: EyesChoice = "model"
    eyes_model: str = Field("", description="local eyes: the folder of a vision model, or its name on the hub")
    timeout: Annotated[float, Field(gt=0, le=3600)] = Field(300.0, description="s for one question, all tries together")
    stall: Annotated[float, Field(gt=0, le=3600)] = Field(90.0, description="s of silence before an ask is given up")
    at_once: Annotated[int, Field(ge=1, le=64)] = Field(4, description="questions under way at one time")
    max_tokens: Tokens = Field(16_000, description="the most that one answer may have")
    roles: dict[CrewRole, RoleSettings] = {}
    prices: dict[str, ModelPrice] = {}
    rates: dict[Currency, dict[Currency, Annotated[float, Field(gt=0)]]] = {}
    card: CardSettings = CardSettings()
    hearing: HearingSettings = HearingSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given, then the environment, then the file; no other source."""
        return (init_settings, _Variables(settings_cls), _File(settings_cls))

    @property
    def kind(self) -> CrewKind:
        """Which crew these settings ask for."""
        match self.crew:
            case "house":
                return "house"
            case "model":
                return "model"
            case "auto":
                return "model" if self.reachable else "house"

    @property
    def reachable(self) -> bool:
        """Whether there is anybody to ask: a key, or an address."""
        return bool(self.api_key or self.base_url)

    def endpoint(self, role: CrewRole) -> Endpoint:
        """Return where a role asks.

        A common key never goes to an address that only the role has: it belongs to another vendor.

        Raises:
            SetupError: there is nobody to ask; the message names the variables.
        """
        own = self.roles.get(role, RoleSettings())
        if not (own.api_key or own.base_url or self.reachable):
            raise SetupError(
                "the model crew needs OPENAI_API_KEY, or OPENAI_BASE_URL for an endpoint of your own; "
                "without them: --crew house"
            )
        elsewhere = bool(own.base_url) and own.base_url != self.base_url
        base_url = own.base_url or self.base_url or OPENAI
        known = "" if elsewhere else self.model
        return Endpoint(
            base_url=base_url,
            model=own.model or known or (DEFAULT_MODEL if base_url == OPENAI else ""),
            api_key=own.api_key or (None if elsewhere else self.api_key),
            max_tokens=own.max_tokens or self.max_tokens,
            temperature=own.temperature,
            key_variable=f"DIRECTOR_API_KEY_{role.upper()}" if own.api_key or elsewhere else "OPENAI_API_KEY",
            model_variable=f"DIRECTOR_MODEL_{role.upper()}" if own.model or elsewhere else "DIRECTOR_MODEL",
        )

    def secrets(self) -> tuple[str, ...]:
        """Return every secret value, for redaction: keys, and passwords inside addresses."""
        keys = [self.api_key, *(role.api_key for role in self.roles.values())]
        found = [key.get_secret_value() for key in keys if key]
        for address in (self.base_url, *(role.base_url for role in self.roles.values())):
            parts = urlsplit(address)
            found += [part for part in (parts.username, parts.password, parts.query) if part]
        return tuple(dict.fromkeys(found))


def load_settings() -> Settings:
    """Read environment and file.

    Raises:
        SetupError: the file cannot be read, or something set is not understood; the nearest right key is named.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise SetupError("; ".join(_fault(each["loc"], each["msg"]) for each in error.errors())) from None


def settings_file() -> Path:
    """Return the file of settings that counts here; it need not exist."""
    named = os.environ.get("DIRECTOR_SETTINGS")
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return Path(named).expanduser() if named else home / "director" / "settings.toml"


def public_address(base_url: str) -> str:
    """Return an address without user, password and query."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    try:
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        port = ""
    return urlunsplit((parts.scheme, host + port, parts.path.rstrip("/"), "", ""))


class _Variables(PydanticBaseSettingsSource):
    """The environment, by the names above."""

    def get_field_value(self, field: object, field_name: str) -> tuple[object, str, bool]:
        """Not used: all variables are read at once."""
        return None, field_name, False

    def __call__(self) -> dict[str, object]:
        found: dict[str, object] = {}
        for variable, path in _ENVIRONMENT.items():
            given = os.environ.get(variable, "").strip()
            if given:
                _put(found, path, given)
        return found


class _File(PydanticBaseSettingsSource):
    """The TOML file."""

    def get_field_value(self, field: object, field_name: str) -> tuple[object, str, bool]:
        """Not used: the whole file is read at once."""
        return None, field_name, False

    def __call__(self) -> dict[str, object]:
        path = settings_file()
        if not path.is_file():
            if "DIRECTOR_SETTINGS" in os.environ:
                raise SetupError(f"DIRECTOR_SETTINGS names {path}, which is not there")
            return {}
        try:
            return tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SetupError(f"{path} cannot be read: {error}") from error


def _put(tree: dict[str, object], path: tuple[str, ...], value: str) -> None:
    for name in path[:-1]:
        below = tree.setdefault(name, {})
        assert isinstance(below, dict)
        tree = below
    tree[path[-1]] = value


def _fault(place: tuple[int | str, ...], message: str) -> str:
    """Return one fault in words; the given value is not repeated, it may be a secret."""
    names = [str(part) for part in place if part != "[key]"]
    where = ".".join(names)
    if message.startswith("Extra inputs") or place[-1:] == ("[key]",):
        known = _keys_beside(names)
        near = difflib.get_close_matches(names[-1], known, 1, 0.5)
        hint = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known)}"
        return f"{settings_file()}: there is no setting {where!r}; {hint}"
    variable = next((name for name, path in _ENVIRONMENT.items() if list(path) == names and os.environ.get(name)), "")
    return f"{variable or f'{settings_file()}: {where}'}: {message}"


def _keys_beside(names: list[str]) -> tuple[str, ...]:
    match names:
        case [_]:
            return tuple(Settings.model_fields)
        case ["roles", _]:
            return ROLES
        case ["roles", _, _]:
            return tuple(RoleSettings.model_fields)
        case ["hearing", _]:
            return tuple(HearingSettings.model_fields)
        case ["prices", *_]:
            return tuple(ModelPrice.model_fields)
        case _:
            return get_args(Currency)
