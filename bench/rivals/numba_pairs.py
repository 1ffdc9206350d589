"""Usage: numba_pairs.py FILE ROWS LEVELS,LEVELS,… one|all. Sum of the mutual information of all pairs of columns."""

import math
import sys

import numba
import numpy as np

from harness import serve

levels = np.array([int(l) for l in sys.argv[3].split(",")])
columns = np.fromfile(sys.argv[1], dtype=np.uint8).reshape(len(levels), int(sys.argv[2]))
pairs = np.array([(i, j) for i in range(len(levels)) for j in range(i + 1, len(levels))])
parallel = sys.argv[4] == "all"


@numba.njit(cache=False)
def information(x, y, rows, width):
    table = np.zeros(rows * width, dtype=np.int64)
    for i in range(len(x)):
        table[x[i] * width + y[i]] += 1
    a = np.zeros(rows)
    b = np.zeros(width)
    total = 0.0
    for i in range(rows):
        for j in range(width):
            count = table[i * width + j]
            a[i] += count
            b[j] += count
            if count > 0:
                total += count * math.log(count)
    for count in a:
        if count > 0:
            total -= count * math.log(count)
    for count in b:
        if count > 0:
            total -= count * math.log(count)
    n = len(x)
    return math.log(n) + total / n


@numba.njit(parallel=parallel)
def operation(columns, levels, pairs):
    result = np.zeros(len(pairs))
    for p in numba.prange(len(pairs)):
        i, j = pairs[p]
        result[p] = information(columns[i], columns[j], levels[i], levels[j])
    return result.sum()


name = "numba loop, all cores" if parallel else "numba loop"
serve(name, numba.__version__, lambda: operation(columns, levels, pairs))
