"""Makes network.npz and training.csv with the standard library alone: python3 network.py. What a small network might leave behind."""
import io
import math
import random
import struct
import zipfile

rng = random.Random(11)


def npy(values, kind, shape):
    code = {"<f4": "f", "|u1": "B"}[kind]
    head = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}"
    head = head.ljust(64 * math.ceil((11 + len(head)) / 64) - 11) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head.encode() + struct.pack(f"<{len(values)}{code}", *values)


def softmax(row):
    most = max(row)
    weights = [math.exp(v - most) for v in row]
    return [w / sum(weights) for w in weights]


# Logits of 600 rows in four classes; the last class is rare and told worst.
label = [rng.choices(range(4), [10, 10, 10, 1])[0] for _ in range(600)]
logits = [rng.gauss(0, 1) + (2.5 * (y == c) if y < 3 else 0.5 * (y == c)) for y in label for c in range(4)]

# Causal attention of two layers, four sequences, four heads, 16 tokens: sharp heads look at one token, flat ones at all.
T = 16


def attention(sharpness):
    weights = []
    for _ in range(4):
        for sharp in sharpness:
            for i in range(T):
                weights += softmax([sharp * rng.gauss(0, 1) for _ in range(i + 1)]) + [0.0] * (T - 1 - i)
    return weights


# Three factors and five latents: one of its own for each of the first two, one for both of these, noise, and one that is dead.
factors = [(rng.randrange(4), rng.randrange(3), rng.randrange(2)) for _ in range(1000)]
latents = [v for a, b, c in factors for v in (a + 0.15 * rng.gauss(0, 1), b + 0.15 * rng.gauss(0, 1), 0.5 * a + b + 0.3 * rng.gauss(0, 1), rng.gauss(0, 1), 0.0)]

arrays = {
    "logits": npy(logits, "<f4", (600, 4)),
    "label": npy(label, "|u1", (600,)),
    "layer0.attention": npy(attention([0.1, 1, 3, 0.2]), "<f4", (4, 4, T, T)),
    "layer1.attention": npy(attention([2, 60, 1, 4]), "<f4", (4, 4, T, T)),
    "factors": npy([v for row in factors for v in row], "|u1", (1000, 3)),
    "latents": npy(latents, "<f4", (1000, 5)),
}
with zipfile.ZipFile("network.npz", "w", zipfile.ZIP_DEFLATED) as file:
    for name, data in arrays.items():
        file.writestr(zipfile.ZipInfo(name + ".npy", (2020, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)

# Loss of a language model in nats per token, 65,536 tokens a step, logged every 50 steps.
with open("training.csv", "w", encoding="utf-8") as file:
    file.write("step,loss,learning_rate\n")
    for step in range(0, 5001, 50):
        loss = 2.9 + 7.9 * (1 + step / 15) ** -0.5 + 0.01 * rng.gauss(0, 1)
        file.write(f"{step},{loss:.4f},{3e-4 * (1 - step / 6000):.3e}\n")
