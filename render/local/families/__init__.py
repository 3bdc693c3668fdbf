"""What is different between families of models, and nothing else; all figures come from the catalog."""

from importlib import import_module

from director.errors import SetupError
from render.local.asking import Family

FAMILIES = (
    "wan", "ltx", "ltx2", "hunyuan", "cogvideox", "svd", "animatediff", "zeroscope", "deforum", "still", "controlnet",
)  # fmt: skip


def family(name: str) -> Family:
    """Return the family of this name.

    Raises:
        SetupError: a catalog file names a family that is not here.
    """
    if name not in FAMILIES:
        raise SetupError(f"the catalog names the family {name!r}; known are {', '.join(FAMILIES)}")
    found: Family = import_module(f"render.local.families.{name}").FAMILY
    return found
