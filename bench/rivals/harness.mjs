// What the Node rivals share; the protocol is described in harness.py.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

function memory(field) {
  const line = readFileSync("/proc/self/status", "ascii").split("\n").find((l) => l.startsWith(field + ":"));
  return line ? Number(line.split(/\s+/)[1]) * 1024 : 0;
}

const say = (fields) => console.log(JSON.stringify(fields));

export async function serve(tool, version, operation, release = () => {}) {
  say({ tool, version, bytes: memory("VmRSS") });
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== "run") {
      break;
    }
    const start = process.hrtime.bigint();
    const check = await operation();
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    say({ seconds, check });
    await release();
  }
  say({ peakBytes: memory("VmHWM") });
  process.exit(0);
}
