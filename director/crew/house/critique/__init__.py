"""How the house critic works: looking, checking, weighing, reviewing."""
