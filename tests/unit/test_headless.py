"""Skia is loaded where there is no GL: its names are stood in for."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from render import headless


def skia() -> bytes:
    spec = find_spec("skia")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).read_bytes()


def test_the_names_that_skia_looks_for_are_read_from_it() -> None:
    names = headless.undefined(skia())
    assert b"glDrawArrays" in names
    assert b"eglGetProcAddress" in names
    assert b"malloc" in names
    assert not any(name.startswith(b"PyInit_skia") for name in names)  # that one it has


@pytest.mark.parametrize("names", [[], [b"glOne"], [b"glOne", b"glTwo", b"glThree"]])
def test_a_stand_in_is_loaded_and_all_its_functions_return_nothing(names: list[bytes]) -> None:
    library = headless._load(headless.stand_in("libNone.so.7", names, headless._machine(skia())))
    for name in names:
        assert library[name.decode()]() == 0
    with pytest.raises(AttributeError):
        library["glOther"]


DRAWS = """
import sys
from render import headless
assert headless.ready() == {expected}
import skia
surface = skia.Surface(2, 2)
surface.getCanvas().clear(0xFF00FF00)
assert surface.toarray()[0, 0].tolist() == [0, 255, 0, 255]
"""


def run(code: str, first: Path) -> subprocess.CompletedProcess[str]:
    line = f"import sys; sys.path.insert(0, {str(first)!r})\n{code}"
    return subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def without_gl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A skia that is linked against libraries that no system has."""
    folder = tmp_path_factory.mktemp("skia")
    spec = find_spec("skia")
    assert spec is not None
    assert spec.origin is not None
    where = Path(spec.origin)
    changed = skia().replace(b"libEGL.so.1\0", b"libEGL.so.?\0").replace(b"libGL.so.1\0", b"libGL.so.?\0")
    (folder / where.name).write_bytes(changed)
    (folder / "skia_python.libs").symlink_to(where.parent / "skia_python.libs")
    return folder


def test_skia_draws_where_there_is_no_gl(without_gl: Path) -> None:
    there = "from render import headless\nheadless.LINKED = {'libEGL.so.?': b'egl', 'libGL.so.?': b'gl'}\n"
    done = run(there + DRAWS.format(expected="('libEGL.so.?', 'libGL.so.?')"), without_gl)
    assert done.returncode == 0, done.stderr


def test_without_the_stand_ins_it_cannot_be_loaded(without_gl: Path) -> None:
    assert "libEGL.so.?" in run("import skia", without_gl).stderr
