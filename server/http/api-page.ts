/** What the page for developers says of the API: the OpenAPI document, readable. */
import type { ApiOperation, ApiPage } from '../api/contract.ts';
import type { Endpoint } from './endpoint.ts';
import { ERROR_TEXTS, type ErrorCode } from './error-texts.ts';
import { describeApi, hasBody, templateOf, whoMay } from './openapi.ts';
import { refusalsOf } from './refusals.ts';
import { schemaText, type JsonSchema } from './schema-text.ts';

/** The parts of the document that are read again. */
type Operation = {
	readonly parameters?: readonly {
		readonly name: string;
		readonly in: string;
		readonly schema: JsonSchema & Pattern;
	}[];
	readonly requestBody?: Content;
	readonly responses: Readonly<Record<string, Content>>;
};
type Pattern = { readonly pattern?: string; readonly format?: string };
type Content = { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
type Document = {
	readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
	readonly components?: { readonly schemas?: Readonly<Record<string, JsonSchema>> };
};

export function makeApiPage(endpoints: readonly Endpoint[]): ApiPage {
	const document = describeApi(endpoints) as unknown as Document;
	const resources = new Map<string, ApiOperation[]>();
	for (const endpoint of endpoints) {
		const operation = document.paths[templateOf(endpoint.path)]![endpoint.method]!;
		const resource = resourceOf(endpoint.path, endpoints);
		resources.set(resource, [...(resources.get(resource) ?? []), pageOf(endpoint, operation)]);
	}
	return {
		resources: [...resources].map(([name, operations]) => ({ name, operations })),
		types: Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => ({
			name,
			text: schemaText(schema),
			...(schema.description === undefined ? {} : { description: schema.description }),
		})),
		errors: (Object.keys(ERROR_TEXTS) as ErrorCode[]).sort().map((code) => {
			const { status, uk, en } = ERROR_TEXTS[code];
			return { code, status, text: { uk, en } };
		}),
	};
}

function pageOf(endpoint: Endpoint, { parameters = [], ...operation }: Operation): ApiOperation {
	const { method, path, summary } = endpoint;
	const json = (content: Content | undefined) =>
		schemaText(content!.content['application/json']!.schema);
	return {
		method: method.toUpperCase(),
		path: `/api/v1${templateOf(path)}`,
		summary,
		access: whoMay(endpoint),
		parameters: parameters
			.filter((p) => p.in !== 'header')
			.map(({ name, in: place, schema }) => ({
				name: place === 'query' ? `?${name}` : name,
				form: schema.pattern ?? schema.format ?? schemaText(schema),
			})),
		headers: endpoint.headers ?? {},
		...(hasBody(endpoint) ? { body: json(operation.requestBody) } : {}),
		answer: json(operation.responses['200']),
		refusals: refusalsOf(endpoint),
	};
}

/** What a path is about: the word behind the vote where several endpoints share it, else the first word. */
function resourceOf(path: string, endpoints: readonly Endpoint[]): string {
	const wordsOf = (p: string) =>
		p.split('/').filter((part) => part !== '' && !part.startsWith(':'));
	const [first, second] = wordsOf(path);
	const isShared = endpoints.filter((e) => wordsOf(e.path)[1] === second).length > 1;
	return second !== undefined && isShared ? second : first!;
}
