"""Usage: sklearn_ksg.py FILE ROWS NEIGHBORS. scikit-learn's nearest-neighbour information of one column about another, one core."""

import sys

import numpy as np
import sklearn
from sklearn.feature_selection import mutual_info_regression

from harness import serve

rows, neighbors = int(sys.argv[2]), int(sys.argv[3])
columns = np.fromfile(sys.argv[1], dtype=np.float64).reshape(2, rows)
x, y = columns[0][:, None].copy(), columns[1].copy()


def operation():
    return mutual_info_regression(x, y, n_neighbors=neighbors, discrete_features=False, random_state=0)[0]


serve("scikit-learn mutual_info_regression", sklearn.__version__, operation)
