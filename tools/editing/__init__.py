"""Cutting: segments of takes, transitions, titles, and the assembly of the film without encoding twice."""

from tools.editing.assembly import SEGMENTS, Assembly, assemble
from tools.editing.segment import segment
from tools.editing.titles import letter

__all__ = ["SEGMENTS", "Assembly", "assemble", "letter", "segment"]
