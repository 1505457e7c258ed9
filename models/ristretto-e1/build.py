"""Builds ristretto-e1.onnx, the bundled image descriptor. Nothing is trained: every weight below is written down here.

    pip install -r models/requirements.txt && python models/ristretto-e1/build.py

Input  `pixels`    float32 [n, 3, 136, 136], RGB in 0-1, the picture squashed to a square.
Output `embedding` float32 [n, 662], rows of length 1.

Three blocks, each centred on its own mean and scaled to its weight:
  colour   150  one joint histogram of luma (6 bins) x red-green (5) x blue-luma (5) over 34 x 34 averaged pixels; bins are
                triangles, so that a small change of light moves weight a little instead of across a border
  fine     256  gradient energy in 4 orientations on an 8 x 8 grid, from 68 x 68 averaged pixels
  coarse   256  the same from 34 x 34
Square roots (Hellinger) keep one large area from drowning the rest; gradients are normalised cell by cell, so that a change of
exposure or of contrast counts little. All operators are plain and exist for WebGPU and for wasm; small floors under the roots
keep both from magnifying rounding noise in flat areas.
"""

import hashlib
import json
import math
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SIDE = 136
LUMA_BINS, CHROMA_BINS, CHROMA_RANGE = 6, 5, 0.35
ORIENTATIONS, GRID = 4, 8
LUMA = np.array([0.299, 0.587, 0.114])
WEIGHTS = {"colour": 1.0, "fine": 0.75, "coarse": 0.75}
DIM = LUMA_BINS * CHROMA_BINS**2 + 2 * ORIENTATIONS * GRID**2
HERE = Path(__file__).parent
OUT = HERE / "ristretto-e1.onnx"


class Graph:
    """Collects nodes and constants; `add` returns the name of the node's output."""

    def __init__(self):
        self.nodes, self.constants = [], []

    def const(self, value, dtype=np.float32):
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value, dtype), name))
        return name

    def add(self, op, *inputs, **attributes):
        name = f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, list(inputs), [name], **attributes))
        return name

    def conv(self, x, weight, bias=None):
        inputs = [x, self.const(weight)] + ([self.const(bias)] if bias is not None else [])
        return self.add("Conv", *inputs)

    def pool(self, x, size):
        return self.add("AveragePool", x, kernel_shape=[size, size], strides=[size, size])

    def reshape(self, x, *shape):
        return self.add("Reshape", x, self.const(shape, np.int64))

    def slice(self, x, start, end):
        return self.add("Slice", x, *(self.const([v], np.int64) for v in (start, end, 1)))

    def soft_root(self, x, floor):
        """sqrt(x + floor) - sqrt(floor): a root whose slope at 0 is finite."""
        root = self.add("Sqrt", self.add("Add", x, self.const(floor)))
        return self.add("Sub", root, self.const(math.sqrt(np.float32(floor))))

    def block(self, x, floor, weight):
        """Minus its mean, divided by its length (not below `floor`), times sqrt(weight): [n, d] -> [n, d]."""
        x = self.add("Sub", x, self.add("ReduceMean", x, axes=[1], keepdims=1))
        squared = self.add("ReduceSum", self.add("Mul", x, x), self.const([1], np.int64), keepdims=1)
        length = self.add("Sqrt", self.add("Add", squared, self.const(floor**2)))
        return self.add("Mul", self.add("Div", x, length), self.const(math.sqrt(weight)))


def colour(g, small, pixels):
    half = 2 * CHROMA_RANGE
    to_opponent = np.array([LUMA, np.array([1, -1, 0]) / half, (np.array([0, 0, 1]) - LUMA) / half])
    lab = g.conv(small, to_opponent.reshape(3, 3, 1, 1), [0.0, 0.5, 0.5])
    lab = g.add("Clip", lab, g.const(0.0), g.const(1.0))
    bins = [LUMA_BINS, CHROMA_BINS, CHROMA_BINS]
    weight, bias = np.zeros((sum(bins), 3, 1, 1)), np.zeros(sum(bins))
    row = 0
    for channel, count in enumerate(bins):
        for k in range(count):
            weight[row, channel], bias[row] = count - 1, -k
            row += 1
    distance = g.add("Abs", g.conv(lab, weight, bias))
    share = g.add("Relu", g.add("Sub", g.const(1.0), distance))
    share = g.reshape(share, -1, sum(bins), pixels)
    luma = g.slice(share, 0, LUMA_BINS)
    first = g.reshape(g.slice(share, LUMA_BINS, LUMA_BINS + CHROMA_BINS), -1, CHROMA_BINS, 1, pixels)
    second = g.reshape(g.slice(share, LUMA_BINS + CHROMA_BINS, sum(bins)), -1, 1, CHROMA_BINS, pixels)
    chroma = g.reshape(g.add("Mul", first, second), -1, CHROMA_BINS**2, pixels)
    joint = g.add("MatMul", luma, g.add("Transpose", chroma, perm=[0, 2, 1]))
    joint = g.reshape(g.add("Mul", joint, g.const(1 / pixels)), -1, LUMA_BINS * CHROMA_BINS**2)
    return g.block(g.soft_root(joint, 1e-6), 0.02, WEIGHTS["colour"])


def gradients(g, picture, size, weight):
    """`size` x `size` after the filter; the filter is as wide as brings that to a multiple of the grid, without padding."""
    width = {64: 5, 32: 3}[size]
    middle = width // 2
    kernels = np.zeros((ORIENTATIONS, 3, width, width))
    for k in range(ORIENTATIONS):
        angle = math.pi * k / ORIENTATIONS
        kernels[k, :, middle, middle + 1] += math.cos(angle) * LUMA
        kernels[k, :, middle, middle - 1] -= math.cos(angle) * LUMA
        kernels[k, :, middle + 1, middle] += math.sin(angle) * LUMA
        kernels[k, :, middle - 1, middle] -= math.sin(angle) * LUMA
    energy = g.pool(g.add("Abs", g.conv(picture, kernels)), size // GRID)
    root = g.soft_root(energy, 1e-4)
    squared = g.add("ReduceSum", g.add("Mul", root, root), g.const([1], np.int64), keepdims=1)
    length = g.add("Add", g.add("Sqrt", g.add("Add", squared, g.const(1e-8))), g.const(0.15))
    cells = g.reshape(g.add("Div", root, length), -1, ORIENTATIONS * GRID**2)
    return g.block(cells, 0.5, weight)


def build():
    g = Graph()
    half, quarter = g.pool("pixels", 2), g.pool("pixels", 4)
    blocks = [
        colour(g, quarter, (SIDE // 4) ** 2),
        gradients(g, half, 64, WEIGHTS["fine"]),
        gradients(g, quarter, 32, WEIGHTS["coarse"]),
    ]
    joined = g.add("Concat", *blocks, axis=1)
    squared = g.add("ReduceSum", g.add("Mul", joined, joined), g.const([1], np.int64), keepdims=1)
    length = g.add("Sqrt", g.add("Add", squared, g.const(1e-12)))
    g.nodes.append(helper.make_node("Div", [joined, length], ["embedding"]))
    graph = helper.make_graph(
        g.nodes,
        "ristretto-e1",
        [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["n", 3, SIDE, SIDE])],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["n", DIM])],
        g.constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="ristretto")
    model.ir_version = 8
    onnx.checker.check_model(model, full_check=True)
    return model.SerializeToString(deterministic=True)


if __name__ == "__main__":
    data = build()
    OUT.write_bytes(data)
    print(json.dumps({"bytes": len(data), "dim": DIM, "sha256": hashlib.sha256(data).hexdigest()}))
