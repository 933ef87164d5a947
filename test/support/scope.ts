import ts from 'typescript';
import { nodesOf } from './source-tree.ts';

/** Does a declaration around this identifier give it its meaning, so that it is no global? */
export function isDeclaredAround(identifier: ts.Identifier): boolean {
	let scope: ts.Node = identifier;
	while (!ts.isSourceFile(scope)) {
		scope = scope.parent;
		if (declarationsOf(scope).some((name) => binds(name, identifier.text))) return true;
	}
	return false;
}

/** The names that a scope declares itself, outer and inner scopes apart. */
function declarationsOf(scope: ts.Node): ts.Node[] {
	if (ts.isFunctionLike(scope)) return scope.parameters.map((parameter) => parameter.name);
	if (ts.isForStatement(scope) || ts.isForOfStatement(scope) || ts.isForInStatement(scope))
		return scope.initializer ? [scope.initializer] : [];
	if (ts.isCatchClause(scope)) return scope.variableDeclaration ? [scope.variableDeclaration] : [];
	if (ts.isBlock(scope) || ts.isSourceFile(scope) || ts.isCaseOrDefaultClause(scope))
		return [...scope.statements].flatMap(declaredBy);
	return [];
}

function declaredBy(statement: ts.Statement): ts.Node[] {
	if (ts.isVariableStatement(statement))
		return statement.declarationList.declarations.map((declaration) => declaration.name);
	if (ts.isImportDeclaration(statement))
		return statement.importClause ? [statement.importClause] : [];
	if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
		return statement.name ? [statement.name] : [];
	return [];
}

const binds = (declaration: ts.Node, name: string): boolean =>
	[...nodesOf(declaration)].some(
		(node) => ts.isIdentifier(node) && node.text === name && isBound(node),
	);

/** In `{ a: b = c }` and `import { a as b }` only `b` is bound. */
function isBound(node: ts.Identifier): boolean {
	const { parent } = node;
	if (ts.isBindingElement(parent) || ts.isVariableDeclaration(parent)) return parent.name === node;
	if (ts.isImportSpecifier(parent)) return parent.name === node;
	return (
		ts.isParameter(parent) ||
		ts.isImportClause(parent) ||
		ts.isNamespaceImport(parent) ||
		ts.isFunctionDeclaration(parent) ||
		ts.isClassDeclaration(parent)
	);
}
