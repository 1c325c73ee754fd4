"""The files of the seeds folder: which there are, their bytes and text, or why not."""

from __future__ import annotations

from pathlib import Path

from index.errors import SeedError, SettingError

MAX_BYTES = 64 * 1024 * 1024
WAY_OUT = "set SIFT_SEEDS to the folder with your resource lists"

_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


def seed_files(folder: Path) -> list[Path]:
    """Give the Markdown files of `folder` by name, without README.md and hidden ones."""
    try:
        paths = sorted(folder.iterdir())
    except NotADirectoryError:
        raise SettingError(f"SIFT_SEEDS: {folder} is not a folder; {WAY_OUT}") from None
    except FileNotFoundError:
        raise SettingError(f"SIFT_SEEDS: there is no folder {folder}; {WAY_OUT}") from None
    except OSError as error:
        msg = f"SIFT_SEEDS: {folder} cannot be read ({error.strerror}); {WAY_OUT}"
        raise SettingError(msg) from None
    return [path for path in paths if _is_seed(path)]


def _is_seed(path: Path) -> bool:
    name = path.name.lower()
    return name.endswith(".md") and name != "readme.md" and name[0] != "." and not path.is_dir()


def read_bytes(path: Path) -> bytes:
    """Read a file that may have gone, be closed to us, or be no file; raise SeedError."""
    try:
        if path.exists() and not path.is_file():
            raise SeedError(f"{path.name}:1: this is not a plain file; remove it from the seeds")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        msg = f"{path.name}:1: the file cannot be read ({error.strerror}); restore it or its rights"
        raise SeedError(msg) from None
    if len(data) > MAX_BYTES:
        mebibytes = MAX_BYTES // 2**20
        raise SeedError(f"{path.name}:1: the file is larger than {mebibytes} MiB; split it")
    return data


def decode(name: str, data: bytes) -> str:
    """Decode UTF-8, with or without byte order mark; raise SeedError with the line of the fault."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            raise SeedError(f"{name}:1: the file is {encoding}; save it as UTF-8")
    place = data.find(b"\x00")
    if place >= 0:
        raise SeedError(
            f"{name}:{_line(data, place)}: there is a NUL byte; is this text? Remove it"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = _line(data, error.start)
        msg = f"{name}:{line}: byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise SeedError(msg) from None


def _line(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1
