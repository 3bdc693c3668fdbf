"""One person from far to near: what lies behind, limbs, clothes, head, what lies in front."""

from dataclasses import dataclass
from functools import cached_property

from render.animatic.actors.people import collars, hats
from render.animatic.actors.people.beard import Beard
from render.animatic.actors.people.character import Character
from render.animatic.actors.people.clothes import Clothes
from render.animatic.actors.people.face import Face
from render.animatic.actors.people.feelings import Expression
from render.animatic.actors.people.forms import Easel, Point
from render.animatic.actors.people.hair import Hair
from render.animatic.actors.people.head import Head, head_of
from render.animatic.actors.people.limbs import Limbs
from render.animatic.actors.people.skeleton import Seen
from render.animatic.actors.people.trimmings import Trimmings
from render.animatic.base import RGB


@dataclass(frozen=True)
class Body:
    """One posed person, ready to be painted."""

    easel: Easel
    who: Character
    seen: Seen
    mood: Expression
    sway: Point = (0.0, 0.0)
    """How far hair and cloth lag behind or are blown, body units."""
    phase: float = 0.0
    seat: RGB | None = None
    """Colour of the furniture that is used; None = its usual one."""

    @cached_property
    def head(self) -> Head:
        """The head in the picture."""
        return head_of(self.who.head, self.seen, self.who.build.head)

    @cached_property
    def _hair(self) -> Hair:
        unit = self.who.build.head
        return Hair(self.easel, self.head, self.who.hairdo, self.who.hair, (self.sway[0] / unit, self.sway[1] / unit))

    @cached_property
    def _clothes(self) -> Clothes:
        return Clothes(self.easel, self.who, self.seen, self.sway, self.phase)

    @property
    def _near(self) -> str:
        return "l" if self.seen.at["shoulder_l"][2] >= self.seen.at["shoulder_r"][2] else "r"

    def in_front(self, side: str) -> bool:
        """Whether an arm lies before the trunk."""
        depth = max(self.seen.at[f"hand_{side}"][2], self.seen.at[f"elbow_{side}"][2])
        return depth > self.seen.at["chest"][2] - (0.03 if side == self._near else -0.05)

    def back(self) -> None:
        """Paint everything but the head and the arms before it."""
        clothes = self._clothes
        limbs = Limbs(self.easel, self.who, self.seen, clothes.trunk)
        hat = self.who.outfit.hat
        near, far = self._near, "r" if self._near == "l" else "l"
        faces = self.head.facing > -0.2
        hats.behind(self.easel, self.head, self.who)
        if faces and hat not in hats.HIDES_HAIR:
            self._hair.back()
        collars.behind_head(clothes)
        for side in (far, near):
            if not self.in_front(side):
                limbs.arm(side, side == near)
        low = sorted((far, near), key=lambda s: self.seen.at[f"knee_{s}"][2] + self.seen.at[f"ankle_{s}"][2])
        for side in low:
            limbs.leg(side, side == near)
        clothes.paint()
        Trimmings(clothes).paint()
        clothes.scoop()

    def front(self) -> None:
        """Paint the head and the arms before the trunk."""
        limbs = Limbs(self.easel, self.who, self.seen, self._clothes.trunk)
        near, far = self._near, "r" if self._near == "l" else "l"
        ahead = [s for s in (far, near) if self.in_front(s)]
        # Hands at the face lie over it; a hanging near arm may lie under the hair.
        for side in ahead:
            if not self._at_face(side):
                limbs.arm(side, side == near)
        self._clothes.neck()
        collars.round_neck(self._clothes)
        self._paint_head()
        for side in ahead:
            if self._at_face(side):
                limbs.arm(side, side == near)

    def hand(self, side: str) -> None:
        """Paint one forearm and hand again, over what was laid on the person."""
        Limbs(self.easel, self.who, self.seen, self._clothes.trunk).arm(side, side == self._near)

    def _at_face(self, side: str) -> bool:
        return self.seen.at[f"hand_{side}"][1] < self.seen.at["neck"][1] + 0.06

    def _paint_head(self) -> None:
        hat = self.who.outfit.hat
        Face(self.easel, self.head, self.who, self.mood).paint()
        if self.head.facing > -0.2:
            Beard(self.easel, self.head, self.who.hairdo, self.who.hair, self.mood).paint()
        if hat not in hats.HIDES_HAIR:
            self._hair.front()
            if self.head.facing <= -0.2:
                self._hair.over_back()
        hats.worn(self.easel, self.head, self.who)
