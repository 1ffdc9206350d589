"""The plug-in mutual information of two code columns, as NumPy users write it."""

import numpy as np


def read_pairs(path, dtype):
    """The two columns of a file of byte codes, first column first."""
    codes = np.fromfile(path, dtype=np.uint8)
    half = len(codes) // 2
    return codes[:half].astype(dtype), codes[half:].astype(dtype)


def information(table):
    n = table.sum()
    rows = table.sum(axis=1)
    columns = table.sum(axis=0)
    i, j = np.nonzero(table)
    cells = table[i, j]
    return float((cells / n * np.log(cells * n / (rows[i] * columns[j]))).sum())
