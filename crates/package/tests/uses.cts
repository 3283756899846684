// Compiled, never run: the types of the CommonJS side.
import certplan = require('certplan-wasm');
import small = require('certplan-wasm/plan');

export const summaries = async (): Promise<string[]> => {
  const facts: certplan.FactsInput = { schema: 'certplan/facts/1' };
  return [(await certplan.plan(facts)).summary, (await small.plan(facts)).summary];
};
