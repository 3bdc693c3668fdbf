"""What a feeling does to a face: brows, lids, gaze, mouth, the head's bearing, tears and blush.

Movements follow the action units of the Facial Action Coding System (Ekman & Friesen 1978) in broad strokes.
"""

from dataclasses import dataclass

from director.model import Emotion


@dataclass(frozen=True)
class Expression:
    """One face at one moment. Lengths in head units (chin to crown = 1)."""

    brow_in: float = 0.0
    """Inner ends raised."""
    brow_mid: float = 0.0
    brow_out: float = 0.0
    frown: float = 0.0
    """0-1: brows drawn together."""
    lid: float = 0.95
    """Upper lid: 0 closed, 1 open, above 1 staring."""
    low: float = 0.0
    """0-1: lower lid pushed up by the cheek."""
    gaze: tuple[float, float] = (0.0, 0.0)
    """-1..1 to the person's left, down."""
    smile: float = 0.0
    """Corners raised (negative: pulled down)."""
    skew: float = 0.0
    """One corner higher than the other."""
    open: float = 0.0
    """Height of the open mouth."""
    wide: float = 1.0
    """Width of the mouth."""
    teeth: float = 0.0
    press: float = 0.0
    """0-1: lips pressed thin."""
    tears: float = 0.0
    blush: float = 0.0
    spark: float = 1.0
    """Size of the light in the eyes."""
    iris: float = 1.0
    nod: float = 0.0
    tilt: float = 0.0
    look: float = 0.0


FEELINGS: dict[Emotion, Expression] = {
    "calm": Expression(lid=0.84, smile=0.01, nod=1),
    "joy": Expression(0.014, 0.024, 0.01, lid=0.86, low=0.6, smile=0.062, open=0.05, teeth=1, wide=1.24, blush=0.5,
        spark=1.3,
                      nod=-4, tilt=4),
    "tenderness": Expression(0.022, 0.012, -0.004, lid=0.68, low=0.3, gaze=(0.1, 0.35), smile=0.036, wide=1.04,
        blush=0.55,
                             spark=1.25, nod=6, tilt=10),
    "longing": Expression(0.034, 0.012, -0.008, lid=0.86, gaze=(0.75, -0.45), smile=-0.006, open=0.012, wide=0.92,
        spark=1.2,
                          nod=-7, tilt=-5, look=14),
    "sadness": Expression(0.05, 0.008, -0.026, lid=0.62, gaze=(-0.1, 0.6), smile=-0.034, wide=0.94, press=0.25,
        spark=0.9,
                          nod=11, tilt=-5),
    "fear": Expression(0.058, 0.05, 0.018, frown=0.5, lid=1.42, gaze=(-0.15, 0.0), smile=-0.03, open=0.05, wide=1.12,
        teeth=0.6,
                       iris=0.8, spark=0.7, nod=-3, look=-6),
    "anger": Expression(-0.05, -0.018, 0.03, frown=1.0, lid=0.82, low=0.4, gaze=(0.0, -0.12), smile=-0.034, open=0.022,
        wide=1.08,
                        teeth=1.0, iris=0.9, spark=0.6, nod=8),
    "wonder": Expression(0.05, 0.062, 0.044, lid=1.36, gaze=(0.1, -0.4), smile=0.008, open=0.066, wide=0.72, spark=1.7,
        iris=1.06,
                         blush=0.2, nod=-11),
    "resolve": Expression(-0.03, -0.012, 0.012, frown=0.55, lid=0.86, low=0.28, gaze=(0.0, -0.05), smile=-0.004,
        wide=1.04,
                          press=0.9, spark=1.1, nod=-2),
    "loneliness": Expression(0.024, -0.002, -0.014, lid=0.58, gaze=(-0.85, 0.4), smile=-0.016, wide=0.86, press=0.2,
        spark=0.8,
                             nod=7, tilt=4, look=-17),
    "hope": Expression(0.034, 0.026, 0.008, lid=1.06, low=0.15, gaze=(0.2, -0.6), smile=0.03, open=0.012, wide=1.02,
        blush=0.3,
                       spark=1.7, nod=-13, tilt=3),
    "euphoria": Expression(0.03, 0.04, 0.02, lid=0.0, low=1.0, smile=0.08, open=0.1, teeth=1, wide=1.32, blush=0.7,
        spark=1.3,
                           nod=-18, tilt=-6),
    "shyness": Expression(0.03, 0.014, 0.0, lid=0.64, low=0.2, gaze=(0.75, 0.55), smile=0.022, skew=0.014, wide=0.86,
        press=0.3,
                          blush=1.0, nod=9, tilt=9, look=15),
    "grief": Expression(0.062, 0.006, -0.03, frown=0.9, lid=0.2, low=0.5, smile=-0.052, open=0.036, wide=1.06,
        teeth=0.4,
                        tears=1.0, blush=0.45, nod=13, tilt=-8),
}  # fmt: skip


def feeling(emotion: Emotion | None) -> Expression:
    """Return the face of a feeling; calm where none is asked."""
    return FEELINGS[emotion or "calm"]
