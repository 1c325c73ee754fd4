"""Faults of seeds that can be read: what stands in the wrong place, twice, or on both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from index.leaning.check import check
from index.overlap import ALIKE, Overlap, normalised
from index.resource import Declined, Example
from index.seeds import Seeds, is_list

LONGEST = 300
"""Characters; a longer message is several, or no question."""

Fault = tuple[str, int, str]
"""File, line, and the sentence with what to do."""


def lint(seeds: Seeds) -> list[str]:
    """Give every fault as ``file:line: sentence``, by file and line."""
    faults = chain(
        _left_out(seeds),
        _too_long((*seeds.examples, *seeds.declined)),
        _ambiguous(seeds),
        _repeated_examples(seeds.examples),
        _repeated_declined(seeds.declined),
        _on_both_sides(seeds),
        check(seeds.guides, seeds.guide),
    )
    return [f"{file}:{line}: {sentence}" for file, line, sentence in sorted(faults)]


def _left_out(seeds: Seeds) -> Iterator[Fault]:
    """Name the messages that were skipped; rows of lists may be."""
    for row in seeds.skipped:
        if not is_list(row.file):
            said = f" (“{row.text}”)" if row.text else ""
            yield row.file, row.line, f"{row.reason}{said}"


def _too_long(messages: Sequence[Example | Declined]) -> Iterator[Fault]:
    for message in messages:
        if (length := len(message.text)) > LONGEST:
            sentence = f"it has {length} characters; say it in {LONGEST}"
            yield message.file, message.line, sentence


def _ambiguous(seeds: Seeds) -> Iterator[Fault]:
    """Name headings whose address several resources have, and whose title none of them."""
    holders = Counter(url for resource in seeds.resources for url in resource.addresses)
    seen: set[tuple[str, str, str]] = set()
    for example in seeds.examples:
        key = example.file, example.url, example.title
        if holders[example.url] < 2 or key in seen:
            continue
        seen.add(key)
        entries = seeds.resources[example.resource].entries.values()
        if normalised(example.title) not in {normalised(entry.title) for entry in entries}:
            yield (
                example.file,
                example.line,
                f"{holders[example.url]} resources have the address above, none of them the title "
                f"“{example.title}”; name the one that is meant",
            )


def _repeated_examples(examples: Sequence[Example]) -> Iterator[Fault]:
    """Name each question that an earlier one says already."""
    overlap = Overlap([example.text for example in examples])
    for place, example in enumerate(examples):
        for like in overlap.alike(example.text, ALIKE):
            earlier = examples[like.place]
            if like.place < place and (sentence := _repetition(example, earlier, like.share)):
                yield example.file, example.line, sentence
                break


def _repetition(example: Example, earlier: Example, share: float) -> str:
    """Say what is wrong with two questions this much alike; nothing if that is as it should be.

    Translations may be alike, and so may questions that differ by the word that decides between
    two resources.
    """
    is_same = normalised(example.text) == normalised(earlier.text)
    if example.resource != earlier.resource:
        advice = "keep it under the resource that helps most"
        return f"{earlier.place} asks the same of another resource; {advice}" if is_same else ""
    if example.language != earlier.language:
        return ""
    return _repeats(earlier, share, is_same=is_same)


def _repeated_declined(declined: Sequence[Declined]) -> Iterator[Fault]:
    """Name each declined message that an earlier one of its language says already."""
    overlap = Overlap([message.text for message in declined])
    for place, message in enumerate(declined):
        for like in overlap.alike(message.text, ALIKE):
            earlier = declined[like.place]
            if like.place < place and earlier.language == message.language:
                is_same = normalised(message.text) == normalised(earlier.text)
                yield message.file, message.line, _repeats(earlier, like.share, is_same=is_same)
                break


def _repeats(earlier: Example | Declined, share: float, *, is_same: bool) -> str:
    if is_same:
        return f"it repeats {earlier.place}; drop one"
    return f"it says nearly the same as {earlier.place} ({share:.0%} alike); reword or drop one"


def _on_both_sides(seeds: Seeds) -> Iterator[Fault]:
    """Name declined messages that are close to an example question of any language."""
    overlap = Overlap([example.text for example in seeds.examples])
    for message in seeds.declined:
        for like in overlap.alike(message.text, ALIKE)[:1]:
            example = seeds.examples[like.place]
            sentence = (
                f"{example.place} is a question like it ({like.share:.0%} alike), and answered"
            )
            yield message.file, message.line, f"{sentence}; drop one"
