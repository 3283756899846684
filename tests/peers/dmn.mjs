// Decides by the rules as DMN, without any code of Certplan: dmn-moddle reads the model, feelin evaluates its expressions.
//
//     node dmn.mjs RULES.dmn QUESTIONS.json FOLDER
//
// A question is a decision's name and the facts given; both packages are installed in the folder. Out: the answers, in the same order.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { argv, stdout } from "node:process";
import { pathToFileURL } from "node:url";

const [rules, questions, folder] = argv.slice(2);
const { resolve } = createRequire(`${folder}/`);
const load = (name) => import(pathToFileURL(resolve(name)));
const [{ DmnModdle }, { evaluate, unaryTest }] = await Promise.all(["dmn-moddle", "feelin"].map(load));

const { rootElement: model, warnings } = await new DmnModdle().fromXML(readFileSync(rules, "utf8"));
if (warnings.length) throw new Error(`the model cannot be read: ${warnings[0].message}`);
const elements = new Map(model.get("drgElement").map((element) => [element.id, element]));

// The value of an expression; what feelin only warns of, such as a variable that is missing, is an error here.
const value = (call, { text }, context) => {
  const { value, warnings } = call(text, context);
  if (warnings.length) throw new Error(`${text}: ${warnings[0].message}`);
  return value;
};

const decide = (decision, facts) => {
  const context = { ...facts };
  for (const { requiredDecision } of decision.get("informationRequirement")) {
    if (!requiredDecision) continue;
    const needed = elements.get(requiredDecision.href.slice(1));
    const answer = decide(needed, facts);
    // A decision with several outputs is a context whose entries are visible under its name.
    context[needed.variable.name] = answer;
  }
  return fromTable(decision.decisionLogic, context);
};

const fromTable = (table, context) => {
  if (table.hitPolicy !== "UNIQUE") throw new Error(`the hit policy ${table.hitPolicy} of ${table.id} is not known`);
  const inputs = table.input.map(({ inputExpression, inputValues }) => {
    const input = value(evaluate, inputExpression, context);
    if (inputValues && !value(unaryTest, inputValues, { ...context, "?": input })) {
      throw new Error(`${JSON.stringify(input)} is not allowed for ${inputExpression.text}`);
    }
    return input;
  });
  const fits = (rule) =>
    rule.inputEntry.every((entry, column) => value(unaryTest, entry, { ...context, "?": inputs[column] }));
  const hits = table.rule.filter(fits);
  if (hits.length !== 1) throw new Error(`${hits.length} rows of ${table.id} fit ${JSON.stringify(context)}`);
  const outputs = table.output.map(({ name, outputValues }, column) => {
    const output = value(evaluate, hits[0].outputEntry[column], context);
    if (outputValues && !value(unaryTest, outputValues, { ...context, "?": output })) {
      throw new Error(`${JSON.stringify(output)} is not an answer that ${table.id} may give`);
    }
    return [name, output];
  });
  return outputs.length === 1 ? outputs[0][1] : Object.fromEntries(outputs);
};

const answer = ([name, facts]) => decide(elements.get(name), facts);
stdout.write(JSON.stringify(JSON.parse(readFileSync(questions, "utf8")).map(answer)));
