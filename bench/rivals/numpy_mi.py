"""Usage: numpy_mi.py FILE uint8|int32. One bincount of combined codes (10 × 10 levels, so bytes do not overflow)."""

import sys

import numpy as np

from discrete import information, read_pairs
from harness import serve

x, y = read_pairs(sys.argv[1], sys.argv[2])
ten = x.dtype.type(10)
serve("NumPy bincount", np.__version__, lambda: information(np.bincount(x * ten + y, minlength=100).reshape(10, 10)))
