"""A folder of lists becomes resources with their translations, or one error with all faults."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from index import seeds
from index.errors import SeedError, SettingError
from index.seed_files import MAX_BYTES

REAL = Path(__file__).parents[2] / "seeds"


def write(folder: Path, **files: str | bytes) -> Path:
    """Write ``a_fr="…"`` to ``a.fr.md``."""
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / f"{name.replace('_', '.')}.md").write_bytes(data)
    return folder


def faults(folder: Path) -> list[str]:
    with pytest.raises(SeedError) as caught:
        seeds.load(folder)
    return str(caught.value).splitlines()


def test_the_given_list_is_read_whole_in_both_languages() -> None:
    loaded = seeds.load(REAL)
    assert len(loaded.resources) == 20
    assert len({resource.url for resource in loaded.resources}) == 18
    assert len({resource.id for resource in loaded.resources}) == 20
    assert not loaded.skipped
    for resource in loaded.resources:
        assert set(resource.entries) == {"en", "fr"}
        assert resource.entries["fr"].is_machine_translated
        assert not resource.entries["en"].is_machine_translated
        for entry in resource.entries.values():
            addresses = [entry.url, *(link.url for link in entry.related)]
            assert not any("mc_id" in address for address in addresses)
            assert entry.title
            assert entry.description
            assert entry.section


def test_the_quirks_of_the_given_list() -> None:
    found = {r.entries["fr"].title: r for r in seeds.load(REAL).resources}
    anchored = found["Continuous Fine Tuning"]
    assert anchored.url.endswith("?tabs=turbo%2Cpython&pivots=programming-language-studio"
                                 "#continuous-fine-tuning")  # fmt: skip
    assert anchored.id == "beef793658", "ids must not change: people's feedback hangs on them"
    assert anchored.url == found["Customize a model with fine-tuning"].url
    autotrain = found["AutoTrain Advanced"]
    assert autotrain.entries["fr"].label == "Hugging Face"
    assert [link.title for link in autotrain.entries["fr"].related] == [
        "modèles d’apprentissage automatique de pointe", "local-first", "documentation AutoTrain",
    ]  # fmt: skip
    assert (autotrain.kind, autotrain.provider) == ("tool", "Hugging Face")
    phi = found["Phinetuning 2.0"].entries["fr"]
    assert phi.label == "Tutoriel communautaire"
    assert phi.text.startswith("fine-tuning pour petits modèles de langage — Découvrez Phi-2")
    assert phi.section == "Ressources secondaires"
    kinds = [resource.kind for resource in found.values()]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "guide": 8, "video": 1, "tutorial": 6, "training": 1, "notebook": 3, "tool": 1,
    }  # fmt: skip


def test_translations_pair_by_address_and_place_then_by_title(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_en="- [One](https://x.example)\n- [Two](https://x.example)\n- [Same](https://e.example)",
        a_fr="- [Un](https://x.example)\n- [Deux](https://x.example)\n- [same](https://f.example)",
        b_fr="- [Autre](https://e.example/other)",
    )
    titles = [[e.title for e in r.entries.values()] for r in seeds.load(tmp_path).resources]
    assert titles == [["One", "Un"], ["Two", "Deux"], ["Same", "same"], ["Autre"]]


def test_one_language_never_merges_but_for_repetitions_which_are_named(tmp_path: Path) -> None:
    write(
        tmp_path,
        a="- [One](https://x.example)\n- [Two](https://x.example)\n- [One](https://y.example)",
        b="- [ONE](https://x.example?utm_source=b) again",
    )
    loaded = seeds.load(tmp_path)
    assert [(r.url, r.entry("en").title) for r in loaded.resources] == [
        ("https://x.example", "One"), ("https://x.example", "Two"), ("https://y.example", "One"),
    ]  # fmt: skip
    assert len({resource.id for resource in loaded.resources}) == 3
    (repeated,) = loaded.skipped
    assert (repeated.file, repeated.line, repeated.reason) == ("b.md", 1, "it repeats a.md:1")


def test_ids_stay_when_other_lists_come(tmp_path: Path) -> None:
    write(tmp_path, b="- [One](https://x.example)\n- [Two](https://x.example)")
    before = [resource.id for resource in seeds.load(tmp_path).resources]
    write(tmp_path, a="- [Zero](https://zero.example)", b_fr="- [Un](https://x.example)")
    assert [resource.id for resource in seeds.load(tmp_path).resources][1:] == before
    assert all(len(identity) == 10 and int(identity, 16) >= 0 for identity in before)


def test_other_seeds_are_digested_but_are_no_lists(tmp_path: Path) -> None:
    row = "- [A](https://a.example)"
    write(tmp_path, list=row, questions_en=row, declined_fr=row, guide_en=row, README=row)
    (tmp_path / ".hidden.md").write_text(row)
    (tmp_path / "notes.txt").write_text(row)
    (tmp_path / "folder.md").mkdir()
    loaded = seeds.load(tmp_path)
    assert len(loaded.resources) == 1
    assert [row.file for row in loaded.skipped] == ["questions.en.md"]
    assert list(loaded.digests) == ["declined.fr.md", "guide.en.md", "list.md", "questions.en.md"]
    assert set(loaded.digests.values()) == {hashlib.sha256(row.encode()).hexdigest()}
    assert seeds.digests(tmp_path) == loaded.digests


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        a="- [x](javascript:1)\n- [y]()\n- [ok](https://ok.example)",
        b=b"fine\n- [caf\xe9](https://b.example)",
        c="- [z](https://z.example)".encode("utf-16"),
        d=b"one\ntwo\x00",
        e="\ufeff- [with a byte order mark](https://e.example)",
    )
    (tmp_path / "f.md").symlink_to(tmp_path / "gone.md")
    found = faults(tmp_path)
    assert [fault.split(": ")[0] for fault in found] == [
        "a.md:1", "a.md:2", "b.md:2", "c.md:1", "d.md:2", "f.md:1",
    ]  # fmt: skip
    assert "0xe9" in found[2]
    assert "UTF-16" in found[3]
    assert "NUL" in found[4]
    assert "cannot be read" in found[5]


def test_a_byte_order_mark_and_a_link_out_of_the_folder_are_fine(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("\ufeff# Head\n- [A](https://a.example)", encoding="utf-8")
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "linked.md").symlink_to(outside)
    (resource,) = seeds.load(folder).resources
    assert resource.entry("en").section == "Head"


def test_a_file_too_large_is_a_fault(tmp_path: Path) -> None:
    with (tmp_path / "big.md").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert faults(tmp_path) == ["big.md:1: the file is larger than 64 MiB; split it"]


@pytest.mark.parametrize("files", [{}, {"a": "no list\n- nothing linked"}, {"questions_en": "- a"}])
def test_a_folder_without_resources_is_a_fault(tmp_path: Path, files: dict[str, str]) -> None:
    (fault,) = faults(write(tmp_path, **files))
    assert "no resource" in fault
    assert "SIFT_SEEDS" in fault


@pytest.mark.parametrize("call", [seeds.load, seeds.digests])
@pytest.mark.parametrize(("name", "reason"), [("gone", "there is no"), ("a.md", "is not a folder")])
def test_a_missing_folder_names_the_setting(
    call: Callable[[Path], object], name: str, reason: str, tmp_path: Path
) -> None:
    (tmp_path / "a.md").touch()
    with pytest.raises(SettingError, match=f"SIFT_SEEDS: .*{reason}.*set SIFT_SEEDS"):
        call(tmp_path / name)
