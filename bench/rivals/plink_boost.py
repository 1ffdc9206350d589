"""Usage: plink_boost.py FILE ROWS COLUMNS. PLINK 1.9's `--fast-epistasis boost` on all pairs of genotypes, two threads.

The binary PLINK files are written before the first run. A run is one PLINK process: its start and the reading of the
files are within the clock, because there is no other way to use it. `--epi1` is set low, so that next to nothing is written.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

import numpy as np

from harness import serve

rows, columns = int(sys.argv[2]), int(sys.argv[3])
plink = shutil.which("plink1.9") or shutil.which("plink")
if plink is None:
    sys.exit("Error: 'plink1.9' is not installed")
data = np.fromfile(sys.argv[1], dtype=np.uint8).reshape(columns + 1, rows)
folder = tempfile.TemporaryDirectory()
base = pathlib.Path(folder.name) / "genotypes"

# Two bits per genotype, the first row in the lowest: 00 is two of allele 1, 10 is one of each, 11 is none.
bits = np.array([0, 2, 3], dtype=np.uint8)[data[:columns]]
padded = np.zeros((columns, (rows + 3) // 4 * 4), dtype=np.uint8)
padded[:, :rows] = bits
quads = padded.reshape(columns, -1, 4)
packed = quads[:, :, 0] | quads[:, :, 1] << 2 | quads[:, :, 2] << 4 | quads[:, :, 3] << 6
base.with_suffix(".bed").write_bytes(bytes([0x6C, 0x1B, 0x01]) + packed.tobytes())
base.with_suffix(".bim").write_text("".join(f"1 s{i} 0 {i + 1} A C\n" for i in range(columns)))
base.with_suffix(".fam").write_text("".join(f"p{r} p{r} 0 0 1 {y + 1}\n" for r, y in enumerate(data[columns])))
version = subprocess.run([plink, "--version"], capture_output=True, text=True).stdout.split()[1]
command = [plink, "--bfile", str(base), "--fast-epistasis", "boost", "--threads", "2", "--out", str(base),
           "--epi1", sys.argv[4] if len(sys.argv) > 4 else "1e-12", "--epi2", "1e-12"]


def operation():
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    with open(base.with_suffix(".epi.cc"), encoding="ascii") as report:
        header = report.readline().split()
        at = header.index("STAT")
        return sum(float(line.split()[at]) for line in report)


serve("PLINK", version, operation)
