"""The crew that asks a chat model. What a model answers is checked in code before it becomes a noun of the house."""
