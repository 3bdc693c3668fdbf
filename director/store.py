"""The project folder: readable files, takes under the key of their order, verdicts under the hash of what was judged.

Every file is written whole or not at all. The folder and the ledger are the truth; the graph's checkpoint only says
where the run stands.
"""

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from director.errors import ArtistError
from director.model import (
    SCHEMA_VERSION,
    Brief,
    CrewRecord,
    CrewRole,
    Finding,
    FirstFrame,
    Note,
    Order,
    Reading,
    Reference,
    Routed,
    SettledBy,
    Shot,
    Slip,
    SlipCause,
    SongMap,
    Stage,
    Storyboard,
    Take,
    Treatment,
    Trial,
    Turn,
    Value,
    Verdict,
    digest_of,
)

DRAFT = "draft.mp4"
PREVIEW = "preview.mp4"

UNDO_STEPS = 50
"""How many turns back `undo` reaches."""

PROBE = ".probe"
ROOM = 64_000_000
"""Bytes. With less than this free, a write that failed is taken to have failed for want of room."""

NEWEST = "newest"
"""A pick that follows the newest take: the artist asked for another one and wants to see it."""

V = TypeVar("V", bound=BaseModel)
_FINDINGS = TypeAdapter(tuple[Finding, ...])
_SLIPS = TypeAdapter(tuple[Slip, ...])
LONGEST_WHY = 500
"""Characters of a fault's own words that are kept."""


class Draft(Value):
    """The last cut that was made: which takes are in it and what it is made of."""

    takes: dict[str, str] = Field({}, description="shot id -> take id")
    film: str = Field("", description="digest of the cut and of the takes in it")
    frames: int = Field(0, description="counted in the delivered file")
    segments_made: int = 0
    segments_reused: int = 0
    seconds: float = 0.0
    notes: tuple[Note, ...] = ()


class LookedAt(Value):
    """A look at the whole film by an editor, and the one round of retakes that came of it."""

    of: str = Field(description="the stage that it was for: the round comes once for each, whatever turns come after")
    film: str = Field(description="digest of the film that was looked at, under which its findings are kept")
    wanting: dict[str, str] = Field({}, description="shot id -> take in the cut in which the editor found a fault")
    takes: dict[str, int] = Field({}, description="shot id -> number of takes with the one that answers it")
    before: tuple[str, ...] = Field((), description="stages that had their round before")
    refused: tuple[str, ...] = Field((), description="takes in which the editor found a fault in the rounds before")


class Project(Value):
    """Everything that is decided about a film, as saved in project.json."""

    schema_version: int = SCHEMA_VERSION
    song_file: str = Field(description="name of the song's copy in the project folder")
    lyrics_file: str = ""
    brief: Brief
    crew: CrewRecord = CrewRecord()
    composed: bool = Field(False, description="the song was made here; its map is exact")
    song: SongMap | None = None
    reading: Reading | None = None
    treatment: Treatment | None = None
    board: Storyboard | None = None
    approved: bool = False
    scope: tuple[int, int] | None = Field(None, description="frames [start, end) of the preview that is being made")
    retakes: dict[str, int] = Field({}, description="shot id -> number of takes the artist wants at least")
    exhausted: tuple[str, ...] = Field((), description="plans of shots (their digests) without a different order left")
    contexts: dict[str, str] = Field({}, description="take id -> neighbourhood in which it was last judged")
    reasons: dict[str, str] = Field(
        {}, description="shot id -> why no further take was made: a ReasonKind or SettledBy"
    )
    picks: dict[str, str] = Field({}, description="shot id -> take id that the artist chose, or NEWEST")
    settled: dict[str, SettledBy] = Field({}, description="plan of a shot (its digest) -> why it gets no more tries")
    stage: Stage = "draft"
    pins: dict[str, str] = Field({}, description="shot id, 'section N' or 'film' -> renderer that the artist wants")
    routes: dict[str, Routed] = Field({}, description="shot id -> who makes it; empty for a drawn draft")
    stills: dict[str, str] = Field({}, description="shot id -> still of the intended picture, under its order's key")
    keyframes: dict[str, Reference] = Field({}, description="shot id -> still from which its film take starts")
    first_frames: dict[str, FirstFrame] = Field({}, description="shot id -> stills made for its first frame")
    trial: Trial | None = Field(None, description="test shots of a film that costs money")
    preferred: dict[str, str] = Field({}, description="pair of takes -> id of the better one, empty = no difference")
    joined: tuple[str, ...] = Field((), description="accepted takes that were offered to the reference bank")
    lacking: dict[str, tuple[str, ...]] = Field({}, description="shot id -> who has no reference picture for it")
    bank_notes: tuple[Note, ...] = Field((), description="what the reference bank had to make do with")
    not_drawn: dict[str, tuple[str, ...]] = Field({}, description="shot id -> terms that its renderer cannot show")
    looked: LookedAt | None = Field(None, description="the last look at the whole film that could send shots back")
    draft: Draft | None = None
    turns: tuple[Turn, ...] = ()
    made: dict[str, str] = Field({}, description="step -> digest of what its result was made from")
    seconds: dict[str, float] = Field({}, description="stage -> wall seconds spent so far")
    notes: tuple[Note, ...] = ()


