"""What the Python rivals share: read the data, then time one operation whenever the benchmark asks for a run.

One line of JSON says what is measured, then for each line "run" on standard input one line with the seconds of the
operation and a number to check it by; at the end of input, one line with the peak memory. Data are in memory before
the first run; the collection of garbage is outside the clock.
"""

import gc
import json
import sys
import time


def memory(field):
    # Not getrusage: its peak survives exec and may be that of the process that started this one.
    with open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith(field + ":"):
                return int(line.split()[1]) * 1024
    return 0


def say(**fields):
    print(json.dumps(fields), flush=True)


def serve(tool, version, operation):
    say(tool=tool, version=version, bytes=memory("VmRSS"))
    for line in sys.stdin:
        if line.strip() != "run":
            break
        gc.collect()
        start = time.perf_counter()
        check = operation()
        say(seconds=time.perf_counter() - start, check=float(check))
    say(peakBytes=memory("VmHWM"))
