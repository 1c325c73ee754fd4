"""Read the seeds, embed them, keep generations, and find the resources that help with a question.

The map, in the order of the two paths:

errors       the kinds of error, whose messages people read
settings     where seeds, data and model are
resource     the values: resource, entry, example, declined message, hit, answer
files        whole files on disk: written atomically, digested
links        clean addresses; tell kind and provider from them
overlap      how alike two texts are
reading/     one Markdown file to entries or messages, with every fault and every skipped row
seed_files   the files of the seeds folder, read and decoded
seeds        conductor: a folder of such files to resources and messages, and their digests
passages     the texts that stand for a resource
model        where the embedding model lies, and whether it is the one expected
teacher      sentence-transformers: the only file that imports torch's world
sample       questions on which an encoder is compared with its teacher
graph        an exported graph fused, its weights and its activations in 8 bits
cache        exported encoders, kept on disk
export       conductor: a model to the encoder that generations carry
tokens       texts as tokens, alone or several together
encoder      tokenizer and ONNX graph: texts to unit vectors, without torch
embedding    texts to vectors in a file, chunk by chunk
recent       what was read of recent questions
intake       questions under way: encoded with others of like length
vectors      unit vectors in a FAISS store
arrays       named arrays in one file
features     a text to the features of its words
vocabulary   features that are known, and how rare each is
text_weights what a text's features add to scores, looked up once for several
postings     which rows have a feature: similarity by words
polynomial   how like each other vectors are, so that rows can be summed up
evidence     how like a question each row is: meaning, words, pieces of words
rows         all that is embedded: passages, example questions, declined messages
teaching     rows to weights, by kernel ridge
calibration  scores to probabilities, and the thresholds of the bands
scorer       a question to scores, by the rows that teach summed up
relevance    similarities to judged resources, confidence and band
learning     conductor: rows to what a generation knows of relevance
nearby       the resources near a question, where nothing was taught
parts        parts of a text as they stand in it
options      the options that a question weighs
ranking      which resources are shown, in what order
why          the sentence or example question that carries a match
leaning/     a decision question to a verdict with its reasons
courtesy     greetings, thanks and calls for help
language     which language a message is written in
judge        an embedded question to what is found for it
contents     resources and passages on disk, decoded when asked for
lookup       which of those are looked up together, on disk
generation   the folder on disk: save, verify, load, switch, roll back
lint         faults of seeds that can be read
build        conductor: seeds to a live generation
search       conductor: a question to an answer
evaluation/  labelled questions to figures, plots and floors, per language
status       what is live, and what changed since
progress     how far a build is, and what is left
cli          door: ``sift index ...``
seeds_cli    door: ``sift seeds ...``
__main__     door: ``python -m index ...``
"""

import os

# Nothing leaves the host: onnxruntime reports to its maker from 1.29 on, unless it is told not to
# before it is imported, and leaves an identifier in the home folder.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
