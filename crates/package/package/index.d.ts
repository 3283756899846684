import type { Explanation, FactsInput, Fleet, Forecast, Inspection } from './contracts.js';
import type { Source } from './plan.js';

export * from './plan.js';

/** Loads the large module now, and from elsewhere than beside this file where a source is given. */
export declare function loadRest(source?: Source | Promise<Source>): Promise<void>;

/** What a shutdown that lies ahead will do; needs a length, or `from` and `to`. */
export declare function forecast(facts: FactsInput): Promise<Forecast>;

/** What an error message says: its cause, what to do, and what not to do. */
export declare function explain(text: string): Promise<Explanation>;

/** A file that holds certificates: PEM, DER, a kubeconfig, a list of `kubeadm`, an evidence file. */
export interface InspectFile {
  /** How the answer names it. */
  name?: string;
  /** Its contents; keys in them are passed over and overwritten. */
  bytes: Uint8Array | ArrayBuffer | string;
}

/** Against what the dates are held. */
export interface InspectOptions {
  /** Now, where it is left out. */
  at?: Date | string;
  /** What ends within this length is `expiring`: `30d`, `36h`. */
  warn?: string;
}

/** The certificates in files, until when each counts, and what renews it. */
export declare function inspect(files: InspectFile | Iterable<InspectFile>, options?: InspectOptions): Promise<Inspection>;

/** A line that has no part in any plan. */
export interface RejectedLine {
  /** Its number, counted from 1. */
  line: number;
  /** The deployment that it belongs to, where that could be read. */
  deployment?: string;
  /** Why, with what is accepted. */
  reason: string;
  /** The line as it was read, of a very long one the beginning. */
  input: string;
}

/** What holds for all lines that do not say otherwise, as the command line takes it. Dates without an offset are UTC. */
export interface FleetOptions {
  /** The deployment of lines that name none, such as what `Get-AksHciCluster` prints. */
  deployment?: string;
  /** A length, such as `45d`, or `unknown`. */
  shutdown?: string;
  /** When it was switched off. */
  from?: string;
  /** When it was switched on again; now, where it is left out. */
  to?: string;
  /** How long ago the last update was, such as `60d`. */
  sinceUpdate?: string;
  /** The build. */
  build?: string;
  /** What time it is, where the answer depends on it. */
  at?: string;
  /** Until when a beginning without an end reaches: now, where it is left out. */
  now?: Date | string;
  /** Whether each row has the full plan. */
  plans?: boolean;
  /** How many of the worst deployments the summary names: 10, where it is left out. */
  worst?: number;
  /** Is called with each line that could not be used, after all have been read. */
  onReject?: (line: RejectedLine) => void;
}

/** A row for each deployment, and a summary of all: lines of JSON, a list, or CSV with a header. */
export declare function fleet(lines: string | Uint8Array | ArrayBuffer, options?: FleetOptions): Promise<Fleet>;
