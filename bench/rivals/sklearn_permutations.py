"""Usage: sklearn_permutations.py FILE COUNT."""

import sys

import numpy as np
import sklearn
from sklearn.metrics import mutual_info_score

from discrete import read_pairs
from harness import serve

x, y = read_pairs(sys.argv[1], np.uint8)
count = int(sys.argv[2])
random = np.random.default_rng(0)


def operation():
    return sum(mutual_info_score(x, random.permutation(y)) for _ in range(count)) / count


serve("scikit-learn mutual_info_score loop", sklearn.__version__, operation)
