"""What is told of a film besides the film itself."""

from director.notes import _missing_notes
from director.words import say


def test_a_long_list_of_what_cannot_be_drawn_is_counted() -> None:
    (few,) = _missing_notes([f"thing {n}" for n in range(8)])
    (many,) = _missing_notes([f"thing {n}" for n in range(30)])
    assert "thing 7" in say(few.key, "en", **few.values)
    told = say(many.key, "ru", **many.values)
    assert "thing 7 и ещё 22 вещи" in told
    assert "thing 8" not in told
    assert _missing_notes([]) == ()
