"""The chat-model client: one question in, one checked answer out."""
