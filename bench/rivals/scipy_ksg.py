"""Usage: scipy_ksg.py FILE ROWS WIDTH NEIGHBORS WORKERS [PERMUTATIONS]. KSG-1 by SciPy's k-d tree: searchsorted for margins of one column,
trees for wider ones. With permutations: the mean over as many random orders of Y."""

import sys

import numpy as np
import scipy
from scipy.spatial import cKDTree
from scipy.special import digamma

from harness import serve

rows, width, neighbors, workers = (int(a) for a in sys.argv[2:6])
permutations = int(sys.argv[6]) if len(sys.argv) > 6 else 0
columns = np.fromfile(sys.argv[1], dtype=np.float64).reshape(2 * width, rows)
x, y = columns[:width].T.copy(), columns[width:].T.copy()


def margin(points, radii):
    if width == 1:
        values = points[:, 0]
        ordered = np.sort(values)
        return np.searchsorted(ordered, values + radii, "right") - np.searchsorted(ordered, values - radii, "left")
    return cKDTree(points).query_ball_point(points, radii, p=np.inf, return_length=True, workers=workers)


def information(x, y):
    joint = np.hstack([x, y])
    distances, _ = cKDTree(joint).query(joint, k=[neighbors + 1], p=np.inf, workers=workers)
    # Strictly nearer: by more than what is rounded off when a radius is added to a coordinate.
    radii = distances[:, 0] * (1 - 1e-10)
    # The point itself is among those counted, which makes up for the + 1.
    return digamma(neighbors) + digamma(rows) - np.mean(digamma(margin(x, radii)) + digamma(margin(y, radii)))


def operation():
    if permutations == 0:
        return information(x, y)
    random = np.random.default_rng(0)
    return 1 + np.mean([information(x, y[random.permutation(rows)]) for _ in range(permutations)])


serve(f"SciPy k-d tree, {workers} thread{'s' if workers > 1 else ''}", scipy.__version__, operation)
