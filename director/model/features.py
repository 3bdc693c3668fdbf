"""What words say of somebody's face, hair and clothes, as far as a drawing follows it."""

from typing import Literal

from pydantic import Field

from director.model.base import Value

Sex = Literal["m", "f"]
Age = Literal["child", "young", "adult", "old"]
HairColour = Literal["black", "brown", "fair", "red", "grey", "white"]
HairCut = Literal["short", "long", "bald", "curly", "bun", "braids", "tail", "bob"]
Facial = Literal["none", "stubble", "short", "full", "moustache"]
Skin = Literal["pale", "dark"]
Garment = Literal["dress", "skirt", "coat", "vest", "sleeveless"]
Headwear = Literal["none", "cap", "brim", "knitted", "headscarf"]


class Features(Value):
    """A likeness in few words; None and False = nothing is said, and the drawing follows the term."""

    sex: Sex | None = None
    age: Age | None = None
    hair: HairColour | None = None
    cut: HairCut | None = None
    beard: Facial | None = None
    skin: Skin | None = None
    glasses: bool = False
    garment: Garment | None = None
    hat: Headwear | None = None
    kin: int = Field(0, ge=0, le=40, description="how many of the film's cast came before who could be mistaken for it")
