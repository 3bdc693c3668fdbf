"""Reference pictures go with every order that needs them, named in its prompt; what is missing is said aloud."""

from collections.abc import Callable

from director.crew.base import Prompter
from director.model import (
    Brief,
    Capability,
    ModeKind,
    Order,
    ReferenceBank,
    Sheet,
    Shot,
    Storyboard,
    Verdict,
    Violation,
)

_REFERRING: frozenset[ModeKind] = frozenset({"r2v", "control"})


def places_for(capability: Capability) -> int:
    """Return how many pictures of people and places a renderer takes with one order.

    A first frame and the picture that steers a still are no such pictures: modes that take one alone do not count.
    """
    taken = [m.references for m in capability.modes if m.kind in _REFERRING or (m.kind == "i2i" and m.references > 1)]
    return max(taken, default=0)


def subjects_of(shot: Shot) -> tuple[str, ...]:
    """Return who and what a shot shows that has to look the same everywhere: characters first, then the place."""
    return tuple(dict.fromkeys([*(p.character for p in shot.who if p.character), shot.place]))


def sheets_for(shot: Shot, bank: ReferenceBank, most: int) -> tuple[Sheet, ...]:
    """Return the sheets to send, at most `most`: one of everyone, then of the place, then second views of people."""
    subjects = [bank.of(subject) for subject in subjects_of(shot)]
    rounds = [
        sheets[turn] for turn in range(max(map(len, subjects), default=0)) for sheets in subjects if turn < len(sheets)
    ]
    return tuple(rounds[:most])


def referenced(order: Order, bank: ReferenceBank, most: int) -> Order:
    """Return the order with its sheets, and with a prompt that says what each of them shows."""
    free = most - len(order.references)
    known = {r.digest for r in order.references}
    sheets = [s for s in sheets_for(order.shot, bank, most) if s.picture.digest not in known][: max(0, free)]
    if not sheets:
        return order
    start = len(order.references) + 1
    named = " ".join(f"Reference picture {n} shows {s.label.rstrip('.')}." for n, s in enumerate(sheets, start))
    return order.model_copy(update={
        "references": (*order.references, *(s.picture for s in sheets)),
        "prompt": f"{order.prompt} {named}",
    })  # fmt: skip


def missing(board: Storyboard, bank: ReferenceBank, most: int) -> dict[str, tuple[Violation, ...]]:
    """Return, by shot id, everyone of whom a shot needs a sheet and has none: an error to be shown before any spending.

    Only people and animals with an id count; a place without a sheet is described by words.
    """
    if most == 0:
        return {}
    gaps: dict[str, tuple[Violation, ...]] = {}
    for shot in board.shots:
        lacking = [p.character for p in shot.who if p.character and not bank.of(p.character)]
        if lacking and shot.technique == "drawn":
            gaps[shot.id] = tuple(
                Violation(
                    field="reference", got=subject, allowed="a verified sheet", fix="add a picture to the references"
                )
                for subject in dict.fromkeys(lacking)
            )
    return gaps


class ReferencingPrompter:
    """A prompter whose orders carry the sheets of the bank, where the renderer takes any."""

    def __init__(
        self, inner: Prompter, bank: Callable[[], ReferenceBank], capability: Callable[[str], Capability]
    ) -> None:
        """`bank` reads the film's bank; `capability` says what the renderer of a name can do."""
        self._inner = inner
        self._bank = bank
        self._capability = capability

    async def order(self, brief: Brief, board: Storyboard, shot: Shot, renderer: str, renderer_version: str) -> Order:
        """Write the first order for a shot, with its references."""
        order = await self._inner.order(brief, board, shot, renderer, renderer_version)
        return referenced(order, self._bank(), places_for(self._capability(renderer)))

    async def again(self, order: Order) -> Order:
        """Write the same words once more; the references stay."""
        return await self._inner.again(order)

    async def revise(self, order: Order, verdicts: tuple[Verdict, ...]) -> Order | None:
        """Write a different order. Where who it is failed, sheets that came into the bank since go with it."""
        revised = await self._inner.revise(order, verdicts)
        if revised is None:
            return None
        named = {r.digest for r in revised.references}
        sheets = [s for s in self._bank().sheets if s.picture.digest in named]
        plain = revised.model_copy(update={
            "references": tuple(r for r in revised.references if r.digest not in {s.picture.digest for s in sheets})
        })  # fmt: skip
        return referenced(plain, self._bank(), places_for(self._capability(revised.renderer)))
