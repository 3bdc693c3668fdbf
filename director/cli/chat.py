"""The conversation about one film: what is said becomes a change, shown before it is made, or an answer from facts."""

import shutil
from collections.abc import Iterable

from director import blind
from director.cli.chat_shown import board_lines, change_lines, pitch_lines, spending_lines
from director.cli.film import Film
from director.cli.listener import Listener
from director.cli.progress import speak
from director.errors import ArtistError, BudgetExhausted, ProviderError
from director.model import Approve, Ask, Export, Realise, Replace, Reply, Retake, Settle, Take, Turn, Undo, shot_number
from director.open_questions import OpenQuestion
from director.session import Session, Standing
from director.store import PREVIEW
from director.words import say

COMMANDS = {
    "help": "help", "помощь": "help", "board": "board", "доска": "board", "раскадровка": "board",
    "pitches": "pitches", "идеи": "pitches", "undo": "undo", "отмена": "undo",
    "quit": "quit", "exit": "quit", "выход": "quit",
}  # fmt: skip
"""What can be typed after a slash, in both languages."""

_CHOICES: dict[str, blind.Choice] = {
    "a": "A", "а": "A", "1": "A", "b": "B", "б": "B", "в": "B", "2": "B",
    "same": "same", "=": "same", "no difference": "same", "одинаково": "same", "одинаковые": "same",
    "нет разницы": "same",
}  # fmt: skip
"""What is answered in a blind showing; Cyrillic letters that look like A and B count as those."""

_AT_ONCE = 3
"""Open questions that are asked one after another; the rest waits for the next time."""


