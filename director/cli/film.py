"""The conversation about one film on the command line."""

import asyncio
from pathlib import Path

from director.cli.progress import Progress, speak
from director.model import Approve, Ask, Export, Language
from director.session import Session, Standing
from director.words import say


class Film:
    """One open film and the person who made it."""

    def __init__(self, session: Session, folder: Path, language: Language, progress: Progress) -> None:
        """Keep who speaks about what."""
        self._session = session
        self._folder = folder
        self._language = language
        self._progress = progress

    async def whole(self, *, ask: bool, preview: bool) -> int:
        """Run to the end: the board and its price first, then the film and its papers."""
        standing = await self._session.go()
        self._understood(standing)
        if not standing.project.approved or standing.project.draft is None:
            if preview and (not ask or await self._agreed(standing)):
                await self._session.answer(Approve(preview=True))
                speak(say("preview_is_at", self._language, film=(self._folder / "preview.mp4").resolve()))
            if ask and not await self._agreed(standing):
                speak(say("not_approved", self._language, folder=self._folder))
                return 0
            await self._session.answer(Approve())
        return await self.export()

    async def export(self) -> int:
        """Write the papers; say where the film is and what is weakest in it."""
        standing = await self._session.answer(Export())
        self._ending(standing)
        return 0

    async def status(self) -> int:
        """Say where the film stands."""
        standing = await self._session.standing()
        stage = "draft" if standing.project.draft else "board" if standing.project.board else "begun"
        speak(
            say(
                f"status_{stage}",
                self._language,
                folder=self._folder,
                shots=standing.shots,
                takes=standing.takes,
                spent=standing.totals.spent,
            )
        )
        return 0

    async def turn(self, sentence: str) -> int:
        """Carry out what a sentence asks, answer a question, or ask back."""
        await self._session.go()
        reply = await self._session.understand(sentence)
        if reply.turn is None:
            speak(reply.question)
            return 2
        if reply.heard:
            speak(reply.heard)
        if isinstance(reply.turn, Ask):
            speak(await self._session.explain(reply.turn))
            return 0
        await self._session.answer(reply.turn)
        return await self.export()

    async def _agreed(self, standing: Standing) -> bool:
        quote = await self._session.quote()
        speak(
            say(
                "board_ready",
                self._language,
                shots=standing.shots,
                board=self._folder / "storyboard.html",
                price=quote.money,
                minutes=max(1, round(quote.seconds / 60)),
            )
        )
        answer = (await asyncio.to_thread(input, say("board_ask", self._language) + " ")).strip().lower()
        return answer in ("", "y", "yes", "д", "да")

    def _understood(self, standing: Standing) -> None:
        reading = standing.project.reading
        if reading is None:
            return
        heard = ", ".join(dict.fromkeys(h.words.lower() for h in reading.heard))
        speak(say("understood", self._language, heard=heard or "—"))
        terms = dict.fromkeys(term for terms in standing.project.not_drawn.values() for term in terms)
        words = {h.term: h.words.lower() for h in reading.heard}
        if terms:
            speak(say("not_drawn", self._language, terms=", ".join(words.get(term, term) for term in terms)))
        if reading.not_understood:
            speak(say("not_understood", self._language, words=", ".join(reading.not_understood)))

    def _ending(self, standing: Standing) -> None:
        speak(self._session.weakest())
        speak(say("film_is_at", self._language, film=(self._folder / "draft.mp4").resolve()))
