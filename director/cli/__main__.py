"""`python -m director.cli`."""

from director.cli import main

main()
