"""A scripted model without ideas: it answers every question of the writing crew correctly from the question's own text.

It reads what a model reads (sections, points, places), so that one script serves every song.
"""

import re
from collections.abc import Callable
from typing import Any

from tools.chat.base import Question
from tools.chat.scripted import Scripted

Change = Callable[[dict[str, Any], int], dict[str, Any]]
"""Alters an answer; the number counts the askings of this prompt from 1."""

SIZES = ("wide", "close", "full", "insert", "medium", "extreme close")
DEEDS = ("walk", "look", "sit", "reach", "hold", "stand", "wave", "kneel", "dance", "run", "turn", "write")


def plain_mind(form: str = "story", **changes: Change) -> Scripted:
    """Return the script; a keyword such as shots=... alters that question's answers."""
    counts: dict[str, int] = {}

    def line(answer: Callable[[Question[Any]], dict[str, Any]]) -> Callable[[Question[Any]], dict[str, Any]]:
        def said(question: Question[Any]) -> dict[str, Any]:
            stem = question.prompt.partition("/")[2]
            counts[stem] = counts.get(stem, 0) + 1
            content = answer(question)
            return changes[stem](content, counts[stem]) if stem in changes else content

        return said

    return Scripted({
        "screenwriter/read": line(lambda q: _read(form)),
        "screenwriter/pitch": line(lambda q: _pitch(form)),
        "screenwriter/treatment": line(_treatment),
        "screenwriter/look": line(lambda q: {"seen": [], "cutouts": []}),
        "screenwriter/sections": line(_sections),
        "storyboarder/shots": line(_shots),
        "prompter/polish": line(_polish),
        "prompter/revise": line(_revise),
        "editor/review": line(lambda q: {"story": "one walks", "findings": []}),
    })  # fmt: skip


def _read(form: str) -> dict[str, Any]:
    return {
        "form": form, "form_reason": "because", "style": "photoreal", "must": [], "must_not": [],
        "allowed_after_all": [], "matters_most": ["life"], "misheard": [], "heard": [], "not_understood": [],
    }  # fmt: skip


def _pitch(form: str) -> dict[str, Any]:
    ideas = (
        ("Lamp", "A woman carries a burning lantern home across a field and it goes out at the gate."),
        ("Bench", "Nobody sits on the bench; every morning somebody has turned it towards another side of the park."),
        ("Kite", "The kite flies the boy: it decides where he runs, until he cuts the string and stays standing."),
    )
    return {
        "song": "it breathes", "refused": ["rain"], "chosen": [1], "reason": "it has a change", "idea": ideas[0][1],
        "pitches": [
            {"title": t, "form": form, "idea": i, "image": i.split()[1], "turn": "late", "ending": "same", "lacks": "x"}
            for t, i in ideas
        ],
    }  # fmt: skip


def _treatment(question: Question[Any]) -> dict[str, Any]:
    count = int(re.findall(r"The song has (\d+) sections", question.user)[-1])
    turn = count - 1
    return {
        "logline": "A woman brings a light home.", "arc": "The light stays.", "turn_section": turn,
        "turn_reason": "the voice returns", "ending": "The same field, lit.",
        "worlds": [{
            "id": "w", "name": "evening", "colours": ["#101820", "#405060", "#c0b090"], "accent": "#e08030",
            "lens": "normal", "movement": "gentle", "texture": "grain",
        }],
        "characters": [{
            "id": "mara", "name": "Mara", "term": "woman", "look": "tall", "wardrobe": "a green coat",
            "called_en": "the lamp bearer",
            "look_en": "a tall woman with a grey braid", "wardrobe_en": "a green wool coat", "colour": "#306040",
            "reference": "",
        }],
        "places": [
            {"id": "field", "name": "field", "term": "field", "world": "w", "description": "w", "look_en": "a field"},
            {"id": "home", "name": "home", "term": "kitchen", "world": "w", "description": "l", "look_en": "a room"},
        ],
        "cutouts": [],
        "motifs": [{
            "id": "lamp", "name": "lantern", "term": "lantern", "look_en": "a brass lantern",
            "returns": [{"section": n, "change": "given", "note": "lit"} for n in sorted({0, turn})],
        }],
        "sections": [
            {"section": n, "role": "turn" if n == turn else "open" if n == 0 else "rise", "idea": f"Step {n}."}
            for n in range(count)
        ],
    }  # fmt: skip