class Conversation:
    """Talks until the artist leaves. The film stands at its gate whenever the artist is asked something."""

    def __init__(self, film: Film, *, yes: bool, alone: bool, lines: Iterable[str] | None = None) -> None:
        """`yes`: make changes without asking. `alone`: nobody at a terminal, lines come from a pipe or from `lines`."""
        self._film = film
        self._session: Session = film.session
        self._language = film.language
        self._yes = yes
        self._ear = Listener(film.language, alone=alone, lines=lines)
        self._before = ""
        """A sentence that was answered by a question: the next one may be its other half."""

    async def run(self) -> int:
        """Greet, listen, carry out; return 0 when the artist leaves, by a word, the end of input or Ctrl-C."""
        await self._session.go()
        try:
            await self._greet()
            while (line := self._ear.line()) is not None:
                if line and not await self._said(line):
                    break
        except KeyboardInterrupt:
            speak("")
        speak(say("talk_left", self._language, folder=self._film.folder))
        return 0

    async def _greet(self) -> None:
        standing = await self._session.standing()
        assert standing.project.treatment is not None
        self._where(standing)
        speak(say("talk_hello", self._language, logline=standing.project.treatment.logline))
        await self._questions()

    def _where(self, standing: Standing) -> None:
        project = standing.project
        stage = "draft" if project.draft else "shooting" if project.approved else "board"
        facts = {"shots": standing.shots, "takes": standing.takes, "spent": standing.totals.spent}
        speak(say(f"status_{stage}", self._language, folder=self._film.folder, **facts))
        if project.draft:
            speak(self._session.weakest())

    async def _said(self, line: str) -> bool:
        """Answer one line; return whether to go on listening. What fails is told, and the film stays as it was."""
        try:
            if line.startswith("/"):
                return await self._command(line)
            await self._sentence(line)
        except ArtistError as error:
            speak(say(error.key, self._language, **error.values))
        except ProviderError as error:
            speak(say("provider_error", self._language, what=str(error), folder=str(self._film.folder)))
        except BudgetExhausted as error:
            speak(say("budget_exhausted", self._language, what=str(error)))
        return True

    async def _command(self, line: str) -> bool:
        word = line[1:].partition(" ")[0].lower()
        match COMMANDS.get(word):
            case "help":
                speak(say("talk_help", self._language))
            case "board":
                standing, quote = await self._session.standing(), await self._session.quote()
                for row in board_lines(standing, self._session.view(), quote, self._film.folder, _width()):
                    speak(row)
            case "pitches":
                for row in pitch_lines(self._session.view().treatment, self._language, _width()):
                    speak(row)
            case "undo":
                await self._carry(Undo())
            case "quit":
                return False
            case _:
                speak(say("talk_unknown_command", self._language, command=line))
        return True

    async def _sentence(self, line: str) -> None:
        reply = await self._session.understand(line)
        if reply.turn is None and self._before:
            whole = await self._session.understand(f"{self._before} {line}")
            reply = whole if whole.turn is not None else reply
        if reply.turn is None:
            self._before = line
            speak(reply.question)
            return
        self._before = ""
        await self._reply(reply, reply.turn)

    async def _reply(self, reply: Reply, turn: Turn) -> None:
        if reply.heard:
            speak(reply.heard)
        if reply.not_understood:
            speak(say("left_out", self._language, words=", ".join(reply.not_understood)))
        match turn:
            case Ask():
                speak(await self._session.explain(turn))
                if turn.about == "which take" and turn.shot is not None and self._session.rivals(turn.shot):
                    await self._offer(turn.shot)
            case Export():
                await self._film.export()
            case Approve():
                await self._approve(turn)
            case _:
                await self._carry(turn)

    async def _approve(self, turn: Approve) -> None:
        """Say what shooting costs, and shoot when that is agreed to."""
        standing, quote = await self._session.standing(), await self._session.quote()
        if standing.project.approved and self._session.complete():
            speak(say("talk_all_shot", self._language, spent=standing.totals.spent))
            return
        board, minutes = (self._film.folder / "storyboard.html").resolve(), max(1, round(quote.seconds / 60))
        shots = standing.shots
        speak(say("board_ready", self._language, shots=shots, board=board, price=quote.money, minutes=minutes))
        for row in spending_lines(await self._session.foresee(turn), self._language):
            speak(row)
        if not self._agreed():
            return
        if turn.preview:
            await self._session.answer(turn)
            speak(say("preview_is_at", self._language, film=(self._film.folder / PREVIEW).resolve()))
            return
        await self._film.whole(ask=False, preview=False)
        await self._questions()

    async def _carry(self, turn: Turn) -> None:
        """Show what a turn would change, and make it when that is agreed to."""
        foreseen = await self._session.foresee(turn)
        for row in change_lines(turn, foreseen, self._session.view()):
            speak(row)
        if foreseen.nothing and not isinstance(turn, Settle | Undo):
            return
        paid = foreseen.quote.money.micros > 0 or isinstance(turn, Realise | Replace)
        if not self._agreed(free=not paid):
            return
        await self._made(await self._session.answer(turn))

    def _agreed(self, *, free: bool = False) -> bool:
        """Whether to go on: asked at a terminal; without one only what is free goes on, unless --yes was given."""
        if self._yes:
            return True
        match self._ear.agrees(say("talk_ask", self._language)):
            case "yes":
                return True
            case "no":
                speak(say("talk_not_done", self._language))
                return False
            case "nobody":
                if not free:
                    speak(say("talk_needs_flag", self._language))
                return free

    async def _made(self, standing: Standing) -> None:
        if standing.project.approved and self._session.complete():
            await self._film.export()
            await self._questions()
            return
        speak(say("talk_done", self._language, board=(self._film.folder / "storyboard.html").resolve()))
        speak(say("talk_say_go", self._language))

    async def _questions(self) -> None:
        """Ask what only the artist can decide; at a terminal, for what is left open elsewhere is only told."""
        for question in self._session.questions()[:_AT_ONCE]:
            if question.pair is not None:
                takes = sum(take.shot == question.shot for take in self._session.view().takes)
                speak(say("talk_pair", self._language, shot=shot_number(question.shot), takes=takes))
                await self._offer(question.shot)
            else:
                await self._take_or_try(question)

    async def _take_or_try(self, question: OpenQuestion) -> None:
        number = shot_number(question.shot)
        why = question.verdict.reason or " ".join(f.evidence for f in question.verdict.findings if f.met != "yes")
        speak(say("talk_open", self._language, shot=number, why=why))
        speak(say("talk_open_file", self._language, file=(self._film.folder / question.take.file).resolve()))
        if self._ear.alone:
            return
        match self._ear.line(say("talk_open_ask", self._language)):
            case "1":
                await self._session.answer(Settle(shot=question.shot, why="taken", take=question.take.attempt))
            case "2":
                await self._carry(Retake(shots=(question.shot,)))
            case _:
                speak(say("talk_blind_later", self._language))

    async def _offer(self, shot: str) -> None:
        """Offer the two best takes of a shot blind; nobody is asked where nobody sits at a terminal."""
        pair = self._session.rivals(shot)
        if pair is not None and self._ear.agrees(say("talk_blind_offer", self._language)) == "yes":
            await self._blind(pair)

    async def _blind(self, pair: blind.Pair) -> None:
        """Show the two best takes of a shot in both orders; close the shot by what was chosen."""
        shot, number = pair.shot, shot_number(pair.shot)
        standing = await self._session.standing()
        shown = blind.showing(pair, standing.project.brief.seed)
        try:
            first = self._choice(shown.first, 1)
            second = self._choice(shown.second, 2) if first is not None else None
        finally:
            blind.clear(self._film.folder)
        if first is None or second is None:
            speak(say("talk_blind_later", self._language))
            return
        chosen = shown.chosen(first, second)
        if chosen is None:
            await self._session.answer(Settle(shot=shot, why="no difference"))
            speak(say("talk_blind_same", self._language, shot=number))
            return
        await self._session.answer(Settle(shot=shot, why="taken", take=chosen.attempt))
        speak(say("talk_blind_chosen", self._language, take=chosen.attempt))

    def _choice(self, takes: tuple[Take, Take], round_: int) -> blind.Choice | None:
        """Lay out two takes and return which one is better, None where that is left open."""
        a, b = blind.lay_out(takes, self._film.folder, round_)
        words = "talk_blind_show" if round_ == 1 else "talk_blind_again"
        speak(say(words, self._language, a=a.resolve(), b=b.resolve()))
        while (said := self._ear.line(say("talk_blind_ask", self._language))) is not None:
            choice = _CHOICES.get(said.lower().strip(" .!«»\"'"))
            if choice is not None or not said:
                return choice
            speak(say("talk_blind_what", self._language))
        return None


def _width() -> int:
    return min(110, max(60, shutil.get_terminal_size((100, 24)).columns))
