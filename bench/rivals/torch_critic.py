"""Usage: torch_critic.py FILE ROWS WIDTH separable|concatenated HIDDEN STEPS CRITICS THREADS default|CORE. So many training steps of each of CRITICS
critics by PyTorch, eager: the same layers, batch, objective, optimiser and learning rates as ours. separable: two towers
WIDTH-HIDDEN-HIDDEN-32, InfoNCE over all pairs of 256 rows; concatenated: 2·WIDTH-HIDDEN-HIDDEN-1, Donsker and Varadhan's bound, 256 joint and
256 shuffled rows. After 10, 25, 50, 100, … steps both look at rows held out and keep the parameters that were best there, as both would to know
when to stop. One critic after another, each on THREADS threads. CORE makes OpenBLAS use the kernels of that processor."""

import os
import sys

rows, width, hidden, steps, critics, threads = (int(sys.argv[i]) for i in (2, 3, 5, 6, 7, 8))
kind, core = sys.argv[4], sys.argv[9]
os.environ["OPENBLAS_NUM_THREADS"] = str(threads)
os.environ["OMP_NUM_THREADS"] = str(threads)
if core != "default":
    os.environ["OPENBLAS_CORETYPE"] = core

import math

import numpy as np
import torch
from torch import nn

from harness import serve

BATCH = 256
HELD_OUT = 1024
LOOKS = {10, 25, *range(50, steps + 1, 50)}
torch.set_num_threads(threads)
columns = np.fromfile(sys.argv[1], dtype=np.float64).reshape(2 * width, rows).astype(np.float32)
x = torch.from_numpy(columns[:width].T.copy())
y = torch.from_numpy(columns[width:].T.copy())


def tower(inputs, outputs):
    return nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU(), nn.Linear(hidden, outputs))


def info_nce(g, h, a, b):
    scores = g(a) @ h(b).T
    diagonal = scores.diagonal()
    return math.log(len(a)) + (diagonal - (scores.logsumexp(1) + scores.logsumexp(0)) / 2).mean()


def donsker_varadhan(f, a, b):
    joint = f(torch.cat([a, b], 1))
    shuffled = f(torch.cat([a, b.roll(-1, 0)], 1))
    return joint.mean() - (shuffled.logsumexp(0) - math.log(len(a))).mean()


def rate(step):
    return min(1, step / 100) * (0.05 + 0.95 * (1 + math.cos(math.pi * step / steps)) / 2)


def train(seed):
    torch.manual_seed(seed)
    networks = [tower(width, 32), tower(width, 32)] if kind == "separable" else [tower(2 * width, 1)]
    value = info_nce if kind == "separable" else donsker_varadhan
    parameters = [p for network in networks for p in network.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=1e-3, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda done: rate(done + 1))
    order = torch.randperm(rows)
    order, held_out = order[HELD_OUT:], order[:HELD_OUT]
    best, kept = -math.inf, None
    for step in range(steps):
        start = step * BATCH % (len(order) - BATCH)
        batch = order[start : start + BATCH]
        bound = value(*networks, x[batch], y[batch])
        optimiser.zero_grad(set_to_none=True)
        (-bound).backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        if step + 1 in LOOKS:
            with torch.no_grad():
                now = value(*networks, x[held_out], y[held_out]).item()
                if now > best:
                    best, kept = now, [p.clone() for p in parameters]
    with torch.no_grad():
        for parameter, values in zip(parameters, kept):
            parameter.copy_(values)
        return value(*networks, x[held_out], y[held_out]).item()


def operation():
    return sum(train(seed) for seed in range(critics)) / critics


serve(f"PyTorch eager, {threads} thread{'s' if threads > 1 else ''}, {core} BLAS", torch.__version__, operation)
