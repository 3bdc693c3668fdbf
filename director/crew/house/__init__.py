"""The house crew: reads, writes, draws up, judges and answers without any model or key."""
