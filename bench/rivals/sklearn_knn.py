"""Usage: sklearn_knn.py FILE ROWS COLUMNS number|classes. scikit-learn's nearest-neighbour information of every column, one core."""

import sys

import numpy as np
import sklearn
from sklearn.feature_selection import mutual_info_classif, mutual_info_regression

from harness import serve

rows, columns = int(sys.argv[2]), int(sys.argv[3])
values = np.fromfile(sys.argv[1], dtype=np.float32).reshape(columns + 1, rows)
x, y = values[:columns].T.copy(), values[columns].copy()
score = mutual_info_classif if sys.argv[4] == "classes" else mutual_info_regression


def operation():
    information = score(x, y, random_state=0)
    return float((np.argsort(-information)[:25] < 25).sum())


serve(f"scikit-learn {score.__name__}", sklearn.__version__, operation)
