"""Writes coupled_series.csv: made-up series with known coupling, MIT like the rest of the repository.

driver   stays in its state with probability 0.8, else takes one of the three at random
response copies the driver's state one step before with probability 0.5, else stays as it is
echo     copies the driver's state two steps before with probability 0.7, else takes a state at random
signal   0.8 signal[t-1] + noise
reply    0.6 reply[t-1] + 0.5 signal[t-2] + noise
"""

import random

STATES = ["calm", "busy", "storm"]
rng = random.Random(20)


def state():
    return STATES[int(rng.random() * 3)]


driver, response, echo, signal, reply = ["calm"] * 2, ["calm"] * 2, ["calm"] * 2, [0.0] * 2, [0.0] * 2
for t in range(2, 1202):
    driver.append(driver[-1] if rng.random() < 0.8 else state())
    response.append(driver[t - 1] if rng.random() < 0.5 else response[-1])
    echo.append(driver[t - 2] if rng.random() < 0.7 else state())
    signal.append(0.8 * signal[-1] + rng.gauss(0, 1))
    reply.append(0.6 * reply[-1] + 0.5 * signal[t - 2] + rng.gauss(0, 1))

with open("coupled_series.csv", "w", newline="\n") as file:
    file.write("driver,response,echo,signal,reply\n")
    for row in list(zip(driver, response, echo, signal, reply))[2:]:
        file.write("{},{},{},{:.6f},{:.6f}\n".format(*row))
