"""Makes activations.npz with NumPy: python3 activations.py. Two layers of a small random network that sees noisy one-hot classes."""
import numpy as np

random = np.random.default_rng(7)
n = 1000
label = random.integers(0, 3, n)
image = np.eye(3)[label] + 0.8 * random.standard_normal((n, 3))
layer1 = np.maximum(0, image @ random.standard_normal((3, 8)) + 0.2)
layer2 = np.tanh(layer1 @ random.standard_normal((8, 2)) / 2)
np.savez_compressed(
    "activations.npz",
    image=image.astype("f4"),
    layer1=layer1.astype("f4"),
    layer2=layer2.astype("f4"),
    label=label.astype("u1"),
)
