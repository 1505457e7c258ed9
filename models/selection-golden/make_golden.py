"""Reference selections for src/core/selection, from an implementation of its own (reference.py).

Embeddings are small integer vectors, normalised by whoever reads them, so that both sides start from the same numbers; a case in which a
decision hangs by a hair is thrown away.

    pip install numpy && python models/selection-golden/make_golden.py > src/core/selection/golden.fixture.json
    npx biome format --write src/core/selection/golden.fixture.json
"""

import json

import numpy as np

import reference
from reference import TooClose


def film(rng, n, dim, step_sec, jitter_sec):
    """Shots of random length whose frames wander, as [n, dim] integers, with times and blankness."""
    rows, blank = [], []
    while len(rows) < n:
        base = rng.integers(-9, 10, dim)
        is_blank = rng.random() < 0.15
        for _ in range(int(rng.integers(1, 12))):
            rows.append(base + rng.integers(-2, 3, dim))
            blank.append(1.0 if is_blank else round(float(rng.random() * 0.6), 2))
    rows = np.array(rows[:n])
    rows[np.abs(rows).sum(axis=1) == 0] = 1
    times = np.arange(n) * step_sec + rng.integers(0, 3, n) * jitter_sec
    return rows, np.round(times, 3), np.array(blank[:n])


def listed(rows):
    return "|".join(" ".join(map(str, row)) for row in rows.tolist())


def overruled_cases(rng):
    """The rules that keep as many frames as they see fit, with pins and drops."""
    n, dim = int(rng.integers(8, 60)), int(rng.integers(5, 11))
    rows, times, blank = film(rng, n, dim, float(rng.choice([0.5, 1.0, 2.0])), 0.04)
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    marked = rng.permutation(n)[:4].tolist()
    pinned, dropped = (marked[:1], marked[1:]) if rng.random() < 0.5 else ([], [])
    max_cosine = float(rng.choice([0.7, 0.8, 0.93]))
    max_gap, every = float(rng.integers(3, 15)), float(rng.choice([1.0, 2.0]))
    common = (unit, times, blank, pinned, dropped, max_cosine)
    return rows, times, blank, {
        "relevance": "",
        "pinned": sorted(pinned),
        "dropped": sorted(dropped),
        "expected": [
            ["ristretto", {"maxCosine": max_cosine, "maxGapSec": max_gap, "blankFrom": 0.9}, reference.ristretto_walk(*common, max_gap, 0.9)],
            ["clip-novelty", {"maxCosine": max_cosine, "everySec": every}, reference.clip_novelty(*common, every)],
        ],
    }


def budget_cases(rng):
    """The rules that need a budget, and the one on captions, without pins and drops."""
    n, dim = int(rng.integers(20, 90)), int(rng.integers(24, 40))
    rows, times, blank = film(rng, n, dim, 1.0, 0.04)
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    relevance = np.round(0.2 + 0.1 * np.sin(np.arange(n) / rng.integers(3, 9)) + 0.03 * rng.random(n), 4)
    budget = int(rng.integers(2, 13))
    gap, peak = float(rng.integers(5, 40)), float(rng.choice([0.3, 0.45, 0.8]))
    sharpness, diversity = float(rng.choice([0.5, 1, 3])), float(rng.choice([0.1, 0.2, 1]))
    threshold = float(rng.choice([0.8, 0.9]))
    return rows, times, blank, {
        "relevance": " ".join(map(str, relevance.tolist())),
        "pinned": [],
        "dropped": [],
        "expected": [
            ["every-second", {"everySec": 2.0}, reference.every_second(times, 2.0)],
            ["caption-lifo", {"maxCosine": threshold}, reference.caption_lifo(unit, threshold)],
            ["k-centre", {"budget": budget, "maxGapSec": gap}, reference.k_centre(unit, times, blank, budget, gap)],
            ["max-volume", {"budget": budget}, reference.max_volume(unit, blank, budget)],
            ["relevance-top-k", {"budget": budget}, reference.relevance_top_k(relevance, blank, budget)],
            ["aks", {"budget": budget, "minPeak": peak, "maxDepth": 5}, reference.aks(relevance, blank, budget, peak, 5)],
            ["bolt", {"budget": budget, "sharpness": sharpness}, reference.bolt(relevance, blank, budget, sharpness)],
            ["mdp3", {"budget": budget, "diversity": diversity}, reference.mdp3(unit, relevance, blank, budget, diversity)],
        ],
    }


def drawn(rng, make, count):
    cases = []
    while len(cases) < count:
        try:
            rows, times, blank, case = make(rng)
        except TooClose:
            continue
        texts = {"rows": listed(rows), "times": " ".join(map(str, times.tolist())), "blankness": " ".join(map(str, blank.tolist()))}
        expected = [{"method": name, "params": params, "core": core} for name, params, core in case.pop("expected")]
        cases.append({**texts, **case, "expected": expected})
    return cases


def main():
    cases = drawn(np.random.default_rng(20250), overruled_cases, 16) + drawn(np.random.default_rng(77), budget_cases, 8)
    print("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]")


if __name__ == "__main__":
    main()
