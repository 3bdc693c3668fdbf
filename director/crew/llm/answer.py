"""What every answer of a model is: closed, and read with a little patience."""

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """A part of an answer. Unknown fields are refused, so that a misspelt field comes back to the model by name."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
