"""Who is in the crew: the house, or a model in each role with the house standing by."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from director.crew.base import Crew, Critic
from director.crew.house.assistant import HouseAssistant
from director.crew.house.crew import house_crew
from director.crew.house.critic import HouseCritic
from director.crew.house.prompter import HousePrompter
from director.crew.house.screenwriter import HouseScreenwriter
from director.crew.house.storyboarder import HouseStoryboarder
from director.errors import SetupError
from director.ledger import Ledger
from director.model import CrewKind, CrewRole, Language
from director.settings import Settings
from director.store import Store
from tools.chat.base import Chat
from tools.eyes.base import Eyes

CrewOf = Callable[[Store, Ledger], AbstractAsyncContextManager[Crew]]
"""Makes the crew of one film, given its folder and its ledger, and lets it go when the film is closed."""

Heard = Callable[[CrewRole, str, int], None]
"""Told while a model writes: which role, by which prompt, how many characters so far."""


def crew_of(kind: CrewKind, settings: Callable[[], Settings], language: Language, heard: Heard) -> CrewOf:
    """Return what makes the crew that a film was begun with. Nothing is sent before the first question.

    `settings` is called for a model crew only; what it raises ends the opening of the film.
    """

    @asynccontextmanager
    async def house(store: Store, ledger: Ledger) -> AsyncIterator[Crew]:
        yield house_crew(language)

    @asynccontextmanager
    async def model(store: Store, ledger: Ledger) -> AsyncIterator[Crew]:
        from tools.chat.client import ModelChat  # the client's package takes a second to import

        known = settings()
        chat = ModelChat(known, store, ledger, heard)
        try:
            yield model_crew(chat, language, store, eyes_of(known, chat, language))
        finally:
            await chat.close()

    return house if kind == "house" else model


def eyes_of(settings: Settings, chat: Chat, language: Language) -> Eyes | None:
    """Return who looks at the takes; None where they are judged by measuring alone.

    Raises:
        SetupError: local eyes are wanted, and no model is named for them.
    """
    from tools.eyes import ChatEyes

    match settings.eyes:
        case "off":
            return None
        case "model":
            return ChatEyes(chat, language)
        case "local":
            from tools.eyes.local_eyes import LocalEyes

            if not settings.eyes_model:
                raise SetupError("set DIRECTOR_EYES_MODEL: the folder of a vision model of transformers, or its name")
            return LocalEyes(settings.eyes_model)


def model_crew(chat: Chat, language: Language, store: Store, eyes: Eyes | None) -> Crew:
    """Return a crew that asks `chat`; where it fails, the house steps in and the project's slips say so.

    Without `eyes` the takes are judged by measuring alone.
    """
    from director.crew.llm.assistant import LlmAssistant
    from director.crew.llm.critic import LlmCritic
    from director.crew.llm.fallback import (
        Breaker,
        SafeAssistant,
        SafeCritic,
        SafePrompter,
        SafeScreenwriter,
        SafeStoryboarder,
        Standby,
    )
    from director.crew.llm.prompter import LlmPrompter
    from director.crew.llm.screenwriter import LlmScreenwriter
    from director.crew.llm.storyboarder import LlmStoryboarder

    breaker = Breaker()

    def line(role: CrewRole) -> Standby:
        return Standby(role, breaker, store.keep_slip)

    screenwriter, storyboarder, prompter = HouseScreenwriter(), HouseStoryboarder(), HousePrompter()
    critic, house = HouseCritic(language), HouseAssistant()
    judge: Critic = critic
    if eyes is not None:
        seeing = LlmCritic(chat, eyes, critic, language, lambda: store.load().song)
        judge = SafeCritic(seeing, critic, line("critic"))
    return Crew(
        screenwriter=SafeScreenwriter(LlmScreenwriter(chat, screenwriter), screenwriter, line("screenwriter")),
        storyboarder=SafeStoryboarder(LlmStoryboarder(chat, storyboarder), storyboarder, line("storyboarder")),
        prompter=SafePrompter(LlmPrompter(chat, prompter), prompter, line("prompter")),
        critic=judge,
        assistant=SafeAssistant(LlmAssistant(chat, house), house, line("assistant")),
        eyes=eyes,
    )
