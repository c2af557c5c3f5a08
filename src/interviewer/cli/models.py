"""`models`: which language models there are, and which one is used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.cards import Lang
from interviewer.cli.output import note, say

if TYPE_CHECKING:
    from interviewer.models.tuning import Tuning

app = typer.Typer(help="Which language models there are, and which one is used.")


@app.command("list")
def list_() -> None:
    """List the models the program knows of, what fits this machine, and the one in use."""
    from interviewer import settings
    from interviewer.models.catalogue import CATALOGUE
    from interviewer.models.find import resolve
    from interviewer.models.machine import memory_bytes
    from interviewer.models.report_card import badge
    from interviewer.parts import Parts

    with Parts(settings.load()) as parts:
        chosen = parts.settings.llm
        say(f"in use: {chosen.url or resolve(chosen.model)}")
        say(f"        {badge(parts.report_card(), Lang.EN)}")
    memory = memory_bytes()
    if memory is not None:
        say(f"this machine has {memory / 1e9:.1f} GB of memory")
    for entry in CATALOGUE:
        say(f"  {entry.summary(memory)}")


@app.command()
def use(
    name: Annotated[str, typer.Argument(help="A GGUF file, a model's name, or `starter`.")],
) -> None:
    """Use this model from now on."""
    from interviewer import settings
    from interviewer.models.find import resolve

    if name == "starter":
        settings.write("llm", "model", None)
    else:
        settings.write("llm", "model", str(resolve(name).resolve()))
    say(f"in use: {resolve(settings.load().llm.model)}")


@app.command()
def path() -> None:
    """Print the path of the model in use."""
    from interviewer import settings
    from interviewer.models.find import resolve

    say(str(resolve(settings.load().llm.model)))


@app.command()
def get(name: Annotated[str, typer.Argument(help="A name from `models list`.")]) -> None:
    """Download a model. The only command that connects to another machine."""
    import os

    from interviewer import locations

    # Read when the hub's library is first imported, which is below.
    os.environ["HF_HUB_OFFLINE"] = "0"
    from interviewer.models.fetch import get as fetch

    file: Path = fetch(name, locations.models_folder())
    note(f"Use it with: interviewer models use {file}")
    say(str(file))


@app.command()
def tune(
    forget: Annotated[
        bool, typer.Option("--forget", help="Compute as if nothing had been measured.")
    ] = False,
) -> None:
    """Measure how this machine computes fastest with the model in use, and keep to it.

    Half a minute with the starter, minutes with a large model; leave the machine alone
    meanwhile. What llama-cpp-python takes by itself stays unless something is clearly faster.
    """
    from interviewer import settings
    from interviewer.errors import InputError
    from interviewer.models import identity, tuning
    from interviewer.models.find import resolve

    chosen = settings.load().llm
    if chosen.url:
        raise InputError("The model in use is a server's, which computes in its own way.")
    path = resolve(chosen.model)
    if forget:
        tuning.forget(identity.of_file(path))
        say(f"forgotten what was measured for {path.name}")
        return
    from interviewer.adapters.llama_tuning import tune as measure

    tuned = measure(path, tell=lambda stage: note(f"{path.stem}: {stage}"))
    file = tuning.keep(identity.of_file(path), tuned)
    say(f"by itself: {_way(tuned.default, tuned.default_rates)}")
    say(f"from now on: {_way(tuned.chosen, tuned.chosen_rates)}")
    note(f"kept in {file}")


def _way(how: Tuning, rates: tuple[float, float]) -> str:
    shape = how.shape
    return (
        f"{how.threads} threads to write, {how.prompt_threads} to read, flash attention "
        f"{'on' if shape.flash else 'off'}, cache {shape.cache}, {shape.micro_batch} tokens at once: "
        f"{rates[0]} tokens/s read, {rates[1]} written"
    )
