"""Usage: numpy_permutations.py FILE COUNT. Mean mutual information over permutations of the second column."""

import sys

import numpy as np

from discrete import information, read_pairs
from harness import serve

x, y = read_pairs(sys.argv[1], np.uint8)
count = int(sys.argv[2])
random = np.random.default_rng(0)
rows = x * np.uint8(10)


def operation():
    total = 0.0
    for _ in range(count):
        total += information(np.bincount(rows + random.permutation(y), minlength=100).reshape(10, 10))
    return total / count


serve("NumPy permutation + bincount loop", np.__version__, operation)
