"""Read the seeds, embed them, keep generations, and find the resources that help with a question.

The map, in the order of the two paths:

errors       the kinds of error, whose messages people read
settings     where seeds, data and model are
resource     the values: resource, entry, hit, answer
files        whole files on disk: written atomically, digested
links        clean addresses; tell kind and provider from them
reading/     one Markdown list to entries, with every fault and every skipped row
seeds        conductor: a folder of such lists to resources, and their digests
passages     the texts that stand for a resource
model        where the embedding model lies, and whether it is the one expected
teacher      sentence-transformers: the only file that imports torch's world
sample       questions on which an encoder is compared with its teacher
graph        an exported graph fused, and its weights in 8 bits
export       conductor: a model to the encoder that generations carry
encoder      tokenizer and ONNX graph: texts to unit vectors, without torch
recent       the vectors of recent questions
vectors      unit vectors in a FAISS store
relevance    cosine to calibrated confidence and band
language     which language a message is written in
generation   the folder on disk: save, verify, load, switch, roll back
build        conductor: seeds to a live generation
search       conductor: a question to an answer
evaluation/  labelled questions to figures, plots and floors, per language
status       what is live, and what changed since
cli          door: ``sift index ...``
__main__     door: ``python -m index ...``
"""
