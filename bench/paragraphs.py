"""Where the paragraphs of UltraStar songs begin, by the number of the line: karaoke files leave no line blank.

Marked by reading the words, before anything was measured on them: these are the songs that sections are adjusted on.
"""

PARAGRAPHS: dict[str, tuple[int, ...]] = {
    "I 18": (0, 10, 16, 26, 32, 42, 53),
    "Heaven can't wait": (0, 8, 12, 18, 22, 30),
    "A Talk with George": (0, 8, 16, 24, 32, 39, 44, 52),
    "Better": (0, 12, 22, 35, 45, 57),
    "Big Bad World One": (0, 7, 15, 23, 31, 37, 44),
    "Chiron Beta Prime": (0, 9, 17, 28, 36, 47),
    "Code Monkey": (0, 8, 15, 21, 29, 36, 43, 49, 58),
    "Flickr": (0, 11, 20, 30),
    "Furry Old Lobster": (0, 11, 17, 29),
    "I Feel Fantastic": (0, 8, 12, 25, 34, 38, 51, 54, 63, 67),
    "Monkey Shines": (0, 7),
    "Mr. Fancy Pants": (0, 10, 19, 25, 35),
    "Not About You": (0, 8, 13, 21, 26, 34),
    "That Spells DNA": (0, 12, 20, 31, 39, 47, 59),
    "On the run": (0, 6, 12, 18, 24, 30, 36, 40, 46),
    "Space Invaders": (0, 11, 21, 32, 42, 52),
    "Northern Star": (0, 4, 7, 15, 19, 22),
}
