"""Open models on this machine's card: one worker owns the card, one small module knows each family of models."""
