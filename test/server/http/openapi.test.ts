/** The API's document says what every endpoint takes and answers, by the schemas that check it. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { z } from 'zod';
import { ENDPOINTS } from '../../../server/api/endpoints.ts';
import { makeApiPage } from '../../../server/http/api-page.ts';
import { ERROR_TEXTS } from '../../../server/http/error-texts.ts';
import { describeApi, hasBody, templateOf } from '../../../server/http/openapi.ts';
import { schemaText, type JsonSchema } from '../../../server/http/schema-text.ts';

const test = suite('server/http/openapi');

type Content = { content: Record<string, { schema: JsonSchema }> };
type Operation = {
	parameters?: { name: string; in: string; required: boolean }[];
	requestBody?: Content;
	responses: Record<string, Content>;
};
const { paths, components } = JSON.parse(JSON.stringify(describeApi(ENDPOINTS))) as {
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, JsonSchema> };
};

/** Whether a schema says anything. */
const says = (schema: JsonSchema | undefined): boolean =>
	schema !== undefined && Object.keys(schema).some((key) => key !== 'description');

test('every endpoint has an answer with a shape, its parameters, and its body where it takes one', () => {
	for (const endpoint of ENDPOINTS) {
		const { method, path } = endpoint;
		const operation = paths[templateOf(path)]![method]!;
		const name = `${method} ${path}`;
		assert.ok(says(operation.responses['200']!.content['application/json']!.schema), name);
		assert.ok(operation.responses['default']!.content['application/problem+json'], name);
		const named = (place: string) =>
			(operation.parameters ?? []).filter((p) => p.in === place).map((p) => p.name);
		assert.deepEqual(
			named('path'),
			[...path.matchAll(/:(\w+)/g)].map((m) => m[1]!),
			name,
		);
		assert.deepEqual(named('header'), Object.keys(endpoint.headers ?? {}), name);
		assert.equal(operation.requestBody !== undefined, hasBody(endpoint), name);
		if (operation.requestBody)
			assert.ok(says(operation.requestBody.content['application/json']!.schema), name);
	}
});

test('no part of it is left unsaid', () => {
	const empty: string[] = [];
	const visit = (schema: JsonSchema, at: string): void => {
		if (!says(schema)) empty.push(at);
		for (const [name, field] of Object.entries(schema.properties ?? {}))
			visit(field, `${at}.${name}`);
		for (const option of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) visit(option, at);
		if (schema.items) visit(schema.items, `${at}[]`);
	};
	for (const [name, schema] of Object.entries(components.schemas)) visit(schema, name);
	assert.deepEqual(empty, []);
	assert.ok(Object.keys(components.schemas).includes('VoteResult'));
});

test('an unsaid part would be seen', () => {
	const vague = { ...ENDPOINTS[0]!, answer: z.custom<string>() };
	assert.ok(JSON.stringify(describeApi([vague])).includes('"schema":{}'));
});

test('the page names every endpoint once, under a resource, and every code', () => {
	const { resources, errors } = makeApiPage(ENDPOINTS);
	const named = resources.flatMap(({ operations }) =>
		operations.map((o) => `${o.method} ${o.path}`),
	);
	const all = ENDPOINTS.map((e) => `${e.method.toUpperCase()} /api/v1${templateOf(e.path)}`);
	assert.deepEqual(named.toSorted(), all.toSorted());
	assert.deepEqual(
		errors.map((e) => e.code),
		Object.keys(ERROR_TEXTS).sort(),
	);
	const known = new Set(errors.map((e) => e.code));
	for (const { operations } of resources)
		for (const { refusals } of operations)
			assert.ok(refusals.every((code) => known.has(code as never)));
});

test('a schema reads as a type', () => {
	const schema = z.toJSONSchema(
		z.strictObject({
			a: z.array(z.enum(['x', 'y'])),
			b: z.string().optional().meta({ description: 'why' }),
			c: z.record(z.string(), z.number()),
			d: z.union([z.literal(true), z.strictObject({ e: z.null() })]),
		}),
	) as JsonSchema;
	assert.equal(
		schemaText(schema),
		'{\n  a: ("x" | "y")[]\n  b?: string // why\n  c: {\n    [name]: number\n  }\n  d: true | {\n    e: null\n  }\n}',
	);
	assert.equal(schemaText({ $ref: '#/components/schemas/Pot' }), 'Pot');
});

test.run();