def _sections(question: Question[Any]) -> dict[str, Any]:
    numbers = [int(n) for n in re.findall(r"Break down sections ([\d, ]+), each", question.user)[-1].split(", ")]
    turn = int(re.findall(r"Turn: section (\d+)", question.user)[-1])
    pace = dict(re.findall(r"section (\d+): (\d+)", question.user.partition("energy alone:")[2]))
    return {"sections": [
        {
            "section": n, "role": "turn" if n == turn else "open" if n == 0 else "rise", "idea": f"Step {n}.",
            "world": "w", "places": ["field", "home"] if n % 2 else ["field"], "characters": ["mara"], "time": "dusk",
            "weather": "clear", "emotion": "resolve", "tension": 0.4, "shots": min(4, int(pace.get(str(n), 2))),
            "moments": [{
                "words": f"Mara goes on {n}.", "place": "field", "who": ["mara"], "action": "walk",
                "things": ["lantern"], "change": None, "many": False,
            }],
            "lines": [],
        }
        for n in numbers
    ]}  # fmt: skip


def _shots(question: Question[Any]) -> dict[str, Any]:
    marks = re.findall(r"^(\d+): (\d+\.\d+) ", question.user, re.M)
    until = float(re.findall(r"stretch ends at (\d+\.\d+) s", question.user)[-1])
    wanted = int(re.findall(r"About (\d+) clips", question.user)[-1])
    borders = [
        k for k, (_, _) in enumerate(marks) if re.search(rf"^{marks[k][0]}: .*section \d+ begins", question.user, re.M)
    ]
    known = len(re.findall(r"^- s\d{3} \[", question.user, re.M))
    places = list(borders)
    apart = max(1.6, 0.8 * (until - float(marks[0][1])) / wanted)
    last = float(marks[borders[-1]][1]) if borders else 0.0
    for k, (_, at) in enumerate(marks):
        room = apart * (1.0, 1.5, 1.25)[len(places) % 3]  # clips of one length all through are a metronome
        near = any(abs(float(at) - float(marks[p][1])) < room for p in places)
        if len(places) < wanted and not near and until - float(at) > 2.6 and (float(at) > last or k):
            places.append(k)
    places = sorted(set(places) | {0})
    shots = [_shot(f"n{k + 1}", known + k) for k in range(len(places))]
    cuts = [{"at": int(marks[p][0]), "shot": f"n{k + 1}"} for k, p in enumerate(places)]
    rows = re.findall(r"^- (\w+): (.*?); wears (.*?); holds", question.user, re.M)
    state = [
        {"who": w, "where": "field", "wears": "" if c == "-" else c, "holds": "", "condition": ""} for w, _, c in rows
    ]
    return {"shots": shots, "cuts": cuts, "state": state, "wardrobe_changes": []}


def _shot(name: str, number: int) -> dict[str, Any]:
    deed, size = DEEDS[number % len(DEEDS)], SIZES[number % len(SIZES)]
    side = ("left", "right")[number % 2]
    return {
        "id": name, "purpose": "x", "place": "field" if number % 3 else "home", "text": f"Mara {deed}s, {number}.",
        "begins": "she waits", "middle": f"she {deed}s", "ends": "she is done", "change": f"step {number} is done",
        "who": [{
            "term": "woman", "character": "mara", "action": deed, "emotion": "resolve", "side": side, "facing": side,
            "state": [], "count": 1,
        }],
        "things": ["lantern"] if number % 2 == 0 else [], "time": "dusk", "weather": "clear", "framing": size,
        "angle": ("eye", "low", "high")[(number // 2 + number // 12) % 3], "lens": "normal",
        "direction": "none", "eyeline": side,
        "move": "static", "amount": 0.0, "light": {"key": "sky", "contrast": 0.5, "warmth": 0.5, "exposure": 0.5},
        "emotion": "resolve", "motif": "lamp" if number % 2 == 0 else "",
        "motif_change": "given" if number % 2 == 0 else None, "importance": 0.5, "reference": "",
        "picture_en": " ".join(f"{word}{chr(97 + number % 26)}{chr(97 + number // 26)}" for word in WORDS),
        "beats_en": ["the woman waits", f"the woman does step {number}", "the woman is done"],
        "light_en": "low sky light", "camera_en": "50 mm, fixed camera", "questions": [f"Is step {number} done?"],
        "beyond": [],
    }  # fmt: skip


WORDS = ("frame", "left", "field", "hand", "ground", "sleeve", "cloud", "fence")


def _polish(question: Question[Any]) -> dict[str, Any]:
    drafts = re.findall(r"^## (s\d{3}\w?) .*?^DRAFT: (.*?)$", question.user, re.M | re.S)
    return {"prompts": [{"id": name, "prompt": draft} for name, draft in drafts]}


def _revise(question: Question[Any]) -> dict[str, Any]:
    return {"cause": "too late", "prompt": f"Sharper: {_between(question.user, 'The prompt')}"}


def _between(text: str, title: str) -> str:
    return text.partition(f"## {title}\n")[2].partition("\n\n")[0].strip()
