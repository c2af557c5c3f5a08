"""Every setting, with a sentence each. The only reader of the environment and the config file.

Order, strongest first: the environment (`INTERVIEWER_<GROUP>__<NAME>`), the config
file, the default. The addresses of databases are read from the environment only.
`load().llm.model`
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from interviewer import locations
from interviewer.errors import InputError

# Addresses of servers, passwords and all: what is backed up and restored must not hold them.
OUTSIDE = ("history", "chroma")


class LlmSettings(BaseModel):
    """The language model that phrases questions and writes critiques."""

    model: str | None = Field(
        default=None, description="Path of a GGUF file; unset: the starter model."
    )
    url: str | None = Field(
        default=None, description="An OpenAI-compatible server instead of a file."
    )
    enabled: bool = Field(
        default=True, description="Off: everything is composed, nothing is generated."
    )
    threads: int | None = Field(
        default=None, ge=1, le=256, description="CPU threads; unset: all cores."
    )
    context: int = Field(default=4096, ge=512, le=131072, description="Context length in tokens.")


class EmbedderSettings(BaseModel):
    """The model that places texts in a space where near means alike."""

    model: str | None = Field(default=None, description="Folder of a sentence-transformers model.")
    threads: int | None = Field(
        default=None, ge=1, le=256, description="CPU threads; unset: all cores."
    )


class HistorySettings(BaseModel):
    """Where cards, sittings, answers and grades are kept."""

    url: SecretStr | None = Field(
        default=None,
        description="A PostgreSQL database: postgresql+psycopg://name@host/database; unset: a file.",
    )


class ChromaSettings(BaseModel):
    """Where the vectors of the cards are kept."""

    url: SecretStr | None = Field(
        default=None, description="A Chroma server: http://host:port; unset: a folder."
    )


class UiSettings(BaseModel):
    """The page."""

    host: str = Field(default="127.0.0.1", description="Address the page is served on.")
    port: int = Field(default=7860, ge=1, le=65535, description="Port the page is served on.")
    names: list[str] = Field(
        default=[], description="Further host names of the page, such as that of a proxy."
    )


class Servers(BaseSettings):
    """Where things are kept, when not in the folder. Read from the environment only.

    So a config file that is broken, or comes out of somebody's backup, has no say in it.
    """

    model_config = SettingsConfigDict(
        env_prefix="INTERVIEWER_", env_nested_delimiter="__", extra="ignore"
    )

    history: HistorySettings = HistorySettings()
    chroma: ChromaSettings = ChromaSettings()


class Settings(Servers):
    """All settings together."""

    llm: LlmSettings = LlmSettings()
    embedder: EmbedderSettings = EmbedderSettings()
    ui: UiSettings = UiSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment over config file; no .env files, no secrets folder."""
        del dotenv_settings, file_secret_settings
        file = TomlConfigSettingsSource(settings_cls, locations.config_file())
        for group in OUTSIDE:
            if group in file():
                raise InputError(
                    f"{locations.config_file()} names a server of the group {group}. Its address is "
                    f"read from the environment only: INTERVIEWER_{group.upper()}__URL."
                )
        return init_settings, env_settings, file


def load() -> Settings:
    """The settings in force. Raises InputError when one of them cannot be used."""
    try:
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _broken(error) from error
    except ValidationError as error:
        first = error.errors()[0]
        name = "__".join(str(part) for part in first["loc"]).upper()
        raise InputError(f"Setting INTERVIEWER_{name}: {first['msg']}.") from error


def servers() -> Servers:
    """Where things are kept, whatever the config file looks like."""
    return Servers()


def write(group: str, name: str, value: str | int | bool | None) -> Path:
    """Keep one setting in the config file (None removes it); returns the file.

    Raises InputError when the file as it is cannot be read.
    """
    path = locations.config_file()
    groups = _groups(path)
    groups.setdefault(group, {}).pop(name, None)
    if value is not None:
        groups[group][name] = value
    path.parent.mkdir(parents=True, exist_ok=True)
    text = _as_toml(groups)
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8")
    # At once or not at all, also when the program is killed here.
    part.replace(path)
    return path


def set_outside(group: str, name: str) -> str | None:
    """The environment variable that has the say over a setting, None when the file has it."""
    wanted = f"INTERVIEWER_{group}__{name}".upper()
    return next((held for held in os.environ if held.upper() == wanted), None)


def _as_toml(groups: dict[str, dict[str, Any]]) -> str:
    lines: list[str] = []
    for head, values in groups.items():
        lines.append(f"[{_key(head)}]")
        # A JSON string, number or boolean is a valid TOML one too.
        lines += [
            f"{_key(k)} = {json.dumps(v, ensure_ascii=False, default=str)}"
            for k, v in values.items()
        ]
        lines.append("")
    text = "\n".join(lines)
    try:
        same = tomllib.loads(text) == groups
    except tomllib.TOMLDecodeError:
        same = False
    if not same:
        raise InputError(
            f"{locations.config_file()} holds values that cannot be written again; change it by hand."
        )
    return text


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name, ensure_ascii=False)


def _groups(path: Path) -> dict[str, dict[str, Any]]:
    if not path.is_file():
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _broken(error) from error
    if strange := [name for name, held in found.items() if not isinstance(held, dict)]:
        raise InputError(f"{path} has settings of no group: {', '.join(strange)}; mend it.")
    return found


def _broken(error: Exception) -> InputError:
    return InputError(f"{locations.config_file()} is not valid TOML ({error}); mend or delete it.")
