"""Writes src/adapters/model/tiny-graphs.fixture.ts: graphs of a few hundred bytes that stand for kinds of model.

    pip install -r models/requirements.txt && python models/test-graphs/make_graphs.py
"""

import base64
import hashlib
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper

OUT = Path(__file__).parents[2] / "src/adapters/model/tiny-graphs.fixture.ts"


def tensor(name, shape, kind=TensorProto.FLOAT):
    return helper.make_tensor_value_info(name, kind, shape)


def graph(nodes, inputs, outputs, domain="", constants=()):
    made = helper.make_graph(nodes, "tiny", inputs, outputs, constants)
    opsets = [helper.make_opsetid("", 17)] + ([helper.make_opsetid(domain, 1)] if domain else [])
    model = helper.make_model(made, opset_imports=opsets, producer_name="ristretto")
    model.ir_version = 8
    return model.SerializeToString(deterministic=True)


PICTURES = tensor("x", ["n", 3, 8, 8])
MEAN = helper.make_node("GlobalAveragePool", ["x"], ["y"])
# Words 0-7 point along red, green, blue and between them.
DIRECTIONS = [[0, 0, 1], [0, 0, 0], [0, 0, 0], [1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0]]
TABLE = numpy_helper.from_array(np.array(DIRECTIONS, np.float32), "table")
LOOK_UP = helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"], axis=0)

GRAPHS = {
    "MEAN_NCHW": (
        "Mean colour, `[n, 3, 8, 8]` to `[n, 3, 1, 1]`.",
        graph([MEAN], [PICTURES], [tensor("y", ["n", 3, 1, 1])]),
    ),
    "MEAN_NHWC_ONE": (
        "Mean colour of one picture at a time, `[1, 8, 8, 3]` to `[1, 3]`.",
        graph(
            [helper.make_node("ReduceMean", ["x"], ["y"], axes=[1, 2], keepdims=0)],
            [tensor("x", [1, 8, 8, 3])],
            [tensor("y", [1, 3])],
        ),
    ),
    "HALF_PRECISION": (
        "Mean colour with half-precision input and output.",
        graph(
            [
                helper.make_node("Cast", ["x"], ["wide"], to=TensorProto.FLOAT),
                helper.make_node("GlobalAveragePool", ["wide"], ["mean"]),
                helper.make_node("Cast", ["mean"], ["y"], to=TensorProto.FLOAT16),
            ],
            [tensor("x", ["n", 3, 8, 8], TensorProto.FLOAT16)],
            [tensor("y", ["n", 3, 1, 1], TensorProto.FLOAT16)],
        ),
    ),
    "THE_PICTURE": (
        "What it is fed, `[n, 3, 8, 8]` to `[n, 3, 8, 8]`: shows the pre-processing.",
        graph([helper.make_node("Identity", ["x"], ["y"])], [PICTURES], [tensor("y", ["n", 3, 8, 8])]),
    ),
    "WORDS": (
        "A colour for each of eight words, `[n, tokens]` to `[n, tokens, 3]`.",
        graph(
            [LOOK_UP],
            [
                tensor("input_ids", ["n", "tokens"], TensorProto.INT64),
                tensor("attention_mask", ["n", "tokens"], TensorProto.INT64),
            ],
            [tensor("last_hidden_state", ["n", "tokens", 3])],
            constants=[TABLE],
        ),
    ),
    "SHOTS": (
        "Mean brightness of frames, `[1, frames, 27, 48, 3]` to `[1, frames]`, in the place of a shot detector.",
        graph(
            [helper.make_node("ReduceMean", ["x"], ["y"], axes=[2, 3, 4], keepdims=0)],
            [tensor("x", [1, "frames", 27, 48, 3])],
            [tensor("y", [1, "frames"])],
        ),
    ),
    "UNKNOWN_OPERATOR": (
        "Needs an operator that nobody has.",
        graph(
            [helper.make_node("Nothing", ["x"], ["y"], domain="nobody")],
            [PICTURES],
            [tensor("y", ["n", 3])],
            "nobody",
        ),
    ),
}

lines = ["/** Written by models/test-graphs/make_graphs.py. */"]
for name, (what, data) in GRAPHS.items():
    lines.append(f"/** {what} */\nexport const {name} = {{")
    lines.append(f"  sha256: '{hashlib.sha256(data).hexdigest()}',")
    lines.append(f"  base64: '{base64.b64encode(data).decode()}',\n}};")
OUT.write_text("\n".join(lines) + "\n")
