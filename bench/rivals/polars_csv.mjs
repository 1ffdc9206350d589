// Usage: polars_csv.mjs FILE. The check is cells + the sum of the first column.
import { readFileSync } from "node:fs";
import pl from "nodejs-polars";
import { serve } from "./harness.mjs";

const version = JSON.parse(readFileSync(new URL("./node_modules/nodejs-polars/package.json", import.meta.url))).version;

function operation() {
  const table = pl.readCSV(process.argv[2]);
  return table.height * table.width + table.getColumns()[0].sum();
}

await serve("polars readCSV (Node)", version, operation);
