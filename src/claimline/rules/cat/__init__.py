"""CAT: how a device came to fit, against the category its code stands for."""
