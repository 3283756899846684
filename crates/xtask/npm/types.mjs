// Writes the TypeScript types of the contracts, made of their JSON Schemas by json-schema-to-typescript.
//
//     node types.mjs SCHEMAS FOLDER
//
// SCHEMAS is the folder of the schemas; the library is installed in FOLDER. Out: one module of types.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { argv, stdout } from "node:process";

const [schemas, folder] = argv.slice(2);
const { compile } = createRequire(`${folder}/`)("json-schema-to-typescript");

// A contract with a type, and the type's name.
const ROOTS = {
  facts: "FactsInput",
  plan: "Plan",
  forecast: "Forecast",
  explain: "Explanation",
  inspect: "Inspection",
  fleet: "Fleet",
  "fleet-line": "FleetLine",
};

// `LayerDocument` is `Layer` for those who use the package. What is read may hold null where what is written leaves a field
// out, so the parts of the facts have names of their own: `ClusterInput`.
const shortName = (contract, name) => name.replace(/Document$/, contract === "facts" ? "Input" : "");

// What the library expects: references alone and by the short names, and tuples as `items`.
const adapted = (contract, schema) => {
  const inner = (part) => adapted(contract, part);
  if (Array.isArray(schema)) return schema.map(inner);
  if (typeof schema !== "object" || schema === null) return schema;
  const { $schema, $id, $defs, $ref, title, prefixItems, ...rest } = schema;
  if ($ref) return { $ref: `#/$defs/${shortName(contract, $ref.split("/").pop())}` };
  const entries = Object.entries(rest).map(([key, value]) => [key, inner(value)]);
  return Object.fromEntries(prefixItems ? [...entries, ["items", inner(prefixItems)]] : entries);
};

const types = {};
const add = (name, schema) => {
  const known = types[name];
  if (known && JSON.stringify(known) !== JSON.stringify(schema)) {
    throw new Error(`two contracts have different types called ${name}`);
  }
  types[name] = schema;
};
for (const [contract, name] of Object.entries(ROOTS)) {
  const schema = JSON.parse(readFileSync(`${schemas}/${contract}.schema.json`, "utf8"));
  add(name, adapted(contract, schema));
  for (const [part, definition] of Object.entries(schema.$defs ?? {})) add(shortName(contract, part), adapted(contract, definition));
}

const contract = {
  $defs: types,
  description: "What the functions of the package take and answer.",
  anyOf: Object.values(ROOTS).map((name) => ({ $ref: `#/$defs/${name}` })),
};
const bannerComment = `// Made of the JSON Schemas by cargo xtask build; do not edit.

/** Which package this is, and which rules decide. */
export interface Version {
  /** The version of the package. */
  version: string;
  /** The rule-set. */
  rules: RuleSet;
}`;
const options = { additionalProperties: false, bannerComment, unreachableDefinitions: true };
stdout.write(await compile(contract, "Contract", options));
