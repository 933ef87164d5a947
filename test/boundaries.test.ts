/** Holds the dependency rules of docs/development.md over every module. */
import assert from 'node:assert/strict';
import ts from 'typescript';
import { suite } from 'uvu';
import { isDeclaredAround } from './support/scope.ts';
import { listFiles, type Module, nodesOf, parseModule, readText } from './support/source-tree.ts';

/** What a module does that `rule` forbids, with an example that shows the rule can be broken. */
type Rule = { title: string; breaches: (module: Module) => string[]; broken: [string, string][] };

const FOLDERS = /^(?:crypto|server|client|test)\//;
const isIn = (folder: string) => (path: string) => path.startsWith(folder);
const inCrypto = isIn('crypto/');
const inServer = isIn('server/');
const inClient = isIn('client/');
const inTest = isIn('test/');
const CONTRACT = 'server/api/contract.ts';

const importing = (module: Module, forbidden: (target: string, typeOnly: boolean) => boolean) =>
	module.imports
		.filter(({ target, typeOnly }) => forbidden(target, typeOnly))
		.map(({ specifier }) => `${module.path} imports ${specifier}`);

/** Names that reach the clock, the network, the machine or unaccounted randomness. */
const AMBIENT = new Set([
	'Buffer',
	'Date',
	'Function',
	'WebSocket',
	'Worker',
	'XMLHttpRequest',
	'console',
	'crypto',
	'document',
	'eval',
	'fetch',
	'globalThis',
	'indexedDB',
	'localStorage',
	'navigator',
	'performance',
	'process',
	'require',
	'self',
	'sessionStorage',
	'setImmediate',
	'setInterval',
	'setTimeout',
	'window',
]);

