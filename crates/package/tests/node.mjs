// node node.mjs FOLDER QUESTIONS: the package in FOLDER as ES module, as CommonJS, and in a worker of either.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { differences } from './questions.js';

const [folder, file] = isMainThread ? process.argv.slice(2) : workerData;
const questions = JSON.parse(readFileSync(file, 'utf8'));
const require = createRequire(pathToFileURL(`${folder}/package.json`));

const packages = {
  'ES module': await import(new URL('node/index.js', pathToFileURL(`${folder}/`))),
  CommonJS: require('./cjs/index.js'),
};

const found = [];
for (const [name, certplan] of Object.entries(packages)) {
  for (const difference of await differences(certplan, questions)) found.push(`${name}: ${difference}`);
}
if (isMainThread) {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: [folder, file] });
  const inWorker = await new Promise((done, failed) => worker.once('message', done).once('error', failed));
  found.push(...inWorker.map((difference) => `worker: ${difference}`));
  for (const difference of found) console.log(difference);
} else {
  parentPort.postMessage(found);
}
