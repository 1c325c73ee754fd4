"""Where a decision leans: circumstances that people state, and rules that they can follow.

The map, from the values up:

verdict      values: a leaning, its reasons, what is still to be known
guide        values: the decision guide, as its files say it and as it is used
merging      the files of the guide put together
decide       circumstances to a verdict, by sums
weighing     the strengths of those sums: the guide's own, fitted to its cases
check        faults of a guide that can be read
clauses      a message to its clauses
counts       numbers as features
head         weights of vectors and features: a text to scores
heads        what a generation knows of decisions, on disk and loaded
ridge        rows and targets to the weights of a head
stated       a message to the circumstances that it may state
lessons      conductor: the guide to heads and strengths
lean         conductor: a question to a leaning
chosen       circumstances chosen from a list to an answer
"""
