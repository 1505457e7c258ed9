"""The selectors of src/core/selection a second time, in NumPy and float64: what make_golden.py checks the studio against.

Written from the docstrings and papers, on matrices where the studio works row by row (full Gram matrices, determinants, QR). Decisions
that hang on less than `MARGIN` raise `TooClose`: there float32 and float64 may differ, and the case is thrown away.
"""

import numpy as np

MARGIN = 1e-4


class TooClose(Exception):
    pass


def below(value, threshold):
    if abs(value - threshold) < MARGIN:
        raise TooClose
    return value < threshold


def top(values, candidates, count):
    """The `count` candidates of highest value, the earlier ones first among equals."""
    order = sorted(candidates, key=lambda i: (-values[i], i))
    for a, b in zip(order[: count + 1], order[1 : count + 1]):
        if 0 < abs(values[a] - values[b]) < MARGIN / 100:
            raise TooClose
    return order[:count]


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


def every_second(times, every):
    return grid(times, list(range(len(times))), every)


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


def ristretto_walk(unit, times, blank, pinned, dropped, max_cosine, max_gap, blank_from):
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


def caption_lifo(unit, max_cosine):
    """A stack: a caption that is too like the one on top is taken off again at once."""
    stack = []
    for i in range(len(unit)):
        stack.append(i)
        if len(stack) > 1 and not below(float(unit[stack[-2]] @ unit[i]), max_cosine):
            stack.pop()
    return stack


def showing(blank):
    usable = [i for i in range(len(blank)) if blank[i] < 0.9]
    return usable or list(range(len(blank)))


def relevance_top_k(relevance, blank, budget):
    return sorted(top(relevance, showing(blank), budget))


def scaled(relevance, usable):
    values = np.array([relevance[i] for i in usable], float)
    return (values - values.min()) / (values.max() - values.min())


def aks(relevance, blank, budget, min_peak, max_depth):
    usable = showing(blank)
    budget = min(budget, len(usable))
    scores = scaled(relevance, usable)
    queue, picked = [(np.arange(len(usable)), 0)], []
    while queue:
        part, depth = queue.pop()
        share = budget // 2**depth
        if share == 0 or len(part) == 0:
            continue
        values = scores[part]
        peak = np.sort(values)[::-1][:budget].mean() - values.mean()
        has_shares = budget // 2 ** (depth + 1) > 0
        if not below(min_peak, peak) and depth < max_depth and has_shares:
            queue += [(part[: len(part) // 2], depth + 1), (part[len(part) // 2 :], depth + 1)]
        else:
            picked += top(scores, list(part), share)
    rest = [p for p in range(len(usable)) if p not in picked]
    picked += top(scores, rest, budget - len(picked))
    return sorted(usable[p] for p in picked)


def bolt(relevance, blank, budget, sharpness):
    usable = showing(blank)
    budget = min(budget, len(usable))
    weights = scaled(relevance, usable) ** sharpness + 1e-6
    running = np.cumsum(weights)
    taken = []
    for k in range(budget):
        share = (k + 0.5) / budget * running[-1]
        if np.abs(running - share).min() < 1e-9:
            raise TooClose
        place = int(np.searchsorted(running, share))
        free = [p for p in range(len(usable)) if p not in taken]
        taken.append(min(free, key=lambda p: (abs(p - place), p)))
    return sorted(usable[p] for p in taken)


def k_centre(unit, times, blank, budget, max_gap):
    gram = unit @ unit.T
    usable = showing(blank)
    core = [usable[0]]
    while len(core) < min(budget, len(usable)):
        ends = sorted(core) + [len(times)]
        gaps = [(times[min(b, len(times) - 1)] - times[a], a, b) for a, b in zip(ends, ends[1:])]
        widest = max(gaps, key=lambda gap: (gap[0], -gap[1]))
        free = [i for i in usable if i not in core]
        inside = [i for i in free if widest[1] < i < widest[2]] if widest[0] > max_gap > 0 else []
        likeness = gram[:, core].max(axis=1)
        core += top(-likeness, inside or free, 1)
    return sorted(core)


def max_volume(unit, blank, budget):
    """Each time the frame whose distance from the span of the kept ones, by least squares, is largest."""
    usable = showing(blank)
    core = []
    while len(core) < min(budget, len(usable)):
        if core:
            basis = unit[core].T
            weights = np.linalg.lstsq(basis, unit.T, rcond=None)[0]
            distance = np.linalg.norm(unit.T - basis @ weights, axis=0)
        else:
            distance = np.linalg.norm(unit, axis=1)
        core += top(np.round(distance, 9), [i for i in usable if i not in core], 1)
        if distance[core[-1]] < 1e-3:
            raise TooClose
    return sorted(core)


def kernel(cosine):
    return np.mean([np.exp((cosine - 1) / h) for h in (0.125, 0.25, 0.5, 1, 2)], axis=0)


def mdp3(unit, relevance, blank, budget, diversity, segment=32):
    usable = np.array(showing(blank))
    budget = min(budget, len(usable))
    gram = kernel(unit[usable] @ unit[usable].T)
    gains = np.log(kernel(np.array([relevance[i] for i in usable]))) / diversity

    def worth(chosen, last):
        given = [] if last is None else [last]
        log_det = lambda places: np.linalg.slogdet(gram[np.ix_(places, places)])[1] if places else 0.0
        return gains[chosen].sum() + log_det(given + chosen) - log_det(given)

    states = {0: (0.0, [])}
    for start in range(0, len(usable), segment):
        places = list(range(start, min(len(usable), start + segment)))
        following = dict(states)
        for count, (score, path) in states.items():
            last, chosen = (path[-1] if path else None), []
            for _ in range(min(budget - count, len(places))):
                values = {p: worth(chosen + [p], last) for p in places if p not in chosen}
                best = top(values, list(values), 1)[0]
                chosen.append(best)
                reached, total = count + len(chosen), score + values[best]
                if reached not in following or total > following[reached][0]:
                    following[reached] = (total, path + sorted(chosen))
        states = following
    return sorted(int(usable[p]) for p in states[budget][1])
