"""Answer people: slash commands, direct messages and mentions in Discord, and the terminal.

The map:

errors       the kinds of error, on top of the index's
settings     token, home server, address of Discord
wording      every sentence a person sees, English and French
cards        an answer as Discord components, within all of Discord's limits
answer       the question's path: one worker thread, never the event loop
contract     the machine-readable form of an answer
page         an answer as a page of text
terminal     door: ``sift ask``, cards, JSON lines, conversation
commands/    doors: one file a slash command, and the buttons under its answers
direct       door: direct messages and mentions
client       the Discord client: commands synced when changed, errors, shutdown
__main__     door: the ``sift`` command
"""
