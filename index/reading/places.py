"""Which resource a heading of example questions means: by its address, then by its title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from index.overlap import normalised
from index.resource import Resource


class Places:
    """Find resources by address and title."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        self._of_address: dict[str, list[int]] = defaultdict(list)
        self._of_title: dict[tuple[str, str], int] = {}
        for place, resource in enumerate(resources):
            titles = {normalised(entry.title) for entry in resource.entries.values()}
            for url in resource.addresses:
                self._of_address[url].append(place)
                for title in titles:
                    self._of_title.setdefault((url, title), place)

    def find(self, url: str, title: str) -> int | None:
        """Give the place of the resource with that clean address, None where there is none.

        Of several with one address it is that of the title, in any language, else the first.
        """
        places = self._of_address.get(url)
        if not places:
            return None
        return self._of_title.get((url, normalised(title)), places[0])