DECISIONS = (
    "brief", "board", "retakes", "exhausted", "picks", "settled", "stage", "pins", "routes", "not_drawn", "reasons",
    "turns", "made",
)  # fmt: skip
"""What a turn may change and `undo` brings back. The rest is fact: what was heard, shot, spent, cut and approved."""


class Store:
    """Reads and writes one project folder."""

    def __init__(self, folder: Path) -> None:
        """Open a folder; it need not exist before `create`."""
        self.folder = folder
        self._known: dict[str, Take] = {}
        self._project: Project | None = None

    def create(self, project: Project) -> None:
        """Make the folder and write the first project file."""
        for sub in ("takes", "orders", "verdicts", "segments", "references", "history"):
            (self.folder / sub).mkdir(parents=True, exist_ok=True)
        self.save(project)

    @property
    def exists(self) -> bool:
        """Whether there is a project in the folder."""
        return (self.folder / "project.json").exists()

    def load(self) -> Project:
        """Read project.json, once: a project has one writer at a time, and this is it.

        Raises:
            ArtistError: there is no project, it was written by a newer version, or it is damaged.
        """
        if self._project is not None:
            return self._project
        path = self.folder / "project.json"
        if not path.exists():
            raise ArtistError("project_missing", folder=str(self.folder))
        try:
            content = json.loads(path.read_text("utf-8"))
            version = int(content["schema_version"])
        except (ValueError, KeyError, TypeError, UnicodeDecodeError) as error:
            raise ArtistError("project_damaged", folder=str(self.folder)) from error
        if version > SCHEMA_VERSION:
            raise ArtistError("project_newer", folder=str(self.folder), version=version, known=SCHEMA_VERSION)
        try:
            self._project = Project.model_validate(content)
        except ValidationError as error:
            raise ArtistError("project_damaged", folder=str(self.folder)) from error
        return self._project

    def save(self, project: Project) -> None:
        """Write project.json whole."""
        self.write("project.json", project.model_dump_json(indent=1))
        self._project = project

    def remember(self, project: Project) -> None:
        """Keep what was decided before a turn, for `undo`; the last `UNDO_STEPS` turns can be undone."""
        past = self._history()
        number = int(past[-1].stem) + 1 if past else 0
        self.write(f"history/{number:06d}.json", project.model_dump_json(include=set(DECISIONS)))
        for old in past[: max(0, len(past) + 1 - UNDO_STEPS)]:
            old.unlink()

    def recall(self) -> Project | None:
        """Return the film with the decisions that stood before the last turn; None when there is nothing to undo.

        Nothing is changed: `forget` drops the memory once the film is saved.
        """
        past = self._history()
        if not past:
            return None
        now = self.load().model_dump(mode="json")
        return Project.model_validate(now | json.loads(past[-1].read_text("utf-8")))

    def forget(self) -> None:
        """Drop the memory of the last turn, which was undone."""
        self._history()[-1].unlink()

    def _history(self) -> list[Path]:
        return sorted((self.folder / "history").glob("*.json"))

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file of the project whole and return its path."""
        path = self.folder / name
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            part.write_bytes(content.encode() if isinstance(content, str) else content)
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            key = "disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "folder_unwritable"
            raise ArtistError(key, folder=str(self.folder)) from error
        return path

    def log(self, line: str) -> None:
        """Add a line to log.jsonl. A log that cannot be written stops no film."""
        with contextlib.suppress(OSError), (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")

    def check_room(self) -> None:
        """Do nothing while files can be written to the folder.

        Raises:
            ArtistError: the disk is full, or the folder was closed to us. Called after a failure, to tell the cause.
        """
        try:
            free = shutil.disk_usage(self.folder).free
        except OSError as error:
            raise ArtistError("folder_unwritable", folder=str(self.folder)) from error
        if free < ROOM:
            raise ArtistError("disk_full", folder=str(self.folder))
        self.write(PROBE, "").unlink()

    def order(self, key: str) -> Order:
        """Return a kept order; raise KeyError if there is none of this key."""
        order = self._read(f"orders/{key}.json", Order)
        if order is None:
            raise KeyError(key)
        return order

    def keep_order(self, order: Order) -> str:
        """Keep an order under its key and return the key."""
        key = order.key()
        if not (self.folder / f"orders/{key}.json").exists():
            self.write(f"orders/{key}.json", order.model_dump_json())
        return key

    def take(self, key: str) -> Take | None:
        """Return the take of an order's key, or None; a take of which a file is gone does not count."""
        take = self._known.get(key) or self._read(f"takes/{key}.json", Take)
        if take is None or not all((self.folder / file).exists() for file in (take.file, take.matte) if file):
            return None
        self._known[key] = take
        return take

    def keep_take(self, take: Take, media: Path, matte: Path | None) -> Take:
        """Move a take's files into the project and keep it; the JSON comes last, so a take is whole or absent."""
        target = self.folder / "takes" / f"{take.id}{media.suffix}"
        shutil.move(media, target)
        place = {"file": f"takes/{target.name}"}
        if matte is not None:
            matte_target = self.folder / "takes" / f"{take.id}.matte{matte.suffix}"
            shutil.move(matte, matte_target)
            place["matte"] = f"takes/{matte_target.name}"
        take = take.model_copy(update=place)
        self.write(f"takes/{take.id}.json", take.model_dump_json())
        return take

    def takes(self, shot: Shot) -> tuple[Take, ...]:
        """Return the takes that were made for this very shot (not for an earlier revision), by attempt."""
        wanted = plan_of(shot)
        found = [take for take in self.all_takes() if take.shot == shot.id and plan_of(take.order.shot) == wanted]
        return tuple(sorted(found, key=lambda take: (take.attempt, take.id)))

    def takes_named(self, shot_id: str) -> tuple[Take, ...]:
        """Return all takes of a shot's id, of every revision, in the order in which they were asked for."""
        found = [take for take in self.all_takes() if take.shot == shot_id]
        return tuple(sorted(found, key=lambda take: (take.order.shot.revision, take.attempt, take.id)))

    def all_takes(self) -> Iterator[Take]:
        """Yield every kept take whose file is there. Stills are kept like takes, and are none."""
        for path in sorted((self.folder / "takes").glob("*.json")):
            take = self.take(path.stem)
            if take is not None and not take.order.still:
                yield take

    def verdict(self, take: Take, context: str = "") -> Verdict | None:
        """Return the kept verdict on a take among the neighbours named by `context`, or None."""
        return self._read(f"verdicts/{digest_of([take.id, take.media, context])}.json", Verdict)

    def keep_verdict(self, verdict: Verdict, take: Take, context: str = "") -> None:
        """Keep a verdict under the hash of what was judged."""
        name = f"verdicts/{digest_of([take.id, take.media, context])}.json"
        self.write(name, verdict.model_dump_json())

    def last_verdict(self, take: Take) -> Verdict | None:
        """Return the verdict on a take among the neighbours it last had, else the one on the take alone."""
        return self.verdict(take, self.load().contexts.get(take.id, "")) or self.verdict(take)

    def review(self, film: str) -> tuple[Finding, ...] | None:
        """Return the kept findings on the whole film of this digest, or None."""
        path = self.folder / f"verdicts/film-{film}.json"
        return _FINDINGS.validate_json(path.read_bytes()) if path.exists() else None

    def last_review(self) -> tuple[Finding, ...]:
        """Return the findings on the draft as it stands; none if it was not looked at."""
        draft = self.load().draft
        return self.review(draft.film) or () if draft else ()

    def keep_review(self, film: str, findings: tuple[Finding, ...]) -> None:
        """Keep the findings on a whole film under its digest."""
        self.write(f"verdicts/film-{film}.json", _FINDINGS.dump_json(findings).decode())

    def answer(self, key: str) -> str | None:
        """Return the kept exchange with a chat model of this key, as JSON text, or None."""
        path = self.folder / f"answers/{key}.json"
        return path.read_text("utf-8") if path.exists() else None

    def keep_answer(self, key: str, text: str) -> None:
        """Keep an exchange with a chat model under the key of its question."""
        (self.folder / "answers").mkdir(exist_ok=True)
        self.write(f"answers/{key}.json", text)

    def answer_keys(self) -> tuple[str, ...]:
        """Return the keys of all kept exchanges with chat models, sorted."""
        return tuple(sorted(path.stem for path in (self.folder / "answers").glob("*.json")))

    def endpoints(self) -> str | None:
        """Return what was found out about the endpoints of chat models, as JSON text, or None."""
        path = self.folder / "endpoints.json"
        return path.read_text("utf-8") if path.exists() else None

    def keep_endpoints(self, text: str) -> None:
        """Keep what was found out about the endpoints of chat models."""
        self.write("endpoints.json", text)

    def slips(self) -> tuple[Slip, ...]:
        """Return where the house crew stepped in for a model, in the order of happening."""
        path = self.folder / "slips.json"
        return _SLIPS.validate_json(path.read_bytes()) if path.exists() else ()

    def keep_slip(self, role: CrewRole, cause: SlipCause, why: str) -> None:
        """Write down that a role fell back; equal ones are counted. In a file of its own: steps hold the project."""
        known = {(slip.role, slip.cause): slip for slip in self.slips()}
        before = known.get((role, cause))
        why = why[:LONGEST_WHY] or (before.why if before else "")
        known[role, cause] = Slip(role=role, cause=cause, times=before.times + 1 if before else 1, why=why)
        self.write("slips.json", _SLIPS.dump_json(tuple(known.values()), indent=1).decode())

    def sweep(self) -> None:
        """Remove what a killed run left half-written."""
        for part in self.folder.rglob(".*.part*"):
            if part.is_file():
                part.unlink(missing_ok=True)

    def _read(self, name: str, kind: type[V]) -> V | None:
        path = self.folder / name
        if not path.exists():
            return None
        return kind.model_validate_json(path.read_text("utf-8"))


def plan_of(shot: Shot) -> str:
    """Return the digest of what a shot asks for: all but its lock, which changes no picture, and whom it is led by.

    Only takes that follow an actor show that, and no first frame does.
    """
    return shot.model_copy(update={"locked": False, "performance": ""}).fingerprint()


def starts_from_still(project: Project, shot: Shot) -> bool:
    """Whether a still that was found good is there for the first frame of the shot as it is planned now."""
    made = project.first_frames.get(shot.id)
    # A keyframe without stills of its own was given, not made here, and stands for every plan of the shot.
    return shot.id in project.keyframes and (made is None or (made.accepted and made.plan == plan_of(shot)))


def still_refused(project: Project, shot: Shot) -> bool:
    """Whether the stills made for the shot as it is planned now were all found wrong."""
    made = project.first_frames.get(shot.id)
    return made is not None and not made.accepted and made.plan == plan_of(shot)
