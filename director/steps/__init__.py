"""The nodes of the graph, one file a step, in the order of a song's way: I/O here, decisions in the crew."""
