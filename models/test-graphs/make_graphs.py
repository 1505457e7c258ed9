"""Writes src/adapters/model/tiny-graphs.fixture.ts: graphs of a few hundred bytes that stand for kinds of model.

    pip install -r models/requirements.txt && python models/test-graphs/make_graphs.py
"""

import base64
import hashlib
from pathlib import Path

from onnx import TensorProto, helper

OUT = Path(__file__).parents[2] / "src/adapters/model/tiny-graphs.fixture.ts"


def graph(node, input_shape, output_shape, domain=""):
    made = helper.make_graph(
        [node],
        "tiny",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, input_shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, output_shape)],
    )
    opsets = [helper.make_opsetid("", 17)] + ([helper.make_opsetid(domain, 1)] if domain else [])
    model = helper.make_model(made, opset_imports=opsets, producer_name="ristretto")
    model.ir_version = 8
    return model.SerializeToString(deterministic=True)


GRAPHS = {
    "MEAN_NCHW": (
        "Mean colour, `[n, 3, 8, 8]` to `[n, 3, 1, 1]`.",
        graph(helper.make_node("GlobalAveragePool", ["x"], ["y"]), ["n", 3, 8, 8], ["n", 3, 1, 1]),
    ),
    "MEAN_NHWC_ONE": (
        "Mean colour of one picture at a time, `[1, 8, 8, 3]` to `[1, 3]`.",
        graph(helper.make_node("ReduceMean", ["x"], ["y"], axes=[1, 2], keepdims=0), [1, 8, 8, 3], [1, 3]),
    ),
    "UNKNOWN_OPERATOR": (
        "Needs an operator that nobody has.",
        graph(helper.make_node("Nothing", ["x"], ["y"], domain="nobody"), ["n", 3, 8, 8], ["n", 3], "nobody"),
    ),
}

lines = ["/** Written by models/test-graphs/make_graphs.py. */"]
for name, (what, data) in GRAPHS.items():
    lines.append(f"/** {what} */\nexport const {name} = {{")
    lines.append(f"  sha256: '{hashlib.sha256(data).hexdigest()}',")
    lines.append(f"  base64: '{base64.b64encode(data).decode()}',\n}};")
OUT.write_text("\n".join(lines) + "\n")
