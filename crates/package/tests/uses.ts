// Compiled, never run: what the types must accept and refuse.
import { CertplanError, explain, fleet, forecast, inspect, loadPlan, loadRest, plan, version } from 'certplan-wasm';
import { plan as alone } from 'certplan-wasm/plan';
import type { Fleet, Forecast, Inspection, Plan, FactsInput } from 'certplan-wasm';

const facts: FactsInput = { schema: 'certplan/facts/1', clusters: [{ kind: 'target', name: 'prod' }] };

export async function accepted(): Promise<string> {
  const one: Plan = await plan(facts);
  const same: Plan = await alone(facts);
  // What an answer says of its facts is accepted as facts.
  await plan(one.facts);
  const ahead: Forecast = await forecast(facts);
  const many: Fleet = await fleet('', { plans: true, now: new Date(), onReject: (line) => line.reason });
  const dates: Inspection = await inspect([{ name: 'a', bytes: new Uint8Array() }], { at: new Date() });
  const said = await explain('x509');
  await loadPlan(new URL('a', 'https://example.invalid'));
  await loadRest(new ArrayBuffer(0));
  const { rules } = await version();
  return [one.summary, same.steps[0]?.command, ahead.plan.summary, many.summary.deployments, dates.at, said.verdict, rules.as_of].join();
}

export function ofError(error: unknown): string {
  return error instanceof CertplanError ? error.facts.map((fact) => fact.question).join() : '';
}

export async function refused(): Promise<void> {
  // @ts-expect-error the contract is named
  await plan({});
  // @ts-expect-error another contract
  await plan({ schema: 'certplan/plan/1' });
  // @ts-expect-error no kind of cluster
  await plan({ schema: 'certplan/facts/1', clusters: [{ kind: 'node' }] });
  // @ts-expect-error a length is a number of seconds here
  await plan({ schema: 'certplan/facts/1', shutdown_seconds: '45d' });
  // @ts-expect-error the small module has nothing else
  (await import('certplan-wasm/plan')).forecast;
}
