"""What the stage has to know about canonical terms: who is a person, what is ridden, what hangs in the sky."""

PEOPLE = frozenset((
    "man", "woman", "girl", "boy", "child", "explorer", "captain", "sailor", "singer", "dancer", "pianist", "musician",
    "guitarist", "drummer", "racer", "skater", "old_man", "old_woman", "mother", "father", "astronaut", "ghost",
    "silhouette", "android", "couple", "robot",
))  # fmt: skip
LIVING = frozenset((
    "crowd", "band", "dog", "sled_dog", "owl", "horse", "bird", "birds", "wolf", "fox", "deer", "cat", "fish", "whale",
    "polar_bear", "butterfly", "rabbit",
))  # fmt: skip
"""Animals and groups: they have faces to go in on, but not the proportions of one person."""

VEHICLES = frozenset((
    "dog_sled", "sailing_ship", "car", "race_car", "skateboard", "train", "tram", "bus", "bicycle", "spaceship",
    "hover_car",
    "boat", "motorcycle", "plane", "horse", "sled",
))  # fmt: skip
RIDING = frozenset(("ride", "drive", "sail", "skate", "row", "fly", "race"))
"""Actions by which a person is carried by a vehicle in the same shot."""

STRADDLED = frozenset(("horse", "bicycle", "motorcycle", "skateboard", "dog_sled", "sled"))
"""Ridden on, not in."""

ABOVE = frozenset(("moon", "sun", "star", "stars"))
"""Hangs in the sky, whatever its real size."""

HAND_HELD = frozenset((
    "map", "compass", "lantern", "candle", "microphone", "photograph", "umbrella", "flower", "paper_boat", "paper_bird",
    "music_box", "doll", "letter", "book", "cassette", "phone", "key", "ring", "trophy", "snow_globe", "leaf", "heart",
    "helmet",
))  # fmt: skip
"""Small enough to be held: shown in the subject's hand when it is a prop of a person."""

TABLETOP = frozenset((
    "map", "compass", "lantern", "candle", "photograph", "flower", "paper_boat", "paper_bird", "music_box", "doll",
    "letter", "book", "cassette", "phone", "key", "ring", "trophy", "snow_globe", "leaf", "helmet", "tv", "speaker",
))  # fmt: skip
"""Stands or lies on the table of a shot that has one."""

SET_DOWN = frozenset(("paper_boat", "paper_bird", "music_box", "snow_globe", "trophy", "candle", "heart"))
"""Stands on the hand that holds it; other things are gripped at their middle."""

HOLDING = frozenset(("hold", "read", "give", "embrace"))
"""Actions in which both hands are before the chest."""

FLAT = frozenset(("puddle",))
"""Lies on the ground: near framings look down on it."""

INDOORS = frozenset((
    "bedroom", "classroom", "school_corridor", "subway", "pit_garage", "living_room", "kitchen", "corridor",
    "hospital_room", "old_house", "empty_room", "attic", "window_room", "train_station", "train_carriage", "club",
    "stage", "concert_hall", "studio", "tunnel", "void", "space",
))  # fmt: skip
"""Where no rain falls: weather is seen only through what the place paints."""

ON_WALLS = frozenset(("photograph", "mirror", "window"))
"""Hangs on the wall of a room."""

ROOMS = frozenset((
    "bedroom", "classroom", "school_corridor", "living_room", "kitchen", "corridor", "hospital_room", "old_house",
    "empty_room", "attic", "window_room", "studio", "pit_garage",
))  # fmt: skip
"""Places with a wall behind everyone."""

POLAR = frozenset(("tundra", "ice_field", "arctic_sea", "snow_road", "camp"))
WINTRY = frozenset(("explorer", "sled_dog", "dog_sled", "polar_bear"))
"""Who tells that it is winter out of doors."""

WOODS = frozenset(("forest", "forest_river", "fairy_forest"))
"""Where sun and moon are seen between trunks."""
