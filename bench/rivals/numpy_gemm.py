"""Usage: numpy_gemm.py FILE M N K TIMES default|CORE. So many products of float32 matrices by NumPy's BLAS on one thread; CORE makes
OpenBLAS use the kernels of that processor."""

import ctypes
import os
import sys

# Read when the library is loaded, that is, before NumPy is imported.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
if sys.argv[6] != "default":
    os.environ["OPENBLAS_CORETYPE"] = sys.argv[6]

import numpy as np

from harness import serve

m, n, k, times = (int(a) for a in sys.argv[2:6])
values = np.fromfile(sys.argv[1], dtype=np.float32)
a, b = values[: m * k].reshape(m, k).copy(), values[m * k :].reshape(k, n).copy()
c = np.empty((m, n), dtype=np.float32)


def blas():
    with open("/proc/self/maps", encoding="utf-8") as maps:
        paths = {line.split()[-1] for line in maps if "/" in line and "blas" in line.rsplit("/", 1)[-1]}
    for path in sorted(paths):
        try:
            name = ctypes.CDLL(path).openblas_get_corename
        except (AttributeError, OSError):
            continue
        name.restype = ctypes.c_char_p
        return f"OpenBLAS {name().decode()} ({sys.argv[6]})"
    raise ImportError("NumPy runs without OpenBLAS, by plain loops")  # no measure of anything


def operation():
    for _ in range(times):
        np.matmul(a, b, out=c)
    return c[0, 0] + c[-1, -1]


serve(f"NumPy, {blas()}", np.__version__, operation)
