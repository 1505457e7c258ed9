"""What choosing among variants of ristretto-e1 is worth: each clip is scored by the variant that is best on all other clips.

    pip install -r models/requirements.txt && python models/ristretto-e1/holdout.py DATA

The bins and weights of the descriptor were picked by looking at clips, so its score on those clips flatters it. Here nothing that
is scored takes part in the choice: for every clip, 27 variants (luma bins 4, 6, 8 x chroma bins 4, 5, 6 x weight of the gradients
0.5, 0.75, 1) are ranked by their mean ROC AUC over the other clips, and the winner is measured on the one that was left out.
Pairs and pictures are those of evaluate.py.
"""

import itertools
import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from sklearn.metrics import roc_auc_score

import build
import evaluate

LUMA, CHROMA, WEIGHT = (4, 6, 8), (4, 5, 6), (0.5, 0.75, 1.0)
SHIPPED = (6, 5, 0.75)


def session(luma, chroma, weight):
    build.LUMA_BINS, build.CHROMA_BINS = luma, chroma
    build.WEIGHTS = {"colour": 1.0, "fine": weight, "coarse": weight}
    build.DIM = luma * chroma**2 + 2 * build.ORIENTATIONS * build.GRID**2
    return onnxruntime.InferenceSession(build.build(), providers=["CPUExecutionProvider"])


def score(run, x, a, b, same):
    rows = np.concatenate([run.run(None, {"pixels": x[k : k + 32]})[0] for k in range(0, len(x), 32)])
    return roc_auc_score(same, (rows[a] * rows[b]).sum(axis=1))


def main(data):
    variants = list(itertools.product(LUMA, CHROMA, WEIGHT))
    sessions = [session(*variant) for variant in variants]
    clips, table = [], []
    for listed in sorted((data / "gt/cuts").rglob("*.cuts.json")):
        truth = json.loads(listed.read_text())
        pictures, indices, fps = evaluate.sample(data / truth["file"], truth["frames"])
        a, b, same = evaluate.pairs(truth, indices, fps, 0 if "derived" in truth["file"] else 5)
        x = evaluate.tensor(pictures, build.SIDE).transpose(0, 3, 1, 2)
        table.append([score(run, x, a, b, same) for run in sessions])
        clips.append(Path(truth["file"]).name)
    scores = np.array(table)
    held_out = []
    print("| clip | held out | variant chosen on the others | as shipped |\n|---|---|---|---|")
    for k, clip in enumerate(clips):
        best = int(np.delete(scores, k, axis=0).mean(axis=0).argmax())
        held_out.append(scores[k, best])
        luma, chroma, weight = variants[best]
        shipped = scores[k, variants.index(SHIPPED)]
        print(f"| {clip} | {scores[k, best]:.3f} | {luma} luma, {chroma} chroma, {weight} | {shipped:.3f} |")
    shipped = scores[:, variants.index(SHIPPED)].mean()
    print(f"| **mean** | **{np.mean(held_out):.3f}** | | **{shipped:.3f}** |")
    means = scores.mean(axis=0)
    print(f"\nMean of every variant over all clips: {means.min():.3f} to {means.max():.3f}.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
