import { readFile } from 'node:fs/promises';

/** The bytes of a file. */
export const read = (address) => readFile(address);
