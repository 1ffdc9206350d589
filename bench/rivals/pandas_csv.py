"""Usage: pandas_csv.py FILE. The check is cells + the sum of the first column."""

import sys

import pandas as pd

from harness import serve


def operation():
    table = pd.read_csv(sys.argv[1], engine="c")
    return table.size + table.iloc[:, 0].sum()


serve("pandas read_csv", pd.__version__, operation)
