/** uvu passes a file that forgot `.run()`, and `.only` silently drops the rest: neither may happen. */
import assert from 'node:assert/strict';
import ts from 'typescript';
import { suite } from 'uvu';
import { listFiles, nodesOf, parseModule, readText } from './support/source-tree.ts';

/** What keeps tests of a file from running. */
function faultsOf(path: string, text: string): string[] {
	const nodes = [...nodesOf(parseModule(path, text).source)];
	const calls = nodes.filter(ts.isCallExpression);
	const suites = nodes
		.filter(ts.isVariableDeclaration)
		.filter(({ initializer }) => initializer && isCallOf(initializer, 'suite'))
		.map(({ name }) => name.getText());
	const callees = new Set(calls.map(({ expression }) => expression.getText()));
	const switchedOff = calls
		.map(({ expression }) => expression)
		.filter(ts.isPropertyAccessExpression)
		.filter(({ name }) => name.text === 'only' || name.text === 'skip')
		.map((callee) => `${path} calls ${callee.getText()}`);
	return [
		...(suites.length === 0 ? [`${path} has no suite`] : []),
		...suites
			.filter((name) => !callees.has(`${name}.run`))
			.map((name) => `${path} never runs ${name}`),
		...switchedOff,
	];
}

const isCallOf = (node: ts.Expression, name: string) =>
	ts.isCallExpression(node) && node.expression.getText() === name;

const test = suite('suites');

test('every test file runs all its suites and skips nothing', () => {
	const files = listFiles('test').filter((path) => /\.(?:test|interop)\.ts$/.test(path));
	assert.ok(files.length > 0);
	assert.deepEqual(
		files.flatMap((path) => faultsOf(path, readText(path))),
		[],
	);
});

const FAULTS = {
	"const test = suite('a'); test('b', () => {});": 'a.test.ts never runs test',
	"const a = suite('a'); const b = suite('b'); a.run();": 'a.test.ts never runs b',
	"const test = suite('a'); test.only('b', () => {}); test.run();": 'a.test.ts calls test.only',
	"const test = suite('a'); test.skip('b', () => {}); test.run();": 'a.test.ts calls test.skip',
	'assert.ok(true);': 'a.test.ts has no suite',
};
for (const [text, fault] of Object.entries(FAULTS))
	test(`sees that ${fault}`, () => {
		assert.deepEqual(faultsOf('a.test.ts', text), [fault]);
	});

test.run();
