"""The only place that decodes, encodes and probes media files."""

from tools.media.atomic import PART, whole_file
from tools.media.conform import conform, fill
from tools.media.frames import FrameIndex, each_frame, index_of, read_frames, to_rgb
from tools.media.photo import PhotoFacts, photo_facts, read_photo
from tools.media.probe import MediaFacts, probe
from tools.media.sound import Sound, read_sound
from tools.media.writer import FilmWriter

__all__ = [
    "PART",
    "FilmWriter",
    "FrameIndex",
    "MediaFacts",
    "PhotoFacts",
    "Sound",
    "conform",
    "each_frame",
    "fill",
    "index_of",
    "photo_facts",
    "probe",
    "read_frames",
    "read_photo",
    "read_sound",
    "to_rgb",
    "whole_file",
]
