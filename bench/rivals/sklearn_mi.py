"""Usage: sklearn_mi.py FILE uint8|int32."""

import sys

import sklearn
from sklearn.metrics import mutual_info_score

from discrete import read_pairs
from harness import serve

x, y = read_pairs(sys.argv[1], sys.argv[2])
serve("scikit-learn mutual_info_score", sklearn.__version__, lambda: mutual_info_score(x, y))
