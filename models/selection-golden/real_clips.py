"""The selectors of the seeds on five real clips, by reference.py: what src/core/selection is held to on pictures that nobody made up.

Needs an archive that the studio exported, of a project in which the clips were prepared (one frame a second, the bundled encoder). Kept of
each clip are the times, the blankness, and vectors that have the same cosines as the embeddings: the rows of the Cholesky factor of their
Gram matrix, in thousandths. Pictures and embeddings themselves stay where they are.

    pip install numpy && python models/selection-golden/real_clips.py project.ristretto.zip > src/core/selection/real-clips.fixture.ts
    npx biome format --write src/core/selection/real-clips.fixture.ts
"""

import base64
import json
import sys
import zipfile

import numpy as np

import reference

CLIPS = [
    "browsertime_bbc_screen.mp4",
    "cosmos_sintel30s_single_gop.mp4",
    "concat_hardcuts_dev.mp4",
    "psd_testvideo.mp4",
    "sintel_trailer_720p.mp4",
]
SCALE = 1000


def rows_of(archive, table):
    names = sorted(n for n in archive.namelist() if n.startswith(f"{table}/") and n.endswith(".ndjson"))
    return [json.loads(line) for name in names for line in archive.read(name).decode().splitlines() if line]


def ramp(value, none, full):
    return min(1.0, max(0.0, (value - none) / (full - none)))


def blankness(frame):
    """As src/core/selection/blankness.ts states it."""
    spread, flat = frame["lumaSpread"], frame["flatShare"]
    return max(ramp(spread, 0.06, 0.015), ramp(flat, 0.76, 0.86) * ramp(spread, 0.16, 0.1))


def read(archive, video):
    vectors = {r["imageSha256"]: np.frombuffer(base64.b64decode(r["vector"]), "<f4") for r in rows_of(archive, "embeddings")}
    frames = {(r["ptsTicks"], r["imageSha256"]): r for r in rows_of(archive, "frames") if r["videoId"] == video}
    asked = {r["ptsTicks"]: r["imageSha256"] for r in rows_of(archive, "samples") if r["videoId"] == video}
    shown = [frames[key] for key in sorted(asked.items())]
    times = np.round([frame["ptsTicks"] / frame["timescale"] for frame in shown], 4)
    blank = np.round([blankness(frame) for frame in shown], 4)
    return times, blank, np.array([vectors[frame["imageSha256"]] for frame in shown], float)


def thousandths(embeddings):
    """Integer rows whose cosines are those of the embeddings, to about a thousandth."""
    unit = embeddings / np.linalg.norm(embeddings, axis=1, keepdims=True)
    gram = unit @ unit.T + 1e-6 * np.eye(len(unit))
    return np.rint(np.linalg.cholesky(gram) * SCALE).astype(int)


def case(archive, name, video):
    times, blank, embeddings = read(archive, video)
    rows = thousandths(embeddings)
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    clip = (unit, times, blank, [], [])
    expected = [
        ["every-second", {"everySec": 1.0}, reference.every_second(times, 1.0)],
        ["clip-novelty", {"everySec": 2.0, "maxCosine": 0.93}, reference.clip_novelty(*clip, 0.93, 2.0)],
        ["clip-novelty", {"everySec": 1.0, "maxCosine": 0.7}, reference.clip_novelty(*clip, 0.7, 1.0)],
        # Pictures stand in for captions, which would need a language model: the rule sees vectors either way.
        ["caption-lifo", {"maxCosine": 0.85}, reference.caption_lifo(unit, 0.85)],
    ]
    return {
        "clip": name,
        # Lower triangle: what is left out is 0.
        "rows": "|".join(" ".join(map(str, row[: i + 1])) for i, row in enumerate(rows.tolist())),
        "times": " ".join(map(str, times.tolist())),
        "blankness": " ".join(map(str, blank.tolist())),
        "expected": [{"method": method, "params": params, "core": core} for method, params, core in expected],
    }


def main():
    archive = zipfile.ZipFile(sys.argv[1])
    videos = {row["name"]: row["id"] for row in rows_of(archive, "videos")}
    cases = [case(archive, name, videos[name]) for name in CLIPS]
    print("/** Written by models/selection-golden/real_clips.py. Rows of a lower triangle by `|`, in thousandths; `core` holds indices of frames. */")
    print("export const REAL_CLIPS = [\n" + ",\n".join(json.dumps(one) for one in cases) + "\n];")


if __name__ == "__main__":
    main()
