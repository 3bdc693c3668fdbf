"""Who is in the crew: the house, or a model in each role with the house standing by."""

from director.crew.base import Crew
from director.crew.house.assistant import HouseAssistant
from director.crew.house.critic import HouseCritic
from director.crew.house.prompter import HousePrompter
from director.crew.house.screenwriter import HouseScreenwriter
from director.crew.house.storyboarder import HouseStoryboarder
from director.crew.llm.fallback import (
    Breaker,
    SafePrompter,
    SafeScreenwriter,
    SafeStoryboarder,
    Standby,
)
from director.crew.llm.prompter import LlmPrompter
from director.crew.llm.screenwriter import LlmScreenwriter
from director.crew.llm.storyboarder import LlmStoryboarder
from director.model import CrewRole, Language
from director.store import Store
from tools.chat.base import Chat


def model_crew(chat: Chat, language: Language, store: Store) -> Crew:
    """Return a crew that asks `chat`; where it fails, the house steps in and the project's slips say so."""
    breaker = Breaker()

    def line(role: CrewRole) -> Standby:
        return Standby(role, breaker, store.keep_slip)

    screenwriter, storyboarder, prompter = HouseScreenwriter(), HouseStoryboarder(), HousePrompter()
    return Crew(
        screenwriter=SafeScreenwriter(LlmScreenwriter(chat, screenwriter), screenwriter, line("screenwriter")),
        storyboarder=SafeStoryboarder(LlmStoryboarder(chat, storyboarder), storyboarder, line("storyboarder")),
        prompter=SafePrompter(LlmPrompter(chat, prompter), prompter, line("prompter")),
        critic=HouseCritic(language),
        assistant=HouseAssistant(),
    )
