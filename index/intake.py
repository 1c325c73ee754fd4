"""Questions on their way to be judged: encoded, and their words looked at, side by side."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from index.encoder import Embedded, Encoder, Vectors
from index.recent import Recent
from index.scorer import Scores


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of a question say."""

    language: str
    scores: Scores | None
    """For the resources; None where nothing was taught."""
    decisive: Vectors | None
    """(1,) for its being a decision; None where nothing recognises one."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A question under way."""

    embedded: Future[Embedded]
    words: Callable[[], Words]


class Intake:
    """Begins questions; what is asked again is encoded once. For one thread at a time."""

    def __init__(self, encoder: Encoder, look: Callable[[str], Words]) -> None:
        """Encode by `encoder`, look at words by `look`."""
        self._encoder = encoder
        self._look = look
        self._recent: Recent[Embedded] = Recent()
        self._helpers = ThreadPoolExecutor(encoder.abreast, thread_name_prefix="sift-intake")

    def begin(self, text: str) -> Begun:
        """Encode one of several questions in another thread; its words are left to this one."""
        return Begun(self._recent.of(text, self._encode_beside), partial(self._look, text))

    def begin_alone(self, text: str) -> Begun:
        """Encode a question that comes alone in this thread: it is done when this returns.

        Its words are looked at in another one, where a core is free. The other way round the longer
        part would have to wait until a thread is awake.
        """
        is_core_free = self._encoder.abreast > 1
        look = partial(self._look, text)
        words = self._helpers.submit(look).result if is_core_free else look
        return Begun(self._recent.of(text, self._encode_here), words)

    def _encode_beside(self, text: str) -> Future[Embedded]:
        return self._helpers.submit(self._encoder.embed, text)

    def _encode_here(self, text: str) -> Future[Embedded]:
        told: Future[Embedded] = Future()
        told.set_result(self._encoder.embed(text))
        return told
