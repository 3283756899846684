import type { FactsInput, Plan, Version } from './contracts.js';

export type * from './contracts.js';

/** One wrong value. */
export interface WrongFact {
  /** The question that was answered wrongly, or the name of the option. */
  question: string;
  /** What was given there; undefined where nothing was, and where `kind` is `input`. */
  value: unknown;
  /** What is wrong, and what is accepted. */
  message: string;
}

/** Why there is no answer. */
export declare class CertplanError extends Error {
  readonly name: 'CertplanError';
  /** What is wrong: a fact, an option, a text or file, or the WebAssembly itself. */
  readonly kind: 'facts' | 'options' | 'input' | 'module';
  /** Every wrong value; empty where `kind` is `module`. */
  readonly facts: WrongFact[];
  constructor(kind: CertplanError['kind'], facts: WrongFact[], message?: string, options?: { cause?: unknown });
}

/** Where a module comes from: compiled, as bytes, as an answer of `fetch`, or at an address. */
export type Source = object | ArrayBuffer | ArrayBufferView | URL | string;

/** Loads the small module now, and from elsewhere than beside this file where a source is given. */
export declare function loadPlan(source?: Source | Promise<Source>): Promise<void>;

/** Which layers are affected, what to run in which order, and why. */
export declare function plan(facts: FactsInput): Promise<Plan>;

/** Which package this is, and which rules decide. */
export declare function version(): Promise<Version>;
