"""The conversation about one film on the command line."""

from pathlib import Path

from director.cli.chat_shown import spending_lines
from director.cli.progress import agreed, speak
from director.errors import ArtistError, BudgetExhausted, ProviderError
from director.model import Approve, Ask, Export, Language, Note, Pin, Realise, Stage, shot_number
from director.notes import planning_notes
from director.report import understood
from director.session import Session, Standing
from director.steps.trial import told
from director.store import DRAFT, PREVIEW
from director.words import say


class Film:
    """One open film and the person who made it."""

    def __init__(self, session: Session, folder: Path, language: Language) -> None:
        """Keep who speaks about what."""
        self.session = session
        self.folder = folder
        self.language: Language = language

    async def whole(self, *, ask: bool, preview: bool) -> int:
        """Run to the end: the board and its price first, then the film and its papers. What failed is tried anew."""
        planned = (await self.session.standing()).project.board is not None
        self.session.forgive()
        standing = await self.session.go()
        approved = standing.project.approved
        if not planned or not approved:
            self._understood(standing)
        if not approved and preview:
            free = (await self.session.quote()).money.micros == 0
            if ask and not free and not await self._agreed(standing):
                return self._not_approved()
            await self.session.answer(Approve(preview=True))
            speak(say("preview_is_at", self.language, film=(self.folder / PREVIEW).resolve()))
        if not approved and ask and not await self._agreed(standing):
            return self._not_approved()
        if not self.session.complete():
            if not await self._shot(ask=ask):
                return self._not_approved()
            standing = await self.session.standing()
            assert standing.project.draft is not None
            self._tell(standing.project.draft.notes)
        return await self.export()

    async def export(self) -> int:
        """Write the papers; say what is missing, what is weakest and where the film is.

        Raises:
            ArtistError: there is no draft yet.
        """
        standing = await self.session.standing()
        if standing.project.draft is None:
            raise ArtistError("no_draft", folder=str(self.folder))
        if not standing.waiting:
            await self.session.go()
        return self._ending(await self.session.answer(Export()))

    async def turn(self, sentence: str) -> int:
        """Carry out what a sentence asks, answer a question, or ask back."""
        await self.session.go()
        reply = await self.session.understand(sentence)
        if reply.turn is None:
            speak(reply.question)
            return ArtistError.exit_code
        if reply.heard:
            speak(reply.heard)
        if reply.not_understood:
            speak(say("left_out", self.language, words=", ".join(reply.not_understood)))
        if isinstance(reply.turn, Ask):
            speak(await self.session.explain(reply.turn))
            return 0
        if isinstance(reply.turn, Export):
            return await self.export()
        standing = await self.session.answer(reply.turn)
        if standing.project.approved:
            return await self.export()
        board = (self.folder / "storyboard.html").resolve()
        speak(say("changed_board", self.language, board=board, folder=self.folder))
        return 0

    async def realise(self, stage: Stage, *, ask: bool) -> int:
        """Make the film with this machine's models once its price in time is agreed, or go back to the drawn draft."""
        await self.session.go()
        standing = await self.session.answer(Realise(stage=stage))
        self._routes(standing)
        if not standing.project.approved:
            if ask and not await self._agreed(standing):
                return self._not_approved()
            if not await self._shot(ask=ask):
                return self._not_approved()
        return await self.export()

    async def _shot(self, *, ask: bool) -> bool:
        """Approve. After test shots ask once more, or go on unasked if they were good; False for a no.

        Raises:
            ArtistError: nobody is there to ask, and the test shots were not found good.
        """
        if not ask:
            self.session.require_trial()
        standing = await self.session.answer(Approve())
        tested = self.session.trial()
        if tested is None:
            return True
        self._tell(told(tested))
        if not ask:
            self.session.require_trial()
        elif not await self._agreed(standing):
            return False
        await self.session.answer(Approve())
        return True

    async def pin(self, turn: Pin) -> int:
        """Have shots made by the renderer that the artist names; what is filmed already is made when it is approved."""
        await self.session.go()
        standing = await self.session.answer(turn)
        self._routes(standing)
        return 0

    def _routes(self, standing: Standing) -> None:
        for shot, made in standing.project.routes.items():
            speak(f"{shot_number(shot):>4}  {made.renderer}  {say(made.why.key, self.language, **made.why.values)}")

    async def _agreed(self, standing: Standing) -> bool:
        quote = await self.session.quote()
        speak(
            say(
                "board_ready",
                self.language,
                shots=standing.shots,
                board=(self.folder / "storyboard.html").resolve(),
                price=quote.money,
                minutes=max(1, round(quote.seconds / 60)),
            )
        )
        for row in spending_lines(await self.session.foresee(Approve()), self.language):
            speak(row)
        return agreed(say("board_ask", self.language))

    def _not_approved(self) -> int:
        speak(say("not_approved", self.language, folder=self.folder))
        return 0

    def _understood(self, standing: Standing) -> None:
        reading = standing.project.reading
        if reading is None:
            return
        speak(say("understood", self.language, heard=", ".join(understood(standing.project)) or "—"))
        self._tell(planning_notes(standing.project))
        if reading.not_understood:
            speak(say("not_understood", self.language, words=", ".join(reading.not_understood)))

    def _tell(self, notes: tuple[Note, ...]) -> None:
        for note in notes:
            speak(say(note.key, self.language, **note.values))

    def _ending(self, standing: Standing) -> int:
        """Say what the film lacks and where it is; the exit code tells a script the same."""
        assert standing.project.draft is not None
        notes = self.session.shortfalls()
        failed = [note for note in notes if note.key == "shot_failed"]
        if failed and not standing.project.draft.takes:
            speak(say("every_shot_failed", self.language, why=failed[0].values["why"], folder=self.folder))
            return ProviderError.exit_code
        self._tell(notes)
        speak(self.session.weakest())
        speak(say("film_is_at", self.language, film=(self.folder / DRAFT).resolve()))
        limited = any(note.key in ("shots_missing_money", "shots_missing_time") for note in notes)
        return BudgetExhausted.exit_code if limited else 0
