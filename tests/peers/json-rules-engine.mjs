// The page's shutdown table in json-rules-engine, read once: checked against the answers that it is given, then timed.
//
//     node json-rules-engine.mjs '[{"shutdown": 3888000, "moc": "impacted", "kubernetes": "impacted"}]' FOLDER
//
// The lengths are in seconds, and the package is installed in the folder. Out: the median time of one decision in nanoseconds.

import { createRequire } from "node:module";
import { argv, hrtime, stdout } from "node:process";

const { Engine } = createRequire(`${argv[3]}/`)("json-rules-engine");

const LIMIT = 2_592_000;
const [BATCHES, DECISIONS] = [51, 500];

const when = (operator, value) => ({ fact: "shutdown", operator, value });
const engine = new Engine(
  [
    [[when("equal", 0)], "not_impacted", "not_impacted"],
    [[when("greaterThan", 0), when("lessThan", LIMIT)], "not_impacted", "impacted"],
    [[when("equal", LIMIT)], "impacted", "impacted"],
    [[when("greaterThan", LIMIT)], "impacted", "impacted"],
  ].map(([all, moc, kubernetes]) => ({ conditions: { all }, event: { type: "verdicts", params: { moc, kubernetes } } })),
);

const decide = async (shutdown) => (await engine.run({ shutdown })).events[0].params;

for (const { shutdown, moc, kubernetes } of JSON.parse(argv[2])) {
  const found = await decide(shutdown);
  if (found.moc !== moc || found.kubernetes !== kubernetes) {
    throw new Error(`the peer decides otherwise: ${JSON.stringify(found)} for ${shutdown} s`);
  }
}

const batches = [];
for (let batch = 0; batch < BATCHES; batch += 1) {
  const began = hrtime.bigint();
  for (let decision = 0; decision < DECISIONS; decision += 1) await decide(3_888_000);
  batches.push(Number(hrtime.bigint() - began) / DECISIONS);
}
batches.sort((one, other) => one - other);
stdout.write(`${batches[BATCHES >> 1].toFixed(0)}\n`);
