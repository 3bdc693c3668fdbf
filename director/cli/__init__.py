"""The command line. Nothing heavy is imported before a command runs: `director --help` answers at once."""

import signal
from pathlib import Path
from typing import Annotated, Literal

import typer

app = typer.Typer(
    name="director",
    help="A song and a brief become a music video draft, cut on the song's own clock.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Lang = Annotated[Literal["ru", "en"] | None, typer.Option("--lang", help="Language of the answers.")]
Folder = Annotated[Path, typer.Argument(help="The film's folder.", show_default=False)]
Latest = Annotated[Path | None, typer.Argument(help="The film's folder.  [default: the latest under films/]")]
CrewName = Annotated[
    Literal["house", "model"] | None,
    typer.Option("--crew", help="house: built in, no network; model: a language model.  [default: model with a key]"),
]
Bpm = Annotated[float | None, typer.Option("--bpm", help="The song's tempo, if it is heard wrongly.")]
BarOne = Annotated[str | None, typer.Option("--bar-one", help="When a bar begins, such as 0:03.2.")]
Metre = Annotated[str | None, typer.Option("--metre", help="4/4, 3/4, 6/8, ...")]
Sections = Annotated[list[str] | None, typer.Option("--section", help='Such as "1:02 chorus"; may be repeated.')]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask: shoot within the limits and export.")]


@app.command()
def make(
    brief: Annotated[str, typer.Option("--brief", "-b", help="What the film is about: a text, or a file with it.")],
    song: Annotated[Path | None, typer.Argument(help="The song; without one, music is composed.")] = None,
    refs: Annotated[Path | None, typer.Option(help="A folder of your photos and footage.")] = None,
    remake: Annotated[Path | None, typer.Option(help="An old clip to make anew: its rhythm, not its pictures.")] = None,
    lyrics: Annotated[Path | None, typer.Option(help="Lyrics: .lrc, .srt, .ass, .vtt, UltraStar, plain.")] = None,
    bpm: Bpm = None,
    bar_one: BarOne = None,
    metre: Metre = None,
    section: Sections = None,
    out: Annotated[Path | None, typer.Option(help="Where the film goes.  [default: films/<song>]")] = None,
    form: Annotated[str | None, typer.Option(help="story, performance, mood, one-take or mixed.")] = None,
    style: Annotated[str | None, typer.Option(help="painted, cartoon, photoreal, vhs, ink, paper, ...")] = None,
    aspect: Annotated[str, typer.Option("--format", help="16:9, 9:16 or 1:1.")] = "16:9",
    size: Annotated[str, typer.Option(help="360p, 480p, 720p, 1080p or 4k.")] = "720p",
    fps: Annotated[str, typer.Option(help="Frames a second: 24, 25, 30, 24000/1001, ...")] = "24",
    window: Annotated[str | None, typer.Option(help="The part of the song to film, such as 0:30-1:00.")] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Ten seconds around the turn of the song first.")] = False,
    seed: Annotated[int, typer.Option(help="Another number gives another film.")] = 1,
    budget: Annotated[str | None, typer.Option(help="The most it may cost, such as 5EUR.")] = None,
    max_attempts: Annotated[int, typer.Option(help="Takes a shot may have.", min=1, max=20)] = 4,
    crew: CrewName = None,
    lang: Lang = None,
    yes: Yes = False,
) -> None:
    """Make a film from a song and a brief."""
    from director.cli import films

    wish = films.Wish(
        song=song, brief=brief, refs=refs, remake=remake, lyrics=lyrics, bpm=bpm, bar_one=bar_one, metre=metre,
        sections=tuple(section or ()), out=out, form=form, style=style, aspect=aspect, size=size,
        fps=fps, window=window, seed=seed, budget=budget, max_attempts=max_attempts, crew=crew, lang=lang,
    )  # fmt: skip
    raise typer.Exit(films.make(wish, preview=preview, yes=yes))


@app.command()
def run(
    scenario: Annotated[str | None, typer.Argument(help="A scenario's name.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All scenarios, one after another.")] = False,
    out: Annotated[Path, typer.Option(help="The folder for the films.")] = Path("films"),
    size: Annotated[str | None, typer.Option(help="360p, 480p, 720p, 1080p or 4k.")] = None,
    crew: CrewName = None,
    lang: Lang = None,
) -> None:
    """Make the film of a scenario that comes with director."""
    from director.cli import films

    raise typer.Exit(films.run_scenarios(scenario, every=every, out=out, size=size, crew=crew, lang=lang))


@app.command()
def resume(folder: Latest = None, yes: Yes = False, lang: Lang = None) -> None:
    """Go on with a film that was stopped."""
    from director.cli import films

    raise typer.Exit(films.resume(folder, yes=yes, lang=lang))


@app.command()
def status(folder: Latest = None, lang: Lang = None) -> None:
    """Say where a film stands, what it cost and what is weakest in it."""
    from director.cli import films

    raise typer.Exit(films.status(folder, lang=lang))


@app.command()
def turn(
    folder: Folder,
    sentence: Annotated[str, typer.Argument(help="What to change, in your words.", show_default=False)],
    lang: Lang = None,
) -> None:
    """Change a film by a sentence: "night in shot 3", «сделай припев быстрее», «почему кадр 5 слабый?»."""
    from director.cli import films

    raise typer.Exit(films.turn(folder, sentence, lang=lang))


@app.command("chat")
def talk(folder: Latest = None, yes: Yes = False, lang: Lang = None) -> None:
    """Talk about a film: what it is, what it costs, what to change. Every change is shown before it is made."""
    from director.cli import films

    raise typer.Exit(films.chat(folder, yes=yes, lang=lang))


@app.command()
def export(folder: Latest = None, lang: Lang = None) -> None:
    """Write the film's papers anew: contact sheet, poster, timeline, report."""
    from director.cli import films

    raise typer.Exit(films.export(folder, lang=lang))


@app.command("film")
def realise(
    folder: Latest = None,
    draft: Annotated[bool, typer.Option("--draft", help="Go back to the drawn draft.")] = False,
    yes: Yes = False,
    lang: Lang = None,
) -> None:
    """Make the drawn film with the models of this machine's card."""
    from director.cli import films

    raise typer.Exit(films.realise(folder, "draft" if draft else "film", yes=yes, lang=lang))


@app.command()
def route(
    folder: Latest = None,
    as_if: Annotated[float | None, typer.Option(help="As if a card of so many GB were here.")] = None,
    lang: Lang = None,
) -> None:
    """Say who would make each shot and why, before anything is spent."""
    from director.cli import cards

    raise typer.Exit(cards.route(folder, as_if, lang))


@app.command()
def pin(
    folder: Folder,
    renderer: Annotated[str, typer.Argument(help="A model of the catalog; '-' lets the router choose again.")],
    shot: Annotated[list[str] | None, typer.Option("--shot", help="A shot's number; may be repeated.")] = None,
    section: Annotated[list[int] | None, typer.Option("--section", help="A section's number, from 1.")] = None,
    lang: Lang = None,
) -> None:
    """Have a shot, a section or the whole film made by the model that you name."""
    from director.cli import cards

    raise typer.Exit(cards.pin(folder, renderer, tuple(shot or ()), tuple(section or ()), lang))


@app.command()
def gpu(lang: Lang = None) -> None:
    """Say what this machine's card can run, with what was measured."""
    from director.cli import cards

    raise typer.Exit(cards.gpu(lang))


@app.command()
def warm(
    model: Annotated[str, typer.Argument(help="A model of the catalog.", show_default=False)],
    yes: Yes = False,
    lang: Lang = None,
) -> None:
    """Fetch a model's weights, after its licence."""
    from director.cli import cards

    raise typer.Exit(cards.warm(model, lang, yes=yes))


@app.command("listen")
def listen_to(
    song: Annotated[Path, typer.Argument(help="The song.", show_default=False)],
    lyrics: Annotated[Path | None, typer.Option(help="Lyrics in any format; those beside the song otherwise.")] = None,
    json_out: Annotated[bool, typer.Option("--json", help="Print the whole map as JSON.")] = False,
    plot: Annotated[Path | None, typer.Option(help="Draw what was heard: a .png file.")] = None,
    click: Annotated[Path | None, typer.Option(help="The song with a click on every beat: a .wav file.")] = None,
    save_lyrics: Annotated[Path | None, typer.Option(help="Write the timed lyrics: .lrc, .srt, .ass, .vtt.")] = None,
    bpm: Bpm = None,
    bar_one: BarOne = None,
    metre: Metre = None,
    section: Sections = None,
    tap: Annotated[bool, typer.Option("--tap", help="Tap the beat on the return key while the song plays.")] = False,
    taps: Annotated[Path | None, typer.Option(help="A file of tapped times, in seconds, one a line.")] = None,
    window: Annotated[str | None, typer.Option(help="The part of the song, such as 0:30-1:00.")] = None,
    speech_model: Annotated[str | None, typer.Option(help="A faster-whisper model: folder or name.")] = None,
    lang: Lang = None,
) -> None:
    """Say what is heard in a song: tempo, bars, sections, voice, words; draw it, click along, correct it."""
    from director.cli import listen

    given = listen.Listening(
        song=song, lyrics=lyrics, plot=plot, click=click, save_lyrics=save_lyrics, bpm=bpm, bar_one=bar_one,
        metre=metre, sections=tuple(section or ()), tap=tap, taps=taps, window=window, speech_model=speech_model,
        as_json=json_out, lang=lang,
    )  # fmt: skip
    raise typer.Exit(listen.listen(given))


@app.command("say")
def say_line(
    text: Annotated[str, typer.Argument(help="The words.", show_default=False)],
    out: Annotated[Path, typer.Option(help="The WAV file to write.")] = Path("line.wav"),
    voice: Annotated[str, typer.Option(help="espeak, or a VITS model: its folder or hub name.")] = "espeak",
    over: Annotated[Path | None, typer.Option(help="A song to lay the line over; its length stays.")] = None,
    at: Annotated[float, typer.Option(help="Second of the song at which the line begins.")] = 0.0,
    lang: Lang = None,
) -> None:
    """Speak a line into a file, alone or over a song."""
    from director.cli import voice as speaking

    raise typer.Exit(speaking.line(text, out, voice, over, at, lang))


@app.command()
def doctor(lang: Lang = None) -> None:
    """Say what is here, what would be used, and how to get what is missing."""
    from director.cli import health

    raise typer.Exit(health.report(lang))


def main() -> None:
    """Entry point of the `director` command. To be ended (SIGTERM) is to be interrupted (Ctrl-C): a clean stop."""
    # A shell starts background commands deaf to SIGINT; then neither Ctrl-C nor SIGTERM would stop the film cleanly.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    app()
