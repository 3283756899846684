// Asks a package everything that it is to answer as the command does, and names what differs. Runs anywhere: it imports nothing.

/** Texts that JSON makes, so that the order of fields counts too. */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export async function differences(certplan, { scenarios, explain, inspect, fleet }) {
  const different = [];
  const ask = async (name, question, expected) => {
    try {
      if (!same(await question(), expected)) different.push(`${name}: another answer`);
    } catch (error) {
      different.push(`${name}: ${error}`);
    }
  };
  for (const { name, facts, plan, forecast } of scenarios) {
    await ask(`plan of ${name}`, () => certplan.plan(facts), plan);
    if (forecast) await ask(`forecast of ${name}`, () => certplan.forecast(facts), forecast);
    else await refused(`forecast of ${name}`, () => certplan.forecast(facts), 'facts', 'shutdown', different);
  }
  await ask('explain', () => certplan.explain(explain.text), explain.answer);
  await ask('inspect', () => certplan.inspect(inspect.files, { at: inspect.at }), inspect.answer);
  const rejected = [];
  const onReject = (line) => rejected.push(line.line);
  await ask('fleet', () => certplan.fleet(fleet.lines, { onReject }), fleet.answer);
  if (!same(rejected, fleet.rejected)) different.push(`fleet rejects the lines ${rejected}`);

  const wrong = { schema: 'certplan/facts/1', zone: '<b>' };
  await refused('a wrong zone', () => certplan.plan(wrong), 'facts', 'zone', different, '<b>');
  await refused('no facts', () => certplan.plan(undefined), 'facts', 'facts', different);
  await refused('no text', () => certplan.explain(' '), 'input', 'text', different);
  await refused('no instant', () => certplan.inspect([], { at: 'soon' }), 'options', 'at', different, 'soon');
  await refused('no bytes', () => certplan.inspect([{ bytes: 1 }]), 'input', 'files', different);
  await refused('no lines', () => certplan.fleet('a,b\n'), 'input', 'lines', different);
  await refused('a wrong length', () => certplan.fleet('{}', { sinceUpdate: '-1d' }), 'options', 'since-update', different, '-1d');
  return different;

  async function refused(name, question, kind, about, list, value) {
    try {
      await question();
      list.push(`${name} is accepted`);
    } catch (error) {
      const [fact] = error.facts ?? [];
      const named = error.name === 'CertplanError' && error instanceof certplan.CertplanError && error.kind === kind;
      const shown = fact?.question === about && (value === undefined || fact.value === value) && fact.message.length > 0;
      if (!named || !shown) list.push(`${name}: ${error.name} ${error.kind} ${JSON.stringify(error.facts)} ${error.message}`);
    }
  }
}
