"""The house crew: everyone who decides when there is no language model and no key."""

from director.crew.base import Crew
from director.crew.house.assistant import HouseAssistant
from director.crew.house.critic import HouseCritic
from director.crew.house.prompter import HousePrompter
from director.crew.house.screenwriter import HouseScreenwriter
from director.crew.house.storyboarder import HouseStoryboarder
from director.model import Language


def house_crew(language: Language) -> Crew:
    """Return the whole crew; the critic speaks the artist's language."""
    return Crew(
        screenwriter=HouseScreenwriter(),
        storyboarder=HouseStoryboarder(),
        prompter=HousePrompter(),
        critic=HouseCritic(language),
        assistant=HouseAssistant(),
    )
