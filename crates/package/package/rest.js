import { CertplanError } from './error.js';
import * as glue from './glue-rest.js';
import { wasm } from './wasm.js';

const module = /* @__PURE__ */ wasm(glue, () => new URL('../certplan-rest.wasm', import.meta.url));

export const loadRest = (source) => module.load(source);
export const forecast = async (facts) => module.ask('forecast', [JSON.stringify(facts) ?? ''], facts);
export const explain = async (text) => module.ask('explain', [String(text)], text);

export const inspect = async (files, options = {}) => {
  const list = Symbol.iterator in files ? [...files] : [files];
  const parts = list.map(({ bytes }) => bytesOf(bytes, 'files'));
  const bytes = joined(parts);
  const given = {
    files: list.map(({ name }, place) => ({ name: String(name ?? `file ${place + 1}`), length: parts[place].length })),
    at: instant(options.at, 'at'),
    warn: options.warn,
  };
  return module.ask('inspect', [JSON.stringify(given), bytes], options);
};

export const fleet = async (lines, options = {}) => {
  const { onReject, ...given } = options;
  given.now = instant(options.now, 'now');
  const { rejected, document } = await module.ask('fleet', [JSON.stringify(given), bytesOf(lines, 'lines')], options);
  if (onReject) rejected.forEach((line) => onReject(line));
  return document;
};

/** An instant in UTC to the second, now where none is given. */
function instant(given, question) {
  if (typeof given === 'string') return given;
  const date = given ?? new Date();
  if (!(date instanceof Date) || Number.isNaN(date.getTime())) {
    throw new CertplanError('options', [{ question, value: given, message: 'is no date; accepted: a Date, or an instant such as 2026-12-18T16:00:00Z' }]);
  }
  return `${date.toISOString().slice(0, -5)}Z`;
}

function bytesOf(given, question) {
  if (typeof given === 'string') return new TextEncoder().encode(given);
  if (given instanceof ArrayBuffer) return new Uint8Array(given);
  if (ArrayBuffer.isView(given)) return new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  throw new CertplanError('input', [{ question, value: undefined, message: 'is neither text nor bytes' }]);
}

/** The parts one after another. */
function joined(parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
