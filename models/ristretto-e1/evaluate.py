"""Same shot or not? ROC AUC of ristretto-e1 and of simpler measures, clip by clip, all in one run.

    pip install -r models/requirements.txt && python models/ristretto-e1/evaluate.py DATA

DATA holds clips and lists of cuts: `gt/cuts/**/*.json` with `file`, `frames`, `cuts` (index of the first frame of the new shot),
`gradual` ([first, last, kind]) and `ignore`. If it also holds `models/mobilenetv2_int8.onnx`, that is measured beside the rest.

A pair of frames is positive when both lie in one shot and at least 1 s apart, negative when they lie in neighbouring shots; in
both cases at most 10 s apart. Frames inside transitions and ignored ranges are left out. Four frames a second (two for clips
of more than 5,000 frames), as JPEG with a long side of 448 px, the way the studio samples.
"""

import json
import sys
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from sklearn.metrics import roc_auc_score

HERE = Path(__file__).parent
NEAREST_SEC, FARTHEST_SEC = 1.0, 10.0


def sample(path, frames):
    video = cv2.VideoCapture(str(path))
    fps = video.get(cv2.CAP_PROP_FPS)
    step = fps / (2 if frames > 5000 else 4)
    wanted = {round(k * step) for k in range(int(frames / step) + 1)}
    pictures, indices, index = [], [], 0
    while video.grab():
        if index in wanted:
            picture = video.retrieve()[1]
            scale = 448 / max(picture.shape[:2])
            if scale < 1:
                picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 88])[1]
            pictures.append(cv2.imdecode(jpeg, cv2.IMREAD_COLOR)[:, :, ::-1].copy())
            indices.append(index)
        index += 1
    return pictures, np.array(indices), fps


def pairs(truth, indices, fps, margin):
    frames = truth["frames"]
    shot, left_out = np.zeros(frames, int), np.zeros(frames, bool)
    for cut in truth["cuts"]:
        shot[cut:] += 1
    for first, last, *_ in truth["gradual"]:
        shot[(first + last + 1) // 2 :] += 1
        left_out[max(0, first - margin) : last + 1 + margin] = True
    for first, last, *_ in truth["ignore"]:
        left_out[first : last + 1] = True
    indices = np.minimum(indices, frames - 1)
    a, b = np.triu_indices(len(indices), 1)
    apart = (indices[b] - indices[a]) / fps
    usable = ~left_out[indices[a]] & ~left_out[indices[b]] & (apart <= FARTHEST_SEC)
    change = shot[indices[b]] - shot[indices[a]]
    same = usable & (change == 0) & (apart >= NEAREST_SEC - 1e-6)
    other = usable & (change == 1)
    chosen = same | other
    return a[chosen], b[chosen], same[chosen]


def tensor(pictures, side):
    small = [cv2.resize(p, (side, side), interpolation=cv2.INTER_AREA) for p in pictures]
    return np.stack(small).astype(np.float32) / 255


def grey(picture, side):
    return cv2.resize(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), (side, side), interpolation=cv2.INTER_AREA).astype(np.float32)


def hsv_histogram(pictures):
    bins, ranges = [4, 4, 4], [0, 180, 0, 256, 0, 256]
    hsv = (cv2.cvtColor(p, cv2.COLOR_RGB2HSV) for p in pictures)
    return np.array([cv2.calcHist([p], [0, 1, 2], None, bins, ranges).ravel() for p in hsv])


def thumbnail(pictures):
    rows = np.array([grey(p, 16).ravel() for p in pictures])
    return rows - rows.mean(axis=1, keepdims=True)


def dct_hash(pictures):
    low = [cv2.dct(grey(p, 32))[:8, :8].ravel() for p in pictures]
    return np.array([np.where(v > np.median(v), 1.0, -1.0) for v in low])


def network(path, side, mean, std):
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name

    def embed(pictures):
        x = ((tensor(pictures, side) - mean) / std).astype(np.float32).transpose(0, 3, 1, 2)
        return np.concatenate([session.run(None, {name: x[k : k + 32]})[0] for k in range(0, len(x), 32)])

    return embed


def main(data):
    measures = {
        "ristretto-e1": network(HERE / "ristretto-e1.onnx", 136, 0.0, 1.0),
        "HSV histogram, 64 bins": hsv_histogram,
        "grey thumbnail, 16 x 16": thumbnail,
        "DCT hash, 64 bits": dct_hash,
    }
    mobilenet = data / "models/mobilenetv2_int8.onnx"
    if mobilenet.exists():
        mean, std = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])
        measures["MobileNetV2, int8"] = network(mobilenet, 224, mean, std)
    scores = {name: [] for name in measures}
    print("| clip | pairs | " + " | ".join(measures) + " |\n|---|---|" + "---|" * len(measures))
    for listed in sorted((data / "gt/cuts").rglob("*.cuts.json")):
        truth = json.loads(listed.read_text())
        pictures, indices, fps = sample(data / truth["file"], truth["frames"])
        is_exact = "derived" in truth["file"]
        a, b, same = pairs(truth, indices, fps, 0 if is_exact else 5)
        row = []
        for name, measure in measures.items():
            rows = np.asarray(measure(pictures), np.float64)
            rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
            scores[name].append(roc_auc_score(same, (rows[a] * rows[b]).sum(axis=1)))
            row.append(f"{scores[name][-1]:.3f}")
        print(f"| {Path(truth['file']).name} | {len(a)} | " + " | ".join(row) + " |", flush=True)
    print("| **mean** | | " + " | ".join(f"**{np.mean(values):.3f}**" for values in scores.values()) + " |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
