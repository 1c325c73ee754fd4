"""Answer people: slash commands, direct messages and mentions in Discord, and the terminal.

The map:

errors       the kinds of error, on top of the index's
settings     token, home server, address of Discord, whether to keep questions
wording      every sentence a person sees, English and French
text         words of strangers as Discord Markdown: cleaned, clipped, escaped
leaning      the sentences of a leaning, for every door
parts        the texts of an answer as Discord Markdown
cards        an answer as Discord components, within all of Discord's limits
answer       the question's path: one worker thread, never the event loop
case         the circumstances to choose from, in groups, and a short code for each
feedback     what people said, in one SQLite file
discretion   what is never written down: ids, addresses of people, secrets
keeper       write down what people said, in one thread
pace         how fast one person may ask
trouble      what went wrong: for the asker and for the log
contract     the machine-readable form of an answer
page         an answer as a page of text
bullets      example questions as Markdown bullets, written and read
nearby       questions that are nearly the same
suggestions  conductor: what people said to the example questions to add
review       such suggestions as text: Markdown, JSON
guided       door: ``sift guide``, step by step or by options
suggest      door: ``sift seeds suggest``
terminal     door: ``sift ask``, cards, JSON lines, conversation
commands/    doors: one file a slash command, and the buttons under its answers
mentions     mentions of one person in a message
direct       door: direct messages and mentions
sync         register the commands with Discord when they changed
connection   stay connected, stop when told to
log          one log for people, without questions and token
client       the Discord client: what it hears, and what becomes of errors
__main__     door: the ``sift`` command
"""
