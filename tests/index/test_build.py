"""Seeds become a live generation, once; whatever goes wrong, the live one stays."""

import os
import resource
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index import generation, seeds, status
from index.build import ENCODERS, build
from index.errors import GenerationError, ModelError, SeedError, SettingError
from index.model import locate
from index.rows import DECLINED, Rows
from index.search import open_search
from index.settings import IndexSettings

REPOSITORY = Path(__file__).parents[2]
LIST = "# Things\n\n- [One thing](https://example.org/one) - It is the first.\n"


def quiet(done: int, total: int) -> None:
    """Hear nothing."""


@pytest.fixture
def small(index_settings: IndexSettings, tmp_path: Path) -> IndexSettings:
    """A list of one thing; the encoder is the one that was exported already."""
    shutil.copytree(index_settings.data / ENCODERS, tmp_path / "data" / ENCODERS)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/things.md").write_text(LIST, encoding="utf-8")
    return IndexSettings(tmp_path / "seeds", tmp_path / "data", "all-MiniLM-L6-v2")


def test_a_second_build_from_the_same_seeds_does_nothing(small: IndexSettings) -> None:
    first = build(small, quiet)
    again = build(small, quiet)
    assert (first.is_new, again.is_new) == (True, False)
    assert again.generation.name == first.generation.name
    assert build(small, quiet, is_forced=True).is_new


def test_status_names_what_changed(small: IndexSettings) -> None:
    build(small, quiet)
    assert not status.status(small).is_stale
    (small.seeds / "things.md").write_text(LIST.replace("first", "last"), encoding="utf-8")
    (small.seeds / "more.fr.md").write_text("- [Deux](https://example.org/2)\n", encoding="utf-8")
    assert status.status(small).changes == ("added: more.fr.md", "changed: things.md")
    found = status.difference(small)
    assert [each.url for each in found.added] == ["https://example.org/2"]
    assert [each.url for each in found.changed] == ["https://example.org/one"]
    (small.seeds / "things.md").unlink()
    assert [each.url for each in status.difference(small).removed] == ["https://example.org/one"]


def test_a_list_that_cannot_be_read_is_told_not_passed_over(small: IndexSettings) -> None:
    build(small, quiet)
    (small.seeds / "lost.md").symlink_to("/nowhere/at/all.md")
    with pytest.raises(SeedError, match=r"lost\.md:1"):
        build(small, quiet)


def test_a_removed_row_is_no_longer_found(small: IndexSettings) -> None:
    build(small, quiet)
    (small.seeds / "things.md").write_text("- [Two](https://example.org/2)\n", encoding="utf-8")
    contents = build(small, quiet).generation.contents
    assert [each.url for each in contents] == ["https://example.org/2"]


def test_faults_in_the_seeds_leave_the_live_generation(small: IndexSettings) -> None:
    live = build(small, quiet).generation.name
    (small.seeds / "bad.md").write_text(
        "- [x](javascript:alert(1))\n- [y](ftp://example.org)\n", encoding="utf-8"
    )
    with pytest.raises(SeedError, match=r"(?s)bad\.md:1: .*bad\.md:2: "):
        build(small, quiet)
    assert generation.current_name(small.root) == live


def test_a_damaged_live_generation_is_built_anew(small: IndexSettings) -> None:
    live = build(small, quiet).generation.name
    (small.root / live / "vectors.faiss").write_bytes(b"")
    assert build(small, quiet).is_new
    generation.load_current(small.root)


def test_a_current_that_names_nothing_is_built_anew(small: IndexSettings) -> None:
    build(small, quiet)
    (small.root / "CURRENT").write_text("not-there")
    assert build(small, quiet).is_new


def test_a_missing_seeds_folder_names_its_setting(small: IndexSettings) -> None:
    with pytest.raises(SettingError, match="SIFT_SEEDS"):
        build(replace(small, seeds=small.seeds / "nowhere"), quiet)


@pytest.mark.parametrize("name", ["./nowhere", "/nowhere/at/all"])
def test_a_missing_model_folder_names_its_setting(name: str) -> None:
    with pytest.raises(ModelError, match="SIFT_MODEL"):
        locate(name)


def test_a_folder_that_is_no_model_names_its_setting(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"modules\.json"):
        locate(str(tmp_path))


def test_an_index_of_another_model_is_refused(small: IndexSettings) -> None:
    build(small, quiet)
    with pytest.raises(GenerationError, match="was made by the model all-MiniLM-L6-v2"):
        open_search(replace(small, model="another"))


def test_a_full_disk_is_one_sentence_and_leaves_the_live_one(small: IndexSettings) -> None:
    live = build(small, quiet).generation.name
    (small.seeds / "things.md").write_text(LIST * 40, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "index", "build"],
        cwd=REPOSITORY,
        env=os.environ | {"SIFT_SEEDS": str(small.seeds), "SIFT_DATA": str(small.data)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "File too large" in run.stderr
    assert "Traceback" not in run.stderr
    assert generation.load_current(small.root).name == live


def test_two_builds_at_once_take_turns(small: IndexSettings) -> None:
    environment = os.environ | {"SIFT_SEEDS": str(small.seeds), "SIFT_DATA": str(small.data)}
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "index", "build"],
            cwd=REPOSITORY,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = sorted(run.communicate()[0].split()[0] for run in runs)
    assert [run.returncode for run in runs] == [0, 0]
    assert said == ["1", "up"]
    assert len(generation.names(small.root)) == 1


def test_stored_vectors_are_those_of_the_encoder(index_settings: IndexSettings) -> None:
    live = generation.load_current(index_settings.root)
    rows = list(Rows.of(seeds.load(index_settings.seeds)).texts())
    passages = rows[: live.manifest.passages]
    assert len(live.vectors) == len(passages) == len(rows) - live.manifest.declined
    asked = [row for row, (_, is_question) in enumerate(passages) if is_question]
    for row in (asked[0], asked[len(asked) // 2], asked[-1]):
        (embedded,) = live.encoder.embed_questions([rows[row][0]])
        (nearest,), (cosine,) = live.vectors.nearest(embedded, 1)
        assert nearest == row
        assert cosine == pytest.approx(1, abs=0.01)
        assert np.linalg.norm(embedded) == pytest.approx(1, abs=1e-5)


def test_every_resource_has_its_passages_side_by_side() -> None:
    rows = Rows.of(seeds.load(REPOSITORY / "seeds"))
    owners = [passage.resource for _, own in rows.paired() for passage in own]
    assert owners == sorted(owners)
    assert set(owners) == set(range(len(rows.resources)))
    assert rows.owners().tolist() == owners + [DECLINED] * len(rows.declined)
