"""Print the given list as JSON lines {id, title, text}: English entries, as Sift reads them.

Called by: ``python given.py SEEDS``, in Sift's environment.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from index import seeds


def main(folder: Path) -> None:
    """Print every resource of the lists in `folder`."""
    for resource in seeds.load(folder).resources:
        entry = resource.entry("en")
        print(json.dumps({"id": resource.id, "title": entry.title, "text": entry.text}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
