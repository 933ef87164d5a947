/** The API as an OpenAPI document: everything in it comes from the endpoints' own schemas. */
import { z } from 'zod';
import { createDocument, type ZodOpenApiObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { ProblemDocument } from '../api/contract.ts';
import { exactly } from '../api/answers/exactly.ts';
import type { Endpoint } from './endpoint.ts';
import { refusalsOf } from './refusals.ts';

export type OpenApi = ReturnType<typeof createDocument>;

const problem = exactly<ProblemDocument>()(
	z.strictObject({
		type: z.string(),
		title: z.string(),
		status: z.number().int(),
		code: z.string(),
		text: z.strictObject({ uk: z.string(), en: z.string() }),
		fields: z.record(z.string(), z.string()).optional(),
	}),
).meta({ id: 'Problem', description: 'Any refusal (RFC 9457)' });

/** Path as OpenAPI writes it. */
export const templateOf = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');

/** Whether a request carries something. */
export const hasBody = ({ method, body }: Endpoint): boolean =>
	method !== 'get' && !body.safeParse(undefined).success;

export const whoMay = ({ access }: Pick<Endpoint, 'access'>): string =>
	typeof access === 'string' ? access : access.join(', ');

export function describeApi(endpoints: readonly Endpoint[]): OpenApi {
	const paths: ZodOpenApiPathsObject = {};
	for (const endpoint of endpoints) {
		const name = templateOf(endpoint.path);
		paths[name] = { ...paths[name], [endpoint.method]: operationOf(endpoint) };
	}
	const document: ZodOpenApiObject = {
		openapi: '3.1.0',
		info: { title: 'Viche', version: '1' },
		servers: [{ url: '/api/v1' }],
		paths,
	};
	// A test demands that nothing is left empty; a server does not stop over its documentation.
	return createDocument(document, { allowEmptySchema: { custom: true } });
}

const assuranceOf = ({ assurance }: Endpoint): string =>
	assurance === undefined ? '' : ` (assurance: ${assurance})`;

const headersOf = (headers: Readonly<Record<string, string>>): z.ZodObject =>
	z.object(
		Object.fromEntries(
			Object.entries(headers).map(([name, description]) => [
				name,
				z.string().optional().meta({ description }),
			]),
		),
	);

const operationOf = (endpoint: Endpoint) => ({
	summary: endpoint.summary,
	description: `Who may: ${whoMay(endpoint)}${assuranceOf(endpoint)}. Refusals: ${refusalsOf(endpoint).join(', ')}`,
	requestParams: {
		path: endpoint.params as z.ZodObject,
		...(endpoint.query ? { query: endpoint.query as z.ZodObject } : {}),
		...(endpoint.headers ? { header: headersOf(endpoint.headers) } : {}),
	},
	...(hasBody(endpoint)
		? { requestBody: { content: { 'application/json': { schema: endpoint.body } } } }
		: {}),
	responses: {
		'200': { description: 'Done', content: { 'application/json': { schema: endpoint.answer } } },
		default: {
			description: 'Refused',
			content: { 'application/problem+json': { schema: problem } },
		},
	},
});
