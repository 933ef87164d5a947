/** The kernel with every address that it reads or writes, and every function and loop that it enters, written down. */
import { createHash } from 'node:crypto';
import binaryen from 'assemblyscript/binaryen';
import { KERNEL } from '../../crypto/curve/kernel/kernel.wasm.ts';

declare const WebAssembly: {
	readonly Module: new (bytes: Uint8Array) => object;
	readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

type Exports = {
	readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
	heapBase(): number;
	multiplySecret(out: number, point: number, scalar: number, room: number): void;
	multiplyTableSecret(out: number, table: number, scalar: number): void;
	addTableMultiple(point: number, table: number, scalar: number): void;
	makeTable(table: number, point: number, room: number): void;
	tableSize(): number;
};

export type TracedKernel = {
	readonly wasm: Exports;
	/** What running it touched and entered, in order, as a hash, and how many steps there were. */
	trace(run: () => void): { readonly hash: string; readonly steps: number };
};

function instrument(): Uint8Array {
	const module = binaryen.readBinary(Uint8Array.from(atob(KERNEL), (c) => c.charCodeAt(0)));
	const { BulkMemory, BulkMemoryOpt, SignExt } = binaryen.Features;
	module.setFeatures(BulkMemory | BulkMemoryOpt | SignExt);
	module.runPasses(['instrument-memory', 'log-execution']);
	return module.emitBinary();
}

export function loadTracedKernel(): TracedKernel {
	const steps: number[] = [];
	const value = (_: number, it: unknown) => it;
	const address = (id: number, bytes: number, offset: number, at: number) => {
		steps.push(id, bytes, offset + at);
		return at;
	};
	const env = {
		log_execution: (id: number) => void steps.push(id),
		load_ptr: address,
		store_ptr: address,
		...Object.fromEntries(
			['load', 'store'].flatMap((verb) =>
				['i32', 'i64', 'f32', 'f64'].map((type) => [`${verb}_val_${type}`, value]),
			),
		),
		memory_grow_pre: value,
		memory_grow_post: value,
	};
	const { exports } = new WebAssembly.Instance(new WebAssembly.Module(instrument()), { env });
	return {
		wasm: exports as Exports,
		trace(run) {
			steps.length = 0;
			run();
			const hash = createHash('sha256').update(Int32Array.from(steps)).digest('hex');
			return { hash, steps: steps.length };
		},
	};
}
