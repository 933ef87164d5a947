/** Builds the pages where they are not built, or older than what they are made of. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const built = new URL('build/handler.js', root);
const SOURCES = ['client', 'crypto', 'package.json', 'package-lock.json'];

function newest(path: URL): number {
	const { mtimeMs } = statSync(path);
	if (!statSync(path).isDirectory()) return mtimeMs;
	const files = readdirSync(path, { recursive: true, withFileTypes: true });
	return Math.max(
		...files.filter((f) => f.isFile()).map((f) => statSync(`${f.parentPath}/${f.name}`).mtimeMs),
	);
}

const isFresh =
	existsSync(built) &&
	SOURCES.every((name) => newest(new URL(name, root)) <= statSync(built).mtimeMs);
if (!isFresh) {
	const vite = fileURLToPath(new URL('node_modules/vite/bin/vite.js', root));
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[vite, 'build', '--config', 'client/vite.config.ts', '--logLevel', 'warn'],
		{ cwd: fileURLToPath(root), encoding: 'utf8' },
	);
	if (status !== 0) process.stderr.write(`${stdout}${stderr}`);
	process.exit(status ?? 1);
}
