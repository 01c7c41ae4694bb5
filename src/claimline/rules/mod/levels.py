"""The functional levels of patients with a leg prosthesis."""

from __future__ import annotations

# In their order: from no use of a prosthesis to athletes and active children.
FUNCTIONAL_LEVELS = ("K0", "K1", "K2", "K3", "K4")
NO_USE = FUNCTIONAL_LEVELS[0]
