/** Builds the verifier as one HTML file that carries everything that it needs, and may not reach any network. */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Its name among the files of the pages. */
export const VERIFIER_FILE = 'viche-verifier.html';

/** The text of the file: the same for the same source. */
export async function buildVerifier(): Promise<string> {
	const worker = await bundle('observer/offline/offline.worker.ts');
	const page = await bundle('observer/offline/main.ts');
	const script = inScript(page.script);
	const policy = [
		"default-src 'none'",
		`script-src '${hashOf(script)}' 'wasm-unsafe-eval'`,
		`style-src '${hashOf(page.style)}'`,
		'worker-src blob:',
		"base-uri 'none'",
		"form-action 'none'",
	].join('; ');
	return `<!doctype html>
<html lang="uk" data-theme="system">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Віче / Viche</title>
<style>${page.style}</style>
</head>
<body>
<div id="app"><noscript>Увімкніть JavaScript. Turn JavaScript on.</noscript></div>
<script type="text/plain" id="worker">${inScript(worker.script)}</script>
<script>${script}</script>
</body>
</html>
`;
}

async function bundle(entry: string): Promise<{ readonly script: string; readonly style: string }> {
	const built = (await build({
		configFile: false,
		root: at('..'),
		logLevel: 'error',
		plugins: [svelte({ compilerOptions: { runes: true }, configFile: false })],
		build: {
			write: false,
			copyPublicDir: false,
			cssCodeSplit: false,
			assetsInlineLimit: Number.MAX_SAFE_INTEGER,
			modulePreload: false,
			rolldownOptions: { input: at(entry), output: { format: 'iife' } },
		},
	})) as Rolldown.RolldownOutput;
	const scripts = built.output.flatMap((file) => (file.type === 'chunk' ? [file.code] : []));
	const styles = built.output.flatMap((file) =>
		file.type === 'asset' && file.fileName.endsWith('.css') ? [String(file.source)] : [],
	);
	if (scripts.length !== 1) throw new Error(`${entry}: ${scripts.length} scripts, not one`);
	return { script: scripts[0]!, style: styles.join('') };
}

/** Nothing in a script may look like its end, or like a comment; inside strings and patterns of a program the two spellings are the same. */
const inScript = (code: string): string =>
	code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');

/** How a content policy names an inline script or style. */
export const hashOf = (text: string): `sha256-${string}` =>
	`sha256-${createHash('sha256').update(text).digest('base64')}`;
