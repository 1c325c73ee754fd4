"""Where a decision leans: circumstances that people state, and rules that they can follow.

The map, from the values up:

verdict      values: a leaning, its reasons, what is still to be known
guide        values: the decision guide, as its files say it and as it is used
merging      the files of the guide put together
decide       circumstances to a verdict, by sums
check        faults of a guide that can be read
words        table: words that often speak of a circumstance
weighing     words by which people weigh one way against another
counts       how many examples a clause speaks of
cues         what a clause says beyond doubt
clauses      a message to its clauses
head         rows of the guide with weights: a text's likeness to scores
signs        scores and words as the signs of a decision or a circumstance
heads        what a generation knows of decisions, on disk and loaded
lessons      conductor: the guide to heads
stated       clauses to circumstances
lean         conductor: a question to a leaning
chosen       circumstances chosen from a list to an answer
"""
