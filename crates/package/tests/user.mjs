// node user.mjs PACKAGE PROJECT TSC ESBUILD: installs the package in a new project, as its users do. The examples of its README run and
// print what they say, its types are compiled, and a program that uses plans alone is bundled without the larger module.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAME = 'certplan-wasm';
const [folder, project, tsc, esbuild] = process.argv.slice(2);
const run = (program, ...options) => execFileSync(program, options, { encoding: 'utf8' });
const write = (name, text) => writeFileSync(join(project, name), text);

// The blocks of JavaScript, in order. ```js browser is compiled only. A line after //> is what the example prints.
const examples = (markdown) =>
  [...markdown.matchAll(/^```(.*)\n([^]*?)^```$/gm)]
    .filter(([, kind]) => kind.startsWith('js'))
    .map(([, kind, code]) => ({
      code,
      prints: [...code.matchAll(/^ *\/\/> (.*\n)/gm)].map(([, line]) => line).join(''),
      ending: code.includes('require(') ? 'cjs' : 'mjs',
      runs: kind !== 'js browser',
    }));

const [common, browser] = examples("# A\n```sh\nnpm\n```\n```js\nconst a = require('a');\n//> 1\n```\n```js browser\nb\n```\n");
assert.deepEqual([common.prints, common.ending, common.runs], ['1\n', 'cjs', true]);
assert.deepEqual([browser.code, browser.ending, browser.runs], ['b\n', 'mjs', false]);

rmSync(project, { recursive: true, force: true });
mkdirSync(join(project, 'node_modules'), { recursive: true });
cpSync(folder, join(project, 'node_modules', NAME), { recursive: true });
write('package.json', JSON.stringify({ private: true, type: 'module' }));
const compilerOptions = {
  strict: true, noEmit: true, exactOptionalPropertyTypes: true, allowJs: true, checkJs: true,
  module: 'nodenext', target: 'es2022', lib: ['es2022', 'dom'], types: [],
};
write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['*.mjs', '*.cjs', '*.ts', '*.cts'] }));
// The functions of Node.js that an example uses are not checked here.
write('node.d.ts', "declare module 'node:*';\n");

const found = examples(readFileSync(join(folder, 'README.md'), 'utf8'));
assert.ok(found.length > 0, "the package's README has no example");
for (const [index, { code, prints, ending, runs }] of found.entries()) {
  const name = `example-${index + 1}.${ending}`;
  write(name, code);
  if (runs) assert.equal(run('node', join(project, name)), prints, `${name} of the package's README prints other lines than it says`);
}

for (const name of ['uses.ts', 'uses.cts']) cpSync(new URL(name, import.meta.url), join(project, name));
execFileSync(tsc, ['--project', project], { stdio: 'inherit' });

write('alone.js', `import { plan } from '${NAME}';\nself.onmessage = ({ data }) => plan(data);\n`);
const options = ['--bundle', '--format=esm', '--log-level=warning', '--minify-syntax'];
const bundle = run(esbuild, ...options, join(project, 'alone.js'));
assert.ok(bundle.includes('certplan-plan.wasm'), 'the bundle of a plan has no module');
assert.ok(!bundle.includes('certplan-rest.wasm'), 'the bundle of a plan asks for the module of the other functions');
