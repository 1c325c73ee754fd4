"""FAISS gives what NumPy gives."""

from pathlib import Path
from typing import Any

import faiss
import numpy as np
import pytest
from numpy.typing import NDArray

from index.errors import GenerationError
from index.vectors import FEWEST_PROBES, MOST_EXACT, VectorStore, enough_probes


def unit_rows(count: int, dimension: int = 384) -> NDArray[np.float32]:
    rows = np.random.default_rng(7).standard_normal((count, dimension)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows


def written_and_read(rows: NDArray[np.float32], folder: Path) -> VectorStore:
    VectorStore.from_vectors(rows).write(folder / "store")
    return VectorStore.read(folder / "store")


@pytest.mark.parametrize("count", [1, 2, 40, 3000])
def test_nearest_rows_are_those_of_numpy(count: int, tmp_path: Path) -> None:
    rows = unit_rows(count)
    store = written_and_read(rows, tmp_path)
    question = unit_rows(count + 1)[-1]
    found, cosines = store.nearest(question, 10)
    plain = rows @ question
    assert found.tolist() == np.argsort(-plain)[:10].tolist()
    np.testing.assert_allclose(cosines, np.sort(plain)[::-1][:10], atol=1e-5)
    np.testing.assert_allclose(store.cosines(question, slice(None)), plain, atol=1e-5)
    assert store.dimension == 384


def test_cosines_of_chosen_rows_are_those_of_numpy() -> None:
    rows = unit_rows(50)
    store = VectorStore.from_vectors(rows)
    for chosen in (np.array([3, 49, 0], dtype=np.int64), slice(2, 7), slice(5, 5)):
        told = store.cosines(rows[3], chosen)
        np.testing.assert_allclose(told, rows[chosen] @ rows[3], atol=1e-5)


@pytest.mark.parametrize(("spread", "is_clear"), [(0.01, True), (1.0, False)])
def test_no_more_cells_are_probed_than_are_needed(spread: float, *, is_clear: bool) -> None:
    chosen, centres = np.random.default_rng(3), unit_rows(64, 32)
    rows = np.repeat(centres, 40, axis=0)
    rows += spread * chosen.standard_normal(rows.shape, np.float32)
    store: Any = faiss.index_factory(32, "IVF64,Flat", faiss.METRIC_INNER_PRODUCT)
    store.train(rows)
    store.add(rows)
    probes = enough_probes(store, rows, rows[::50])
    assert (probes == FEWEST_PROBES) is is_clear
    assert probes <= store.nlist
    store.nprobe = probes
    _, found = store.search(rows[::50], 10)
    exact = np.argsort(-rows[::50] @ rows.T)[:, :10]
    assert np.mean([len(set(a) & set(b)) for a, b in zip(found, exact, strict=True)]) >= 9.9


def test_half_a_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store"
    VectorStore.from_vectors(unit_rows(20)).write(path)
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(GenerationError, match="FAISS cannot read"):
        VectorStore.read(path)


def test_a_full_disk_is_an_error_of_the_disk() -> None:
    with pytest.raises(OSError, match="No space left"):
        VectorStore.from_vectors(unit_rows(2000)).write(Path("/dev/full"))


def test_a_large_store_finds_what_exact_search_finds(tmp_path: Path) -> None:
    chosen = np.random.default_rng(3)
    centres = unit_rows(400, 32)
    rows = centres[chosen.integers(0, len(centres), MOST_EXACT + 1)]
    rows = rows + 0.1 * chosen.standard_normal(rows.shape).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    store = written_and_read(rows, tmp_path)
    questions = (rows[:200] + rows[200:400]) / 2
    shared = [
        len(set(store.nearest(question, 10)[0]) & set(np.argsort(-(rows @ question))[:10]))
        for question in questions
    ]
    assert np.mean(shared) >= 9.5
    places = np.array([5, 9], dtype=np.int64)
    np.testing.assert_allclose(store.cosines(rows[5], places), rows[places] @ rows[5], atol=0.02)
