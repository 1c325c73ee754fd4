"""Errors: one root; each message is the sentence that a person reads."""


class SiftError(Exception):
    """Say what is wrong, where, and what to do; doors print it and exit with code 1."""


class SeedError(SiftError):
    """Name every fault of the seeds, one line each, as ``file:line: sentence``."""


class SettingError(SiftError):
    """Name the setting that is missing or refused, and the way out."""


class ModelError(SiftError):
    """Tell that the embedding model is absent, damaged or not the one expected."""


class GenerationError(SiftError):
    """Tell that an index generation is absent, damaged or of another kind."""


class EvaluationError(SiftError):
    """Name every fault of an evaluation file, or every figure out of its bounds, a line each."""
