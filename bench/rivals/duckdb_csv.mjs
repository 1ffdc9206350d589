// Usage: duckdb_csv.mjs FILE. Into a table in memory; the check is cells + the sum of the first column.
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { serve } from "./harness.mjs";

const version = JSON.parse(readFileSync(new URL("./node_modules/@duckdb/node-api/package.json", import.meta.url))).version;
const connection = await (await DuckDBInstance.create(":memory:")).connect();
const file = process.argv[2].replaceAll("'", "''");

async function first(sql) {
  return (await connection.runAndReadAll(sql)).getRows()[0];
}

async function operation() {
  await connection.run(`CREATE TABLE t AS SELECT * FROM read_csv_auto('${file}')`);
  const [columns] = await first("SELECT count(*) FROM information_schema.columns WHERE table_name = 't'");
  const [name] = await first("SELECT column_name FROM information_schema.columns WHERE table_name = 't' AND ordinal_position = 1");
  const [rows, sum] = await first(`SELECT count(*), sum("${name}") FROM t`);
  return Number(rows) * Number(columns) + sum;
}

await serve("DuckDB read_csv_auto (Node)", version, operation, () => connection.run("DROP TABLE t"));
