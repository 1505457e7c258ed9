"""Reference selections for src/core/selection, from an implementation of its own.

Written from the descriptions of the rules (the docstrings, the ShareGPT4Video paper), in NumPy and float64, sharing no code with
the studio. Embeddings are small integer vectors, normalised by whoever reads them, so that both sides start from the same
numbers; a case in which a cosine comes within 1e-4 of a threshold is thrown away, because there float32 and float64 may differ.

    pip install numpy && python models/selection-golden/make_golden.py > src/core/selection/golden.fixture.ts
    npx biome format --write src/core/selection/golden.fixture.ts
"""

import json

import numpy as np

MARGIN = 1e-4


class TooClose(Exception):
    pass


def below(value, threshold):
    if abs(value - threshold) < MARGIN:
        raise TooClose
    return value < threshold


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


def ristretto(unit, times, blank, pinned, dropped, max_cosine, max_gap, blank_from):
    allowed = [i for i in range(len(times)) if i not in dropped]
    showing = [i for i in allowed if blank[i] < blank_from]
    usable = [i for i in allowed if i in pinned or blank[i] < blank_from] if showing else allowed
    core = []
    for k, i in enumerate(usable):
        if not core or i in pinned:
            core.append(i)
        elif below(float(unit[core[-1]] @ unit[i]), max_cosine):
            core.append(i)
        elif k + 1 < len(usable) and times[usable[k + 1]] - times[core[-1]] > max_gap:
            core.append(i)
    return core


def grid(times, usable, every):
    """For every instant of the grid the nearest frame, the earlier one on a tie."""
    start = times[usable[0]]
    chosen = []
    for k in range(int((times[usable[-1]] - start) / every) + 2):
        instant = start + k * every
        distances = [abs(times[i] - instant) for i in usable]
        i = usable[int(np.argmin(distances))]
        if min(distances) <= every / 2 and i not in chosen:
            chosen.append(i)
    return chosen


def clip_novelty(unit, times, blank, pinned, dropped, max_cosine, every):
    lead = 0
    while lead + 1 < len(times) and blank[lead] >= 0.97 and times[lead + 1] - times[0] <= every:
        lead += 1
    if blank[lead] >= 0.97:
        lead = 0
    usable = [i for i in range(lead, len(times)) if i not in dropped]
    core = []
    for i in grid(times, usable, every):
        if not core or below(float(unit[core[-1]] @ unit[i]), max_cosine):
            core.append(i)
    if usable[-1] != core[-1] and (len(core) == 1 or times[usable[-1]] - times[core[-1]] >= every):
        core.append(usable[-1])
    return sorted(set(core) | set(pinned))


def main():
    rng = np.random.default_rng(20250)
    cases = []
    while len(cases) < 16:
        n = int(rng.integers(8, 60))
        dim = int(rng.integers(5, 11))
        rows, times, blank = film(rng, n, dim, float(rng.choice([0.5, 1.0, 2.0])), 0.04)
        unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        marked = rng.permutation(n)[:4].tolist()
        pinned, dropped = (marked[:1], marked[1:]) if rng.random() < 0.5 else ([], [])
        max_cosine = float(rng.choice([0.7, 0.8, 0.93]))
        max_gap = float(rng.integers(3, 15))
        every = float(rng.choice([1.0, 2.0]))
        try:
            expected = {
                "ristretto": ristretto(unit, times, blank, pinned, dropped, max_cosine, max_gap, 0.9),
                "clip-novelty": clip_novelty(unit, times, blank, pinned, dropped, max_cosine, every),
            }
        except TooClose:
            continue
        cases.append(
            {
                "rows": "|".join(" ".join(map(str, row)) for row in rows.tolist()),
                "times": " ".join(map(str, times.tolist())),
                "blankness": " ".join(map(str, blank.tolist())),
                "pinned": sorted(pinned),
                "dropped": sorted(dropped),
                "params": {
                    "ristretto": {"maxCosine": max_cosine, "maxGapSec": max_gap, "blankFrom": 0.9},
                    "clip-novelty": {"maxCosine": max_cosine, "everySec": every},
                },
                "core": expected,
            }
        )
    print("/** Written by models/selection-golden/make_golden.py. Rows by `|`, numbers by spaces; `core` holds indices of frames. */")
    print("export const GOLDEN_SELECTIONS = [\n" + ",\n".join(json.dumps(case) for case in cases) + "\n];")


if __name__ == "__main__":
    main()
