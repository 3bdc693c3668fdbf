"""All places of the drawn animatic, by canonical term."""

from render.animatic.base import PlacePainter
from render.animatic.places import city, future, interiors, nature, road, sea, snow, stage

PLACES: dict[str, PlacePainter] = {
    "tundra": snow.tundra,
    "ice_field": snow.ice_field,
    "arctic_sea": sea.arctic_sea,
    "forest": nature.forest,
    "meadow": nature.meadow,
    "crossroads": road.crossroads,
    "race_track": road.race_track,
    "rainy_street": city.rainy_street,
    "bedroom": interiors.bedroom,
    "living_room": interiors.living_room,
    "grid_plain": future.grid_plain,
    "stage": stage.stage,
}
