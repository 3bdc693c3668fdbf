"""All places of the drawn animatic, by canonical term."""

from render.animatic.base import PlacePainter
from render.animatic.places import city, country, future, ice, interiors, nature, road, sea, shore, snow, stage

PLACES: dict[str, PlacePainter] = {
    "tundra": snow.tundra,
    "ice_field": ice.ice_field,
    "arctic_sea": sea.arctic_sea,
    "snow_road": snow.snow_road,
    "camp": snow.camp,
    "mountains": snow.peaks,
    "sea": sea.sea,
    "beach": shore.beach,
    "harbour": shore.harbour,
    "ship_deck": shore.ship_deck,
    "forest": nature.forest,
    "meadow": nature.meadow,
    "fairy_forest": nature.fairy_forest,
    "garden": nature.garden,
    "field": country.field,
    "village": country.village,
    "lake": country.lake,
    "river": country.river,
    "waterfall": country.waterfall,
    "desert": country.desert,
    "clouds": country.clouds,
    "crossroads": road.crossroads,
    "race_track": road.race_track,
    "rainy_street": city.rainy_street,
    "bedroom": interiors.bedroom,
    "living_room": interiors.living_room,
    "grid_plain": future.grid_plain,
    "stage": stage.stage,
}
