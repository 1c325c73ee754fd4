"""Slash commands and the buttons under their answers.

ask          door: ``/ask``
share        door: the Share button under an answer that only the asker sees
case         door: the button under a leaning that opens the form, filled in
form         the form in which a person ticks what holds for their case
guide        door: ``/guide``, and the form that comes back filled in
thumbs       door: thumb up and thumb down under such an answer
pressed      what these buttons share: one press counts, and the message shows it
apology      one sentence to the asker when a command or a button broke
translation  names and descriptions of commands in the languages of the wording
"""
