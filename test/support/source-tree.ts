/** The project's files, for tests about the project itself. Paths are relative to the root, with `/`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

export const ROOT = join(import.meta.dirname, '../..');
/** Folders made by tools or fetched, never part of the project: by name, and by path from the root. */
const FOREIGN = new Set(['.svelte-kit', 'build', 'coverage', 'node_modules']);
const FOREIGN_AT_ROOT = new Set(['.git', '.peers', 'demo']);

export type Import = {
	/** As written: `./merkle.ts`, `@noble/hashes/sha2.js`. */
	specifier: string;
	/** A path of the project, or the specifier again for a package. */
	target: string;
	typeOnly: boolean;
};
export type Module = { path: string; source: ts.SourceFile; imports: Import[] };

/** Every file below `folder`. */
export function listFiles(folder = '.'): string[] {
	return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
		const path = posix.join(folder, entry.name);
		if (!entry.isDirectory()) return [path];
		return FOREIGN.has(entry.name) || FOREIGN_AT_ROOT.has(path) ? [] : listFiles(path);
	});
}

export const readText = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Every node of a file, parents before children. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
	yield node;
	const children: ts.Node[] = [];
	node.forEachChild((child) => void children.push(child));
	for (const child of children) yield* nodesOf(child);
}

export function parseModule(path: string, text: string): Module {
	const code = path.endsWith('.svelte') ? scriptsOf(text) : text;
	const source = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
	return { path, source, imports: importsOf(path, source) };
}

const scriptsOf = (component: string): string =>
	[...component.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map((found) => found[1]).join('\n');

function importsOf(path: string, source: ts.SourceFile): Import[] {
	return [...nodesOf(source)].flatMap((node) => {
		const found = importedBy(node);
		if (!found) return [];
		const [specifier, typeOnly] = found;
		return [{ specifier, target: resolve(path, specifier), typeOnly }];
	});
}

function importedBy(node: ts.Node): [specifier: string, typeOnly: boolean] | undefined {
	const text = (literal: ts.Node | undefined) =>
		literal && ts.isStringLiteralLike(literal) ? literal.text : '(computed)';
	if (ts.isImportDeclaration(node)) return [text(node.moduleSpecifier), isTypeOnly(node)];
	if (ts.isExportDeclaration(node) && node.moduleSpecifier)
		return [text(node.moduleSpecifier), node.isTypeOnly];
	if (ts.isImportTypeNode(node))
		return [text(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined), true];
	if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
		return [text(node.arguments[0]), false];
	return undefined;
}

function isTypeOnly({ importClause }: ts.ImportDeclaration): boolean {
	if (importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
	const named = importClause?.namedBindings;
	return (
		importClause?.name === undefined &&
		named !== undefined &&
		ts.isNamedImports(named) &&
		named.elements.length > 0 &&
		named.elements.every((element) => element.isTypeOnly)
	);
}

/** `./x` and package.json's `#folder/x` are paths of the project. */
function resolve(from: string, specifier: string): string {
	if (specifier.startsWith('#')) return specifier.slice(1);
	if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
	return specifier;
}
