import { CertplanError } from './error.js';
import { read } from './read.js';

/** A WebAssembly module that is loaded once, when it is first asked something. */
export function wasm(glue, place) {
  let loading;
  const load = (source) => {
    loading ??= start(glue, source ?? place()).catch((cause) => {
      // The next question tries again.
      loading = undefined;
      throw new CertplanError('module', [], `the WebAssembly could not be loaded: ${cause?.message ?? cause}`, { cause });
    });
    return loading;
  };
  /** What one function of the module answers; values that it refuses are shown out of `argument`. */
  const ask = async (name, values, argument) => {
    await load();
    let answer;
    try {
      answer = glue[name](...values);
    } catch (thrown) {
      throw refused(thrown, argument);
    }
    return JSON.parse(answer);
  };
  return { load, ask };
}

async function start(glue, source) {
  let given = await source;
  if (typeof given === 'string' || given instanceof URL) given = await read(given);
  if (typeof Response === 'function' && given instanceof Response) {
    if (!given.ok) throw new Error(`${given.url} answered ${given.status}`);
    given = await given.arrayBuffer();
  }
  const compiled = Object.prototype.toString.call(given) === '[object WebAssembly.Module]';
  await glue.start({ module_or_path: compiled ? given : await WebAssembly.compile(given) });
}

function refused(thrown, argument) {
  if (typeof thrown !== 'string') {
    const message = `the WebAssembly failed because of a bug: ${thrown?.message ?? thrown}`;
    return new CertplanError('module', [], message, { cause: thrown });
  }
  const { kind, reasons } = JSON.parse(thrown);
  // Input that could not be read may be long or secret, so it is not repeated.
  const value = (path) => (kind === 'input' ? undefined : path.reduce((at, part) => at?.[part], argument));
  return new CertplanError(kind, reasons.map(({ question, path, message }) => ({ question, value: value(path), message })));
}
