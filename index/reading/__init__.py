"""Read one Markdown list, whoever wrote it, and pair its translations; read messages of people.

The map, from the characters up:

kinds        tables: which words, hosts and paths speak for which kind
publishers   tables: who is behind a host or a code owner
grammar      Markdown's grammar as lists need it, for blocks and for inline text
tables       a rule of the grammar: a table as one token that carries its rows
hidden       a rule of the grammar: comments and the like, which hide their content
metadata     a file's language, and whether a machine translated it
outline      block tokens to bullets and rows, each with its heading and parent
runs         text without invisible characters; descriptions as styled runs
spans        pieces of inline text, each with its style and its link
inline       inline Markdown and HTML to spans
titles       judge the words around a link: title, label, filler or prose
drafts       judge the links of a bullet or row; the draft of an entry
prose        descriptions, and titles that stand before a link
bullets      a bullet to a draft
rows         a table row to a draft
markdown     conductor: a Markdown file to entries, with every fault and every skipped row
messages     a Markdown file to headings, bullets and prose, as people type messages
places       which resource a heading of example questions means
examples     conductor: example questions and declined messages, with every fault
guide        conductor: a file of the decision guide, with every fault
pairing      entries of all files to resources, translations paired, ids given
"""
