"""`python -m claimline`."""

from claimline.cli import main

main()
