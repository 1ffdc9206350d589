"""Usage: numpy_pairs.py FILE ROWS LEVELS,LEVELS,…. A bincount of combined codes for each pair of columns."""

import sys

import numpy as np

from discrete import information
from harness import serve

levels = [int(l) for l in sys.argv[3].split(",")]
columns = np.fromfile(sys.argv[1], dtype=np.uint8).reshape(len(levels), int(sys.argv[2]))


def operation():
    total = 0.0
    for i, rows in enumerate(levels):
        scaled = columns[i].astype(np.uint16)
        for j in range(i + 1, len(levels)):
            cells = scaled * np.uint16(levels[j]) + columns[j]
            total += information(np.bincount(cells, minlength=rows * levels[j]).reshape(rows, levels[j]))
    return total


serve("NumPy bincount loop", np.__version__, operation)
