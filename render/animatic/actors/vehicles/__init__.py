"""Vehicles of the drawn animatic."""

from render.animatic.actors.vehicles.bus import bus
from render.animatic.actors.vehicles.cars import car, hover_car, race_car
from render.animatic.actors.vehicles.rails_and_air import plane, spaceship, train
from render.animatic.actors.vehicles.ships import boat, sailing_ship
from render.animatic.actors.vehicles.sledge import dog_sled
from render.animatic.actors.vehicles.tram import tram
from render.animatic.actors.vehicles.two_wheelers import bicycle, motorcycle, skateboard
from render.animatic.base import ActorPainter

VEHICLES: dict[str, ActorPainter] = {
    "dog_sled": dog_sled, "sailing_ship": sailing_ship, "car": car, "race_car": race_car, "skateboard": skateboard,
    "train": train, "tram": tram, "bus": bus,
    "bicycle": bicycle, "spaceship": spaceship, "hover_car": hover_car, "boat": boat, "motorcycle": motorcycle,
    "plane": plane,
}  # fmt: skip
"""A painter for every vehicle."""
