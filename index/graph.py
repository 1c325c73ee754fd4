"""Make an exported graph fast: its blocks fused, its weights in 8 bits; at build time only."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def fuse(graph: Path, heads: int, width: int) -> None:
    """Replace attention, embedding, GELU and normalisation by single operators, in place.

    `heads` and `width` (the length of a token's vector) are the model's.

    Nothing is lost: cosines with the unfused graph are 0.9999997 and more.
    """
    from onnxruntime.transformers import optimizer  # noqa: PLC0415 - build only
    from onnxruntime.transformers.fusion_options import FusionOptions  # noqa: PLC0415

    options = FusionOptions("bert")
    # see SLOW_FUSIONS
    options.enable_skip_layer_norm = options.enable_bias_gelu = False
    with _quiet():
        fused: Any = optimizer.optimize_model(
            str(graph),
            model_type="bert",
            num_heads=heads,
            hidden_size=width,
            opt_level=0,
            optimization_options=options,
        )
    fused.save_model_to_file(str(graph))


def finished(graph: Path) -> bytes:
    """Give a graph as `Encoder` loads it: onnxruntime has rewritten in it all but what gets slower.

    Else it would do so whenever it loads the graph, which takes a third longer. Nothing that is
    rewritten at this level depends on the processor. Tokens come as 32-bit integers where nothing
    in it wants longer ones, which spares a conversion each.
    """
    import onnxruntime  # noqa: PLC0415 - build only

    written = graph.with_suffix(".finished")
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(written)
    options.log_severity_level = 3
    slow = list(SLOW_FUSIONS)
    cpu = ["CPUExecutionProvider"]
    onnxruntime.InferenceSession(str(graph), options, cpu, disabled_optimizers=slow)
    return with_short_inputs(written.read_bytes())


def with_short_inputs(graph: bytes) -> bytes:
    """Let inputs that are only converted come as 32-bit integers."""
    import onnx  # noqa: PLC0415 - build only

    model: Any = onnx.load_model_from_string(graph)
    renamed: dict[str, str] = {}
    for given in model.graph.input:
        readers = [node for node in model.graph.node if given.name in node.input]
        is_converted = all(node.op_type == "Cast" for node in readers)
        if given.type.tensor_type.elem_type != LONG or not is_converted:
            continue
        given.type.tensor_type.elem_type = INTEGER
        for node in readers:
            if onnx.helper.get_node_attr_value(node, "to") == INTEGER:
                renamed[node.output[0]] = given.name
                model.graph.node.remove(node)
    for node in model.graph.node:
        node.input[:] = [renamed.get(name, name) for name in node.input]
    written: bytes = model.SerializeToString()
    return written


def quantise(graph: Path, out: Path, careful_layers: int) -> None:
    """Write the graph with weights in 8 bits, and activations quantised as they come.

    `with_fixed_ranges` then fixes how activations are quantised.

    Signed weights of a reduced range (7 bits), a scale per column: the products of such weights
    with unsigned activations fit 16 bits two at a time, so that a CPU whose instructions add them
    up in 16 bits (AVX2) gives the very sums that one which uses 32 (VNNI) does.

    The feed-forward blocks of the first `careful_layers`, where activations have their outliers,
    get a scale per block of 32 weights and per row of activations: ten times closer, half as fast.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - build only

    with _quiet():
        if careful_layers:
            _quantise_in_blocks(graph, out, careful_layers)
            graph = out
        quantize_dynamic(
            graph,
            out,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            extra_options={"DefaultTensorType": FLOAT},
        )


def with_fixed_ranges(graph: bytes, sample: Iterable[Mapping[str, NDArray[Any]]]) -> bytes:
    """Give a quantised and finished graph with the ranges of activations that `sample` shows.

    The least and the most of each activation are then constants (static quantisation) and no longer
    those of a run, so that a vector does not depend on who else asks. The outliers that make the
    ranges belong to a few tokens that every text has, so that these hardly differ between texts:
    the mean cosine with the model goes from 0.9907 to 0.9900.
    """
    import onnx  # noqa: PLC0415 - build only

    make: Any = onnx.helper.make_node
    model: Any = onnx.load_model_from_string(graph)
    nodes: list[Any] = []
    renamed: dict[str, str] = {}
    ranges = _ranges(model, sample)
    for node in model.graph.node:
        read, *others = node.input
        if node.op_type not in QUANTISING:
            node.input[:] = [renamed.get(name, name) for name in node.input]
            nodes.append(node)
            continue
        fixed = quantised, scale, zero = [f"{read}_{part}" for part in ("8_bits", "scale", "zero")]
        if read in ranges:  # the first that reads it
            model.graph.initializer.extend(_constants(*ranges.pop(read), scale, zero))
            nodes.append(make("QuantizeLinear", [read, scale, zero], [quantised]))
        if node.op_type == "DynamicQuantizeLinear":
            renamed |= dict(zip(node.output, fixed, strict=True))
        else:
            weights, weights_scale, weights_zero, *bias = others
            fed = [quantised, weights, scale, weights_scale, zero, weights_zero, *bias]
            nodes.append(make("MatMulIntegerToFloat", fed, node.output, domain=node.domain))
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    written: bytes = model.SerializeToString()
    return written


def _ranges(
    model: Any, sample: Iterable[Mapping[str, NDArray[Any]]]
) -> dict[str, tuple[float, float]]:
    """Give the least and the most of what is quantised, 0 among them."""
    import onnx  # noqa: PLC0415 - build only
    import onnxruntime  # noqa: PLC0415 - build only

    names = [node.input[0] for node in model.graph.node if node.op_type in QUANTISING]
    names = list(dict.fromkeys(names))
    watched = onnx.ModelProto()
    watched.CopyFrom(model)
    watched.graph.output.extend(
        onnx.helper.make_tensor_value_info(name, FLOAT, None) for name in names
    )
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 3
    cpu = ["CPUExecutionProvider"]
    session = onnxruntime.InferenceSession(watched.SerializeToString(), options, cpu)
    ranges = dict.fromkeys(names, (0.0, 0.0))
    for fed in sample:
        for name, told in zip(names, session.run(names, dict(fed)), strict=True):
            least, most = ranges[name]
            ranges[name] = min(least, float(told.min())), max(most, float(told.max()))
    return ranges


def _constants(least: float, most: float, scale_name: str, zero_name: str) -> list[Any]:
    """Give scale and zero point by which 8 bits hold a range."""
    import onnx  # noqa: PLC0415 - build only

    scale = np.float32((most - least) / 255 or 1)
    zero = np.uint8(round(-least / float(scale)))
    make: Any = onnx.numpy_helper.from_array
    return [make(np.array(scale), scale_name), make(np.array(zero), zero_name)]


def _quantise_in_blocks(graph: Path, out: Path, layers: int) -> None:
    """Write the graph with the feed-forward blocks of the first `layers` in blocks of 8 bits."""
    import onnx  # noqa: PLC0415 - build only
    from onnxruntime.quantization.matmul_nbits_quantizer import (  # noqa: PLC0415
        DefaultWeightOnlyQuantConfig,
        MatMulNBitsQuantizer,
    )

    model = onnx.load(graph)
    shapes = {weights.name: weights.dims for weights in model.graph.initializer}
    products = [node for node in model.graph.node if node.op_type == "MatMul"]
    feed_forward = [node.name for node in products if _is_oblong(shapes.get(node.input[1], ()))]
    careful = set(feed_forward[: 2 * layers])
    others = [node.name for node in model.graph.node if node.name not in careful]
    form = {"block_size": 32, "is_symmetric": True, "accuracy_level": INT8, "bits": 8}
    config = DefaultWeightOnlyQuantConfig(**form)
    quantiser = MatMulNBitsQuantizer(model, **form, nodes_to_exclude=others, algo_config=config)
    quantiser.process()
    quantiser.model.save_model_to_file(str(out))


def _is_oblong(shape: Sequence[int]) -> bool:
    """Tell the weights of a feed-forward block from those around attention, which are square."""
    return len(shape) == 2 and shape[0] != shape[1]


SLOW_FUSIONS = ("SkipLayerNormFusion", "BiasSkipLayerNormFusion", "BiasGeluFusion")
"""They make one operator of a sum and the normalisation behind it, which takes five times as long
as the two apart, or of a bias and GELU, which takes twice as long as GELU behind a product that
adds the bias. Without the first a question of 42 tokens takes 4.2 ms for 5.1."""
QUANTISING = ("DynamicQuantizeLinear", "DynamicQuantizeMatMul")
"""Operators that quantise an activation by its least and most in a run."""
INT8 = 4
"""accuracy_level of MatMulNBits: activations are quantised to int8 before they are multiplied."""
FLOAT, INTEGER, LONG = 1, 6, 7
"""Types of numbers in 32, 32 and 64 bits, as onnx.TensorProto has them. The first is told for the
outputs of fused operators, whose type onnx cannot infer."""


class _quiet:  # noqa: N801 - used like a function
    """Keep a line per node and the advice on preprocessing out of the log."""

    def __enter__(self) -> None:
        self._former = logging.root.manager.disable
        logging.disable(logging.WARNING)

    def __exit__(self, *_: object) -> None:
        logging.disable(self._former)
