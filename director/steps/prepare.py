"""prepare: what approved takes start from, made before them: the reference bank and the first frames."""

from director.steps.allocate import wanted_board
from director.steps.bank import film_bank
from director.steps.base import Room, Run
from director.steps.keyframes import make_first_frames


async def prepare(state: Run, runtime: Room) -> Run:
    """Fill the bank, then make and judge the first frames of the shots that are to be made now."""
    project = await film_bank(runtime, runtime.context.store.load(), approved=True)
    await make_first_frames(runtime, wanted_board(project).shots)
    return {"round": 0}
