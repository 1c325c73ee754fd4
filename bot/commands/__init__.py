"""Slash commands and the buttons under their answers.

ask          door: ``/ask``
share        door: the Share button under an answer that only the asker sees
thumbs       door: thumb up and thumb down under such an answer
pressed      what these buttons share: one press counts, and the message shows it
apology      one sentence to the asker when a command or a button broke
translation  names and descriptions of commands in the languages of the wording
"""
