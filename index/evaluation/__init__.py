"""Score the answers to labelled questions, with how far chance moves each score.

The map, from the file up:

labels       evaluation files to labelled questions, with every fault of every line
judged       the values: a question with the answer it got, graded
ranking      three cards against the labels: nDCG, recall
levels       sums per distinct confidence, in every resample at once
separation   confidence of real questions against declined messages: AUROC, let-through
calibration  confidence against what came of it: ECE and the reliability curve
resampling   the bootstrap: how often each question is drawn
names        table: the figures, as they are called
figures      judged questions to named figures, with 95 % intervals
misses       the answers that went worst, and which resource was shown for which
report       the values and their conductor: judged questions to all that is told of them
evaluate     conductor: a search and labelled questions to a report
floors       bounds that figures must keep
leanings     questions labelled with verdicts to figures and misses
lines        a report as lines of text
markup       text and tables as HTML, escaped
plots        the drawings of a report: the only file that imports matplotlib
look         the page's style sheet
page         a report as one HTML page
cli          door: ``sift eval``
"""
