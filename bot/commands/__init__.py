"""Slash commands, one file each; `ask` is ``/ask`` with its Share button."""
