"""Slash commands and the buttons under their answers.

ask          door: ``/ask``
share        door: the Share button under an answer that only the asker sees
apology      one sentence to the asker when a command or a button broke
translation  names and descriptions of commands in the languages of the wording
"""