/** The global that a node reaches, if any; a property or key that only shares the name is none. */
function ambient(node: ts.Node): string | undefined {
	if (ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random') return 'Math.random';
	if (ts.isMetaProperty(node)) return 'import.meta';
	if (!ts.isIdentifier(node) || !AMBIENT.has(node.text)) return undefined;
	return isOnlyName(node) || isDeclaredAround(node) ? undefined : node.text;
}

function isOnlyName(node: ts.Identifier): boolean {
	const { parent } = node;
	if (ts.isQualifiedName(parent)) return parent.right === node;
	if (ts.isBindingElement(parent)) return parent.propertyName === node;
	const named =
		ts.isPropertyAccessExpression(parent) ||
		ts.isPropertyAssignment(parent) ||
		ts.isPropertySignature(parent) ||
		ts.isPropertyDeclaration(parent) ||
		ts.isMethodDeclaration(parent) ||
		ts.isMethodSignature(parent);
	return named && parent.name === node;
}

const noAmbient: Rule = {
	title: 'crypto/ reaches no clock, network, machine or other randomness',
	breaches: (m) =>
		inCrypto(m.path)
			? [...nodesOf(m.source)].flatMap((node) => {
					const name = ambient(node);
					return name === undefined ? [] : [`${m.path} uses ${name}`];
				})
			: [],
	broken: [
		['crypto/a.ts', 'const now = new Date();'],
		['crypto/a.ts', 'const coin = Math.random() < 0.5;'],
		['crypto/a.ts', 'const { env } = process;'],
		['crypto/a.ts', 'const o = { fetch };'],
		['crypto/a.ts', 'const f = (fetch: number) => fetch; fetch;'],
		['crypto/a.ts', 'const { window: w = window } = {};'],
		['crypto/a.ts', 'crypto.getRandomValues(new Uint8Array(1));'],
		['crypto/a.ts', 'class A { clock = Date; }'],
		['crypto/a.ts', 'const here = import.meta.url;'],
	],
};

const CURVES_ALLOWED = /^crypto\/(?:group\.ts$|curve\/|token\/|register\/)/;
const instrumentOf = (path: string) => /^server\/instruments\/([^/]+)\//.exec(path)?.[1];

const rules: Rule[] = [
	{
		title: 'crypto/ imports @noble and itself',
		breaches: (m) =>
			inCrypto(m.path)
				? importing(m, (target) => !inCrypto(target) && !target.startsWith('@noble/'))
				: [],
		broken: [
			['crypto/a.ts', "import { readFile } from 'node:fs';"],
			['crypto/count/a.ts', "export { open } from '../../server/db/open.ts';"],
			['crypto/a.ts', "const pb = await import('pabulib');"],
			['crypto/a.ts', "let x: import('uvu').Test;"],
		],
	},
	noAmbient,
	{
		title: '@noble/curves is imported only where points are made',
		breaches: (m) =>
			inTest(m.path) || CURVES_ALLOWED.test(m.path)
				? []
				: importing(m, (target) => target.startsWith('@noble/curves')),
		broken: [
			['crypto/proofs/a.ts', "import { ed25519 } from '@noble/curves/ed25519.js';"],
			['server/a.ts', "import { ed25519 } from '@noble/curves/ed25519.js';"],
		],
	},
	{
		title: 'server/ never imports client/',
		breaches: (m) => (inServer(m.path) ? importing(m, inClient) : []),
		broken: [['server/api/a.ts', "import type { State } from '../../client/booth/machine.ts';"]],
	},
	{
		title: 'client/ takes values from crypto/ and types from the contract',
		breaches: (m) =>
			inClient(m.path)
				? importing(
						m,
						(target, typeOnly) =>
							inTest(target) || (inServer(target) && !(typeOnly && target === CONTRACT)),
					)
				: [],
		broken: [
			['client/api.ts', "import { PATHS } from '../server/api/contract.ts';"],
			['client/api.ts', "import { type Api, PATHS } from '../server/api/contract.ts';"],
			['client/ui/A.svelte', "<script>import type { Db } from '#server/db/open.ts';</script>"],
		],
	},
	{
		title: 'nothing but server/ and tests imports server/',
		breaches: (m) =>
			inServer(m.path) || inTest(m.path) || inClient(m.path) ? [] : importing(m, inServer),
		broken: [['vite.config.ts', "import { config } from './server/config.ts';"]],
	},
	{
		title: 'nothing but tests imports test/',
		breaches: (m) => (inTest(m.path) ? [] : importing(m, inTest)),
		broken: [['server/a.ts', "import { clock } from '../test/support/clock.ts';"]],
	},
	{
		title: 'an instrument never imports another one',
		breaches: (m) => {
			const own = instrumentOf(m.path);
			return own === undefined
				? []
				: importing(m, (target) => ![undefined, own].includes(instrumentOf(target)));
		},
		broken: [['server/instruments/poll/a.ts', "import { x } from '../budget/rules.ts';"]],
	},
];

/** The first cycle of imports among the modules, as the paths along it. */
function findCycle(modules: readonly Module[]): string[] | undefined {
	const byPath = new Map(modules.map((m) => [m.path, m]));
	const done = new Set<string>();
	const visit = (path: string, trail: string[]): string[] | undefined => {
		if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
		if (done.has(path)) return undefined;
		for (const { target } of byPath.get(path)?.imports ?? []) {
			const cycle = visit(target, [...trail, path]);
			if (cycle) return cycle;
		}
		done.add(path);
		return undefined;
	};
	for (const { path } of modules) {
		const cycle = visit(path, []);
		if (cycle) return cycle;
	}
	return undefined;
}

const test = suite('boundaries');
const modules = listFiles()
	// AssemblyScript is compiled by itself and imports nothing of the project.
	.filter((path) => /\.(?:ts|js|svelte)$/.test(path) && !path.endsWith('.as.ts'))
	.filter((path) => FOLDERS.test(path) || !path.includes('/'))
	.map((path) => parseModule(path, readText(path)));

for (const { title, breaches, broken } of rules) {
	test(title, () => {
		assert.deepEqual(modules.flatMap(breaches), []);
	});
	test(`${title}: a breach is seen`, () => {
		for (const [path, text] of broken)
			assert.equal(breaches(parseModule(path, text)).length, 1, `${path}: ${text}`);
	});
}

test('a name declared around its use, or of a property, is no global', () => {
	for (const text of [
		'const o = { fetch: 1, self() {} }; o.fetch;',
		"type T = { process: 'a' };",
		'const f = (fetch: () => void) => fetch();',
		'function g({ a: window = 1 }) { return () => window; }',
		'for (const window of []) { window; }',
		"import { performance } from './a.ts'; performance;",
	])
		assert.deepEqual(noAmbient.breaches(parseModule('crypto/a.ts', text)), [], text);
});

test('every import of the project leads to a module', () => {
	const known = new Set(listFiles());
	// Kit makes the types of each route beside it.
	const isMade = (target: string) => target.endsWith('/$types');
	const missing = modules.flatMap((m) =>
		importing(m, (target) => FOLDERS.test(target) && !isMade(target) && !known.has(target)),
	);
	assert.deepEqual(missing, []);
});

test('crypto/ has no cycle of imports', () => {
	assert.equal(findCycle(modules.filter((m) => inCrypto(m.path))), undefined);
});

test('a cycle of imports is seen', () => {
	const cycle = findCycle([
		parseModule('crypto/a.ts', "import './b.ts';"),
		parseModule('crypto/b.ts', "export * from './c/d.ts';"),
		parseModule('crypto/c/d.ts', "import type { B } from '../b.ts';"),
	]);
	assert.deepEqual(cycle, ['crypto/b.ts', 'crypto/c/d.ts', 'crypto/b.ts']);
});

test.run();
