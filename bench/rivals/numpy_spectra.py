"""Usage: numpy_spectra.py FILE ROWS WIDTH SIGMA dse|vendi|renyi|cs-qmi. Spectra of Gram matrices by NumPy's eigvalsh, distances by one product of
matrices, on all the threads that its BLAS takes."""

import sys

import numpy as np

from harness import serve

rows, width = int(sys.argv[2]), int(sys.argv[3])
sigma, measure = float(sys.argv[4]), sys.argv[5]
columns = np.fromfile(sys.argv[1], dtype=np.float64).reshape(2 * width, rows)
x, y = columns[:width].T.copy(), columns[width:].T.copy()


def gram(a):
    squares = np.einsum("ij,ij->i", a, a)
    distances = np.maximum(squares[:, None] + squares - 2 * (a @ a.T), 0)
    return np.exp(distances / (-2 * sigma * sigma))


def entropy(matrix, order):
    eigenvalues = np.linalg.eigvalsh(matrix / np.trace(matrix))
    eigenvalues = eigenvalues[eigenvalues > 0]
    if order == 1:
        return -np.sum(eigenvalues * np.log(eigenvalues))
    return np.log(np.sum(eigenvalues**order)) / (1 - order)


def dse():
    g = gram(x)
    degrees = g.sum(axis=1)
    g /= degrees[:, None] * degrees
    roots = np.sqrt(g.sum(axis=1))
    return entropy(g / (roots[:, None] * roots), 1)


def renyi():
    k, q = gram(x), gram(y)
    return entropy(k, 1.01) + entropy(q, 1.01) - entropy(k * q, 1.01)


def cs_qmi():
    k, q = gram(x), gram(y)
    return np.log((k * q).mean()) + np.log(k.mean() * q.mean()) - 2 * np.log(np.mean(k.mean(axis=1) * q.mean(axis=1)))


operations = {"dse": dse, "vendi": lambda: np.exp(entropy(gram(x), 1)), "renyi": renyi, "cs-qmi": cs_qmi}
serve("NumPy eigvalsh" if measure != "cs-qmi" else "NumPy", np.__version__, operations[measure])
