"""Door: ``python -m index build``, the same as ``sift index build`` without the bot's packages."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from index import cli
from index.errors import SiftError
from index.settings import IndexSettings, environment_with_dotenv


def main() -> int:
    """Run one index command; give the exit code."""
    parser = argparse.ArgumentParser(prog="python -m index", description=cli.__doc__)
    cli.add_commands(parser)
    arguments = parser.parse_args()
    try:
        environment = environment_with_dotenv(os.environ, Path(".env"))
        return cli.run(arguments, IndexSettings.read(environment))
    except (SiftError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
