/** Builds the WebAssembly kernel of crypto/curve from its source: `npm run kernel` writes it, a test compares. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCE = 'crypto/curve/kernel/kernel.as.ts';
export const MODULE = join(ROOT, 'crypto/curve/kernel/kernel.wasm.ts');

/** The text of the module that carries the kernel. The same source gives the same text. */
export function buildKernel(): string {
	const dir = mkdtempSync(join(tmpdir(), 'viche-kernel-'));
	try {
		const out = join(dir, 'kernel.wasm');
		const asc = join(ROOT, 'node_modules/assemblyscript/bin/asc.js');
		const options = ['-O3', '--converge', '--runtime', 'stub', '--noAssert', '--use', 'abort='];
		const built = spawnSync(process.execPath, [asc, SOURCE, '-o', out, ...options], { cwd: ROOT });
		if (built.status !== 0) throw new Error(built.stderr.toString());
		const base64 = readFileSync(out).toString('base64');
		return `/** The kernel, built from kernel.as.ts by \`npm run kernel\`. */\nexport const KERNEL =\n\t'${base64}';\n`;
	} finally {
		rmSync(dir, { recursive: true });
	}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(MODULE, buildKernel());
