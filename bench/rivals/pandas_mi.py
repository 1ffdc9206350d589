"""Usage: pandas_mi.py FILE uint8|int32."""

import sys

import pandas as pd

from discrete import information, read_pairs
from harness import serve

x, y = (pd.Series(column) for column in read_pairs(sys.argv[1], sys.argv[2]))
serve("pandas crosstab", pd.__version__, lambda: information(pd.crosstab(x, y).to_numpy()))
