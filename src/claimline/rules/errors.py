"""What can go wrong with the rules of installed packages."""


class RegistryError(Exception):
    """An installed package whose rules cannot be used: which, and why."""
