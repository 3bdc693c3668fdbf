"""All places of the drawn animatic, by canonical term."""

from dataclasses import replace

import numpy as np

from render.animatic.base import Layer, Look, PlacePainter
from render.animatic.places import (
    abstract,
    alley,
    city,
    club,
    cosmos,
    country,
    cyber,
    fairy,
    future,
    garden,
    hospital,
    ice,
    interiors,
    olden,
    outskirts,
    park,
    play,
    race,
    road,
    rooms,
    school,
    sea,
    ship,
    shore,
    snow,
    stage,
    studio,
    town,
    travel,
    underground,
    waters,
    wild,
    woods,
)
from render.animatic.places.tone import under_weather


def _in_weather(painter: PlacePainter) -> PlacePainter:
    """Return the painter as it paints under the light that the weather lets through."""

    def paint(look: Look, rng: np.random.Generator) -> list[Layer]:
        seen = under_weather(look)
        return [_lit(layer, seen) for layer in painter(seen, rng)]

    return paint


def _lit(layer: Layer, look: Look) -> Layer:
    return replace(layer, paint=lambda brush: layer.paint(replace(brush, look=look)))


_PAINTERS: dict[str, PlacePainter] = {
    "tundra": snow.tundra,
    "ice_field": ice.ice_field,
    "arctic_sea": sea.arctic_sea,
    "snow_road": snow.snow_road,
    "camp": snow.camp,
    "mountains": snow.peaks,
    "sea": sea.sea,
    "beach": shore.beach,
    "harbour": shore.harbour,
    "ship_deck": ship.ship_deck,
    "forest": woods.forest,
    "forest_river": woods.forest_river,
    "meadow": fairy.meadow,
    "fairy_forest": fairy.fairy_forest,
    "garden": garden.garden,
    "field": country.field,
    "village": country.village,
    "lake": waters.lake,
    "river": waters.river,
    "waterfall": waters.waterfall,
    "desert": wild.desert,
    "clouds": wild.clouds,
    "crossroads": road.crossroads,
    "race_track": race.race_track,
    "tunnel": race.tunnel,
    "pit_garage": race.pit_garage,
    "highway": road.highway,
    "classroom": school.classroom,
    "school_corridor": school.school_corridor,
    "playground": play.playground,
    "skatepark": play.skatepark,
    "rainy_street": city.rainy_street,
    "bedroom": interiors.bedroom,
    "living_room": interiors.living_room,
    "kitchen": rooms.kitchen,
    "corridor": rooms.corridor,
    "hospital_room": hospital.hospital_room,
    "empty_room": rooms.empty_room,
    "window_room": rooms.window_room,
    "studio": studio.studio,
    "old_house": olden.old_house,
    "attic": olden.attic,
    "grid_plain": future.grid_plain,
    "stage": stage.stage,
    "city_street": town.city_street,
    "city_night": town.city_night,
    "alley": alley.alley,
    "rooftop": outskirts.rooftop,
    "park": park.park,
    "suburb": outskirts.suburb,
    "cyber_street": cyber.cyber_street,
    "future_city": future.future_city,
    "space": cosmos.space,
    "train_station": travel.train_station,
    "train_carriage": travel.train_carriage,
    "subway": underground.subway,
    "club": club.club,
    "concert_hall": stage.concert_hall,
    "void": abstract.void,
}

PLACES: dict[str, PlacePainter] = {term: _in_weather(painter) for term, painter in _PAINTERS.items()}
