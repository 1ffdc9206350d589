#!/usr/bin/env bash
# Installs the rivals that the benchmarks are run against: Debian's Python packages and PLINK, and two npm packages.
# What cannot be installed is reported as absent by the benchmarks; nothing else depends on it.
set -euo pipefail
cd "$(dirname "$0")"

sudo=""
if [ "$(id -u)" -ne 0 ]; then
  sudo="sudo"
fi

$sudo apt-get update
# Without OpenBLAS Debian's NumPy multiplies matrices by plain loops, a twentieth as fast.
for package in python3-numpy libopenblas0-pthread python3-pandas python3-sklearn python3-scipy python3-numba python3-torch plink1.9; do
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y --no-install-recommends "$package" || echo "absent: $package"
done

# No lock file: package.json names exact versions, and npm leaves other platforms' binaries out of a lock file in a way that
# 'npm ci' then refuses.
npm install --no-package-lock --no-fund --no-audit || echo "absent: npm packages"
