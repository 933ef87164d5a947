/** A JSON schema as people who write programs read it: in the notation of TypeScript. */

/** What is used of JSON Schema 2020-12. */
export type JsonSchema = {
	readonly $ref?: string;
	readonly type?: string;
	readonly const?: unknown;
	readonly enum?: readonly unknown[];
	readonly items?: JsonSchema;
	readonly properties?: Readonly<Record<string, JsonSchema>>;
	readonly additionalProperties?: JsonSchema | boolean;
	readonly required?: readonly string[];
	readonly anyOf?: readonly JsonSchema[];
	readonly oneOf?: readonly JsonSchema[];
	readonly description?: string;
};

/** The text of a schema; named types stay names. */
export function schemaText(schema: JsonSchema, indent = ''): string {
	if (schema.$ref !== undefined) return schema.$ref.replace(/^.*\//, '');
	const options = schema.anyOf ?? schema.oneOf;
	if (options) return options.map((option) => schemaText(option, indent)).join(' | ');
	if (schema.const !== undefined) return JSON.stringify(schema.const);
	if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
	if (schema.type === 'array') return arrayText(schema.items ?? {}, indent);
	if (schema.type === 'object') return objectText(schema, indent);
	return schema.type ?? 'any';
}

function arrayText(items: JsonSchema, indent: string): string {
	const text = schemaText(items, indent);
	return text.includes(' | ') && !text.startsWith('{') ? `(${text})[]` : `${text}[]`;
}

function objectText(schema: JsonSchema, indent: string): string {
	const { properties, additionalProperties, required = [] } = schema;
	const fields = Object.entries(properties ?? {}).map(([name, field]) => {
		const mark = required.includes(name) ? '' : '?';
		const note = field.description === undefined ? '' : ` // ${field.description}`;
		return `${indent}  ${name}${mark}: ${schemaText(field, `${indent}  `)}${note}`;
	});
	if (typeof additionalProperties === 'object')
		fields.push(`${indent}  [name]: ${schemaText(additionalProperties, `${indent}  `)}`);
	return fields.length === 0 ? '{}' : `{\n${fields.join('\n')}\n${indent}}`;
}
