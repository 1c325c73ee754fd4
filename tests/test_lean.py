"""Answering imports only what its path uses: no torch, and nothing that a pipe does not need."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.settings import IndexSettings

REPOSITORY = Path(__file__).parents[1]
BUILD_ONLY = {"torch", "transformers", "sentence_transformers", "sklearn", "scipy", "onnx"}
NOT_IN_A_PIPE = {"rich", "discord", "dotenv", "markdown_it", "asyncio", "filelock"}
ASK = "from bot.__main__ import main; main(['ask', 'should I fine-tune?'])"
SERVE = """
import os
from bot import client
from bot.answer import Answerer
from index.search import open_search
from index.settings import IndexSettings
search = open_search(IndexSettings.read(os.environ))
assert search.answer('should I fine-tune?').hits
"""


@pytest.mark.parametrize(
    ("code", "unwanted"), [(ASK, BUILD_ONLY | NOT_IN_A_PIPE), (SERVE, BUILD_ONLY)]
)
def test_answering_is_lean(code: str, unwanted: set[str], index_settings: IndexSettings) -> None:
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules, file=sys.stderr)"],
        cwd=REPOSITORY,
        env=os.environ | {"SIFT_DATA": str(index_settings.data), "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name.split(".")[0] for name in run.stderr.split()}
    assert "onnxruntime" in loaded
    assert not loaded & unwanted


def test_no_library_reports_or_leaves_anything_at_home(
    index_settings: IndexSettings, tmp_path: Path
) -> None:
    # Not this environment: in CI onnxruntime reports nothing anyhow.
    alone = {"SIFT_DATA": str(index_settings.data), "HOME": str(tmp_path)}
    subprocess.run(
        [sys.executable, "-c", f"import sys\n{ASK.replace('main([', 'sys.exit(main([')})"],
        cwd=REPOSITORY,
        env=alone,
        capture_output=True,
        check=True,
    )
    assert not list(tmp_path.iterdir())
