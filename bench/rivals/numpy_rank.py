"""Usage: numpy_rank.py FILE ROWS LEVELS,LEVELS,… Sum of the plug-in information of all columns about the first."""

import sys

import numpy as np

from discrete import information
from harness import serve

levels = [int(l) for l in sys.argv[3].split(",")]
columns = np.fromfile(sys.argv[1], dtype=np.uint8).reshape(len(levels), int(sys.argv[2]))


def operation():
    total = 0.0
    y = columns[0]
    for i in range(1, len(levels)):
        codes = columns[i].astype(np.int64) * levels[0] + y
        table = np.bincount(codes, minlength=levels[i] * levels[0]).reshape(levels[i], levels[0])
        total += information(table)
    return total


serve("NumPy bincount", np.__version__, operation)
