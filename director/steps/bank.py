"""The film's reference bank: made before the first take that needs it, for money only once that was approved."""

from pathlib import Path

from director.crew.llm.referencing import missing, places_for
from director.errors import BudgetExhausted
from director.model import Money, Note, Order, ReferenceBank, Storyboard
from director.steps.base import Deps, Room, Share, sharing, tell, unheard
from director.steps.keyframes import starts_from_a_picture
from director.steps.pictures import made_picture
from director.steps.references import BankWork, fill_bank, planned_sheets, with_given
from director.steps.routing import drawn_take, renderer_name, still_model
from director.store import Project
from render.base import Renderer
from tools.bank import keep_bank, read_bank


async def film_bank(runtime: Room, project: Project, *, approved: bool) -> Project:
    """Make what the bank lacks and return the project with what is to be told about it.

    The artist's own pictures come first; then a model for stills makes the sheets, else the drawing room. Sheets that
    cost money wait for the artist's yes. Nothing is made for a film whose renderers take no pictures.

    Raises:
        ArtistError: a picture cannot be kept or read.
    """
    deps = runtime.context
    if not takes_references(deps, project):
        return _kept(deps, project, ReferenceBank(), {})
    work = _work(deps, project, runtime)
    if work is None:
        assert project.treatment is not None
        bank = with_given(read_bank(deps.folder), project.brief, project.treatment)
        keep_bank(deps.folder, bank)
        return _kept(deps, project, bank, lacking(deps, project, bank))
    sheets = planned_sheets(work)
    cost = sum(work.artist.quote(order).money.micros for order in sheets)
    if cost and not approved:
        price = str(Money(micros=cost, currency=deps.ledger.currency))
        note = Note(key="bank_to_be_made", values={"sheets": len(sheets), "price": price})
        return _kept(deps, project, ReferenceBank(notes=(note,)), {})
    if sheets:
        tell(runtime, "sheets", sheets=len(sheets), renderer=work.artist.name)
    try:
        bank = await fill_bank(work)
    except BudgetExhausted as wall:
        tell(runtime, "failed", shot="", why=str(wall))
        bank = read_bank(deps.folder)
    return _kept(deps, deps.store.load(), bank, lacking(deps, project, bank))


def sheet_orders(deps: Deps, project: Project) -> tuple[Order, ...]:
    """Return the orders of the sheets that are still to be made, for the price."""
    work = _work(deps, project, None) if takes_references(deps, project) else None
    return planned_sheets(work) if work is not None else ()


def takes_references(deps: Deps, project: Project) -> bool:
    """Whether any shot is made by a renderer that takes pictures of people and places."""
    return any(_places(deps, project, shot.id) for shot in _board(project).shots)


def lacking(deps: Deps, project: Project, bank: ReferenceBank) -> dict[str, tuple[str, ...]]:
    """Return, by shot id, the names of everyone whom its renderer should be shown and of whom there is no picture."""
    assert project.treatment is not None
    board, names = _board(project), {c.id: c.name for c in project.treatment.characters}
    found: dict[str, tuple[str, ...]] = {}
    for shot in board.shots:
        alone = board.model_copy(update={"shots": (shot,)})
        gaps = missing(alone, bank, _places(deps, project, shot.id)).get(shot.id, ())
        if gaps:
            found[shot.id] = tuple(names.get(gap.got, gap.got) for gap in gaps)
    return found


def _places(deps: Deps, project: Project, shot_id: str) -> int:
    """Return how many pictures of people and places go with a shot: with its take, or with its first frame."""
    shot = _board(project).shot(shot_id)
    able = deps.renderers[renderer_name(deps, project, shot)].capability()
    places = places_for(able)
    if project.stage == "film" and shot.technique == "drawn" and starts_from_a_picture(able):
        model = still_model(deps.models, shot, project, drawn_take(project, shot, deps.store) is not None)
        if model is not None and model.name in deps.renderers:
            places = max(places, places_for(deps.renderers[model.name].capability()))
    return places


def _work(deps: Deps, project: Project, room: Room | None) -> BankWork | None:
    """Return what a bank is made with; `room` sees every picture of it."""
    assert project.treatment is not None
    artist = _artist(deps, project)
    if artist is None:
        return None
    names = {one.id: one.name for one in project.treatment.characters}
    names |= {one.id: one.name for one in project.treatment.places}

    async def make(order: Order) -> tuple[Path, Path | None]:
        share: Share = unheard
        if room is not None:
            subject = next((one.character for one in order.shot.who), order.shot.place)
            facts = {"who": names.get(subject, subject), "attempt": order.attempt, "renderer": order.renderer}
            tell(room, "sheet", **facts)
            share = sharing(room, "sheet", **facts)
        take = await made_picture(deps, order, share)
        return deps.folder / take.file, deps.folder / take.matte if take.matte else None

    return BankWork(
        project=deps.folder,
        brief=project.brief,
        treatment=project.treatment,
        board=_board(project),
        artist=artist,
        make=make,
        eyes=deps.crew.eyes,
    )


def _artist(deps: Deps, project: Project) -> Renderer | None:
    """Return who makes the sheets: the best maker of stills here, else whoever draws the draft."""
    model = still_model(deps.models, _board(project).shots[0], project)
    if model is not None and model.name in deps.renderers:
        return deps.renderers[model.name]
    rooms = (deps.renderers[name] for name in sorted(deps.renderers))
    able = [room for room in rooms if "drawn" in room.capability().techniques]
    return next((room for room in able if room.capability().execution == "drawn here"), None)


def _board(project: Project) -> Storyboard:
    assert project.board is not None
    return project.board


def _kept(deps: Deps, project: Project, bank: ReferenceBank, gaps: dict[str, tuple[str, ...]]) -> Project:
    project = project.model_copy(update={"bank_notes": bank.notes, "lacking": gaps})
    deps.store.save(project)
    return project
