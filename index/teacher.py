"""The embedding model under sentence-transformers; the only file that imports torch's world."""

from __future__ import annotations

import os
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.encoder import GRAPH, OUTPUTS, PROMPTS, TOKENIZER, Prompts
from index.errors import ModelError
from index.model import Model

Vectors = NDArray[np.float32]
OPSET = 17
"""ONNX operators: the oldest set with LayerNormalization, which the fusions look for."""
_TENSORS = {"padding": True, "return_tensors": "pt"}
PASSAGE_PROMPTS = ("document", "passage", "corpus")
"""Names under which models keep what is read before a passage."""


class Teacher:
    """A loaded sentence-transformers model on the CPU."""

    def __init__(self, model: Model) -> None:
        """Load the model from its folder; never from the network, never from a pickle."""
        os.environ["HF_HUB_OFFLINE"] = "1"
        try:
            from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - 5 s of imports
            from transformers.utils import logging  # noqa: PLC0415
        except ImportError as error:
            raise ModelError(
                f"{error.name} is not installed: answering needs no model, building an index does. "
                "Run pip install -c constraints.txt '.[build]' (README, “Commands”)."
            ) from error
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        arguments = {"use_safetensors": True, "attn_implementation": "eager"}
        try:
            self._model: Any = SentenceTransformer(
                str(model.folder), device="cpu", model_kwargs=arguments
            ).eval()
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelError(f"The model in {model.folder} cannot be loaded: {error}") from error

    @property
    def prompts(self) -> Prompts:
        """Give what the model wants to read before questions and passages."""
        known: dict[str, str] = self._model.prompts
        passage = next((known[name] for name in PASSAGE_PROMPTS if known.get(name)), "")
        return Prompts(known.get("query") or "", passage)

    @property
    def heads(self) -> int:
        """Give the number of attention heads."""
        return int(self._model[0].model.config.num_attention_heads)

    @property
    def width(self) -> int:
        """Give the length of a token's vector inside the model."""
        return int(self._model[0].model.config.hidden_size)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give (n, d) float32, rows of unit length; prompts are the caller's."""
        vectors = self._model.encode(
            list(texts), normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)

    def export(self, folder: Path) -> None:
        """Write graph, tokenizer and prompts as `Encoder` reads them, in fp32.

        The TorchScript exporter is used although torch prefers its newer one: on what that writes,
        onnxruntime recognises no attention block, and the encoder stays twice as slow.
        """
        import torch  # noqa: PLC0415

        sample = dict(self._model.tokenizer(["two texts", "of unlike length"], **_TENSORS))
        stages = list(self._model)
        is_mean = _is_mean_of_tokens(stages)
        outputs = OUTPUTS if is_mean else OUTPUTS[:1]
        axes = {name: {0: "texts", 1: "tokens"} for name in (*sample, *OUTPUTS[1:])}
        axes[OUTPUTS[0]] = {0: "texts"}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                _pipeline(stages, list(sample), is_mean),
                tuple(sample.values()),
                str(folder / GRAPH),
                input_names=list(sample),
                output_names=list(outputs),
                dynamic_axes={name: axes[name] for name in (*sample, *outputs)},
                opset_version=OPSET,
                dynamo=False,
            )
        (folder / TOKENIZER).write_text(self._tokenizer(), encoding="utf-8")
        (folder / PROMPTS).write_bytes(msgspec.json.encode(self.prompts))

    def _tokenizer(self) -> str:
        tokenizer = self._model.tokenizer.backend_tokenizer
        tokenizer.no_padding()
        tokenizer.enable_truncation(self._model.max_seq_length)
        return str(tokenizer.to_str())


def _is_mean_of_tokens(stages: Sequence[Any]) -> bool:
    """Tell whether a text's vector is the mean of its tokens', of unit length, and nothing else."""
    pooled = [getattr(stage, "pooling_mode", "") for stage in stages[1:2]]
    return pooled == ["mean"] and all(type(one).__name__ == "Normalize" for one in stages[2:])


def _pipeline(stages: Sequence[Any], names: Sequence[str], is_mean: bool) -> Any:
    """Make one module of the transformer, the pooling and whatever follows.

    Where the vector is a mean it gives the tokens as well: so is the vector of any part of a text.
    """
    import torch  # noqa: PLC0415

    class Pipeline(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.stages = torch.nn.ModuleList(stages)

        def forward(self, *tensors: Any) -> Any:
            features = dict(zip(names, tensors, strict=True))
            first, *later = self.stages
            tokens = first.model(**features).last_hidden_state  # type: ignore[operator]
            if is_mean:
                # Normalised below: a sum will do. A product copies nothing, unlike ST's own sum.
                weights = features["attention_mask"].to(tokens.dtype).unsqueeze(1)
                return _unit((weights @ tokens).squeeze(1)), tokens
            features["token_embeddings"] = tokens
            for stage in later:
                features = stage(features)
            return _unit(features["sentence_embedding"])

    def _unit(vectors: Any) -> Any:
        return vectors / vectors.norm(dim=-1, keepdim=True)

    return Pipeline().eval()
