/** Builds the pages into build/: one handler that the server mounts, and the files of the browser. */
import adapter from '@sveltejs/adapter-node';
import type { Adapter } from '@sveltejs/kit';
import { sveltekit } from '@sveltejs/kit/vite';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { buildVerifier, hashOf, VERIFIER_FILE } from './build-verifier.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
	root: at('..'),
	plugins: [
		sveltekit({
			adapter: withVerifier(adapter({ out: process.env['VICHE_BUILD_OUT'] ?? 'build' })),
			files: { src: 'client', assets: 'client/static' },
			// Fixed, so that two builds of the same source are the same bytes.
			version: { name: sourceVersion() },
			csp: {
				mode: 'nonce',
				directives: {
					'default-src': ['none'],
					'script-src': ['self', 'wasm-unsafe-eval', hashOf(inlineScript())],
					'style-src': ['self'],
					// The style attribute of Kit's own announcer of pages.
					'style-src-attr': [
						'unsafe-hashes',
						'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=',
					],
					'img-src': ['self', 'data:', 'blob:'],
					'font-src': ['self'],
					'connect-src': ['self'],
					'worker-src': ['self'],
					'manifest-src': ['self'],
					'object-src': ['none'],
					'base-uri': ['none'],
					'form-action': ['self'],
					'frame-ancestors': ['none'],
				},
			},
			compilerOptions: { runes: true },
		}),
	],
	server: { fs: { allow: [at('../crypto')] } },
	worker: { format: 'es' },
});

/** Puts the verifier among the files of the browser. */
function withVerifier(pages: Adapter): Adapter {
	return {
		...pages,
		adapt: async (builder) => {
			const verifier = await buildVerifier();
			const writeClient = (folder: string): string[] => {
				const files = builder.writeClient(folder);
				writeFileSync(join(folder, VERIFIER_FILE), verifier);
				return [...files, VERIFIER_FILE];
			};
			const own = { writeClient: { value: writeClient } };
			await pages.adapt(Object.create(builder, own) as typeof builder);
		},
	};
}

/** The script that stands in the frame of every page. */
function inlineScript(): string {
	const [, script] = /<script>([^]*?)<\/script>/.exec(readFileSync(at('app.html'), 'utf8')) ?? [];
	if (script === undefined) throw new Error('app.html has no inline script');
	return script;
}

/** The tree of the source, where it is known. */
function sourceVersion(): string {
	try {
		return execFileSync('git', ['rev-parse', 'HEAD:client'], {
			cwd: at('..'),
			stdio: ['ignore', 'pipe', 'ignore'],
		})
			.toString()
			.trim();
	} catch {
		return 'unknown';
	}
}
