"""The assistant who asks a model, where the house is not sure of a sentence; what comes of it stays within bounds."""

import re

from director.crew.base import FilmView
from director.crew.house import answers
from director.crew.house.assistant import HouseAssistant
from director.crew.house.sentence import known_renderers
from director.crew.llm.assistant_answers import FactsAnswer, TurnAnswer
from director.crew.llm.assistant_bounds import Spoken, Unclear, asked_back, faults, spoken, turn_of
from director.crew.llm.film_sheet import facts, parts, shot_lines, who_and_where
from director.crew.llm.page import LANGUAGES
from director.crew.llm.settling import question, settled
from director.errors import ProviderError
from director.model import Ask, Reply, Turn
from director.words import say
from tools.chat.base import Chat

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_MYSELF = re.compile(r"\b(?:я|мы|i|i've|i'll|we|we've|we'll)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\w+://|www\.|(?:^|\s)[~.]{0,2}/\w|\b\w:\\", re.IGNORECASE)
_LONGEST = 700
"""Characters of an answer."""


class LlmAssistant:
    """Reads sentences that the house is not sure of; tells nothing but what is recorded."""

    def __init__(self, chat: Chat, house: HouseAssistant) -> None:
        """`house` takes the plain sentences, for nothing."""
        self._chat = chat
        self._house = house

    async def turn(self, sentence: str, view: FilmView) -> Reply:
        """Say what the sentence asks for, or ask back.

        Raises:
            ProviderError: no usable answer; the house reads the sentence then.
        """
        sure = await self._house.surely(sentence, view)
        if sure is not None:
            return sure
        said = spoken(sentence, view)
        asked = question("assistant", "turn", TurnAnswer, {
            "language": LANGUAGES[view.brief.language], "sentence": sentence, "sections": parts(view),
            "shots": shot_lines(view), "page": who_and_where(view),
            "renderers": ", ".join(known_renderers(view)),
        }, about=sentence)  # fmt: skip
        answer, wrong = await settled(self._chat, asked, lambda a: faults(a, said))
        if wrong:
            raise ProviderError(f"assistant/turn: {'; '.join(wrong)}", retryable=False)
        return _reply(answer, said)

    async def answer(self, question_: Turn, view: FilmView) -> str:
        """Answer an `Ask` from recorded facts.

        Raises:
            ProviderError: no answer that the facts bear out; the house tells what it can then.
        """
        if not isinstance(question_, Ask) or question_.about != "film" or not question_.words:
            return await self._house.answer(question_, view)
        known = facts(view)
        asked = question("assistant", "answer", FactsAnswer, {
            "language": LANGUAGES[view.brief.language], "sentence": question_.words,
            "facts": "\n".join(f"{number}. {fact}" for number, fact in enumerate(known, 1)),
        }, about=question_.words)  # fmt: skip
        answer, wrong = await settled(self._chat, asked, lambda a: unproven(a, known))
        if wrong:
            raise ProviderError(f"assistant/answer: {'; '.join(wrong)}", retryable=False)
        return answer.answer or say("answer_unknown", view.brief.language)


def unproven(answer: FactsAnswer, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return what an answer says that the facts it names do not bear out."""
    strange = [number for number in answer.facts if not 1 <= number <= len(known)]
    if strange:
        return (f"facts: they are numbered 1 to {len(known)}",)
    wrong = []
    if bool(answer.answer) != bool(answer.facts):
        wrong.append("an answer names the facts that it rests on; without any it is empty")
    cited = {number for fact in answer.facts for number in _numbers(known[fact - 1])}
    invented = [number for number in _numbers(answer.answer) if number not in cited]
    if invented:
        wrong.append(f"no fact that you named says {', '.join(dict.fromkeys(invented))}")
    if _MYSELF.search(answer.answer):
        wrong.append("speak of the film, not of yourself: you have done nothing")
    if _ELSEWHERE.search(answer.answer) or len(answer.answer) > _LONGEST:
        wrong.append(f"plain sentences without links and paths, {_LONGEST} characters at most")
    return tuple(wrong)


def _numbers(text: str) -> list[str]:
    return [found.replace(",", ".") for found in _NUMBER.findall(text)]


def _reply(answer: TurnAnswer, said: Spoken) -> Reply:
    language = said.view.brief.language
    if answer.kind == "unclear":
        return Reply(question=asked_back(answer.ask_back) or say("assistant_again", language))
    try:
        turn = turn_of(answer, said)
    except Unclear as unclear:
        return Reply(question=say(unclear.key, language, **unclear.values))
    return Reply(turn=turn, heard=answers.echo(turn, said.view), not_understood=tuple(answer.left))
