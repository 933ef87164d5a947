/**
 * The arithmetic of multiply.ts and point.ts in WebAssembly: the same functions with the same results, several times as fast.
 * Only the functions with `Secret` in their names are for secret scalars. Built from kernel/*.as.ts; {@link loadKernel} gives
 * `undefined` where WebAssembly is missing.
 */
import { canonical } from './field.ts';
import { KERNEL } from './kernel/kernel.wasm.ts';
import { bestWidth, windows, type Table, type Terms } from './multiply.ts';
import { toAffine, type Affine, type Extended } from './point.ts';

/** What there is of WebAssembly; the types of browsers and of Node name it differently. */
declare const WebAssembly:
	| {
			readonly Module: new (bytes: Uint8Array) => object;
			readonly Instance: new (module: object) => { readonly exports: unknown };
	  }
	| undefined;

type Exports = {
	readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
	heapBase(): number;
	rootPower(out: number, x: number): void;
	decompress(x: number, y: number, odd: number): number;
	multiScalarRoom(count: number, longWindows: number, width: number): number;
	multiScalar(
		out: number,
		points: number,
		scalars: number,
		longCount: number,
		longWindows: number,
		shortCount: number,
		shortWindows: number,
		width: number,
		room: number,
	): void;
	oneByManyRoom(count: number): number;
	multiplyOneByMany(out: number, point: number, scalars: number, count: number, room: number): void;
	tableSize(): number;
	tableRoom(): number;
	makeTable(table: number, point: number, room: number): void;
	addTableMultiple(point: number, table: number, scalar: number): void;
	clearCofactorsRoom(count: number): number;
	clearCofactors(out: number, points: number, count: number, room: number): number;
	sumAffine(out: number, points: number, count: number): void;
	multiplySecretRoom(): number;
	multiplySecret(out: number, point: number, scalar: number, room: number): void;
	multiplyTableSecret(out: number, table: number, scalar: number): void;
};

const NUMBER = 32;
const AFFINE = 2 * NUMBER;
const EXTENDED = 4 * NUMBER;
const PAGE = 65_536;
/** As many tables of fixed bases are kept; the one unused for longest makes room. */
const TABLES = 12;

export class Kernel {
	readonly #wasm: Exports;
	/** Memory behind the tables: laid out anew by every call. */
	readonly #free: number;
	/** Tables by the place they stand at, the last used one last. */
	readonly #tables = new Map<Table, number>();
	#view: DataView;
	#bytes: Uint8Array;

	constructor(wasm: Exports) {
		this.#wasm = wasm;
		this.#free = Math.ceil(wasm.heapBase() / 16) * 16 + TABLES * wasm.tableSize();
		this.#view = new DataView(wasm.memory.buffer);
		this.#bytes = new Uint8Array(wasm.memory.buffer);
	}

	/** Addresses of blocks of these sizes, behind one another. */
	#lay(...sizes: number[]): number[] {
		let at = this.#free;
		const places = sizes.map((size) => {
			const place = at;
			at += Math.ceil(size / 16) * 16;
			return place;
		});
		const { memory } = this.#wasm;
		if (at > memory.buffer.byteLength) {
			memory.grow(Math.ceil((at - memory.buffer.byteLength) / PAGE));
			this.#view = new DataView(memory.buffer);
			this.#bytes = new Uint8Array(memory.buffer);
		}
		return places;
	}

	#putNumber(at: number, value: bigint): void {
		for (let i = 0; i < 4; i++) {
			this.#view.setBigUint64(at + 8 * i, BigInt.asUintN(64, value), true);
			value >>= 64n;
		}
	}

	#number(at: number): bigint {
		const view = this.#view;
		const low = view.getBigUint64(at, true) | (view.getBigUint64(at + 8, true) << 64n);
		const high = view.getBigUint64(at + 16, true) | (view.getBigUint64(at + 24, true) << 64n);
		return low | (high << 128n);
	}

	#putExtended(at: number, { X, Y, Z, T }: Extended): void {
		[X, Y, Z, T].forEach((c, i) => this.#putNumber(at + NUMBER * i, canonical(c)));
	}

	#extended(at: number): Extended {
		const [X, Y, Z, T] = [0, 1, 2, 3].map((i) => this.#number(at + NUMBER * i));
		return { X: X!, Y: Y!, Z: Z!, T: T! };
	}

	#putAffine(at: number, { x, y }: Affine): void {
		this.#putNumber(at, x);
		this.#putNumber(at + NUMBER, y);
	}

	/** See multiply.ts. */
	multiplyOneByMany(point: Extended, scalars: readonly bigint[]): Extended[] {
		const count = scalars.length;
		const [at, scalarsAt, out, room] = this.#lay(
			EXTENDED,
			NUMBER * count,
			EXTENDED * count,
			this.#wasm.oneByManyRoom(count),
		) as [number, number, number, number];
		this.#putExtended(at, point);
		scalars.forEach((s, k) => this.#putNumber(scalarsAt + NUMBER * k, s));
		this.#wasm.multiplyOneByMany(out, at, scalarsAt, count, room);
		return scalars.map((_, k) => this.#extended(out + EXTENDED * k));
	}

	/** See multiply.ts. At most two lengths of scalars. */
	multiScalar(sums: readonly Terms[]): Extended {
		const [long, short = NOTHING] = [...sums].sort((a, b) => b.bits - a.bits);
		if (sums.length > 2) throw new RangeError('at most two lengths of scalars');
		if (!long) return this.multiScalar([NOTHING]);
		const width = bestWidth(sums);
		const count = long.points.length + short.points.length;
		const longWindows = windows(long.bits, width);
		const [points, scalars, out, room] = this.#lay(
			AFFINE * count,
			NUMBER * count,
			EXTENDED,
			this.#wasm.multiScalarRoom(count, longWindows, width),
		) as [number, number, number, number];
		toAffine([...long.points, ...short.points]).forEach((p, i) =>
			this.#putAffine(points + AFFINE * i, p),
		);
		[...long.scalars, ...short.scalars].forEach((s, i) => this.#putNumber(scalars + NUMBER * i, s));
		this.#wasm.multiScalar(
			out,
			points,
			scalars,
			long.points.length,
			longWindows,
			short.points.length,
			windows(short.bits, width),
			width,
			room,
		);
		return this.#extended(out);
	}

	/** The sum of points whose Z is 1. */
	sumAffine(points: readonly Extended[]): Extended {
		const [at, out] = this.#lay(AFFINE * points.length, EXTENDED) as [number, number];
		toAffine(points).forEach((p, i) => this.#putAffine(at + AFFINE * i, p));
		this.#wasm.sumAffine(out, at, points.length);
		return this.#extended(out);
	}

	/** See multiply.ts. */
	addTableMultiple(start: Extended, table: Table, scalar: bigint): Extended {
		const place = this.#tableOf(table);
		const [at, scalarAt] = this.#lay(EXTENDED, NUMBER) as [number, number];
		this.#putExtended(at, start);
		this.#putNumber(scalarAt, scalar);
		this.#wasm.addTableMultiple(at, place, scalarAt);
		return this.#extended(at);
	}

	/** s·P for a secret s below ℓ: neither branches nor addresses depend on it, and it is wiped from the kernel's memory. */
	multiplySecret(point: Extended, secret: bigint): Extended {
		const [at, scalarAt, room] = this.#lay(EXTENDED, NUMBER, this.#wasm.multiplySecretRoom()) as [
			number,
			number,
			number,
		];
		this.#putExtended(at, point);
		this.#putNumber(scalarAt, secret);
		this.#wasm.multiplySecret(at, at, scalarAt, room);
		return this.#extended(at);
	}

	/** As {@link multiplySecret}, by the table of P. */
	multiplyTableSecret(table: Table, secret: bigint): Extended {
		const place = this.#tableOf(table);
		const [at, scalarAt] = this.#lay(EXTENDED, NUMBER) as [number, number];
		this.#putNumber(scalarAt, secret);
		this.#wasm.multiplyTableSecret(at, place, scalarAt);
		return this.#extended(at);
	}

	#tableOf(table: Table): number {
		const known = this.#tables.get(table);
		this.#tables.delete(table);
		const place = known ?? this.#makeTable(table);
		this.#tables.set(table, place);
		return place;
	}

	#makeTable(table: Table): number {
		let place = this.#free - (this.#tables.size + 1) * this.#wasm.tableSize();
		if (this.#tables.size === TABLES) {
			const [oldest, freed] = this.#tables.entries().next().value!;
			this.#tables.delete(oldest);
			place = freed;
		}
		const [at, room] = this.#lay(AFFINE, this.#wasm.tableRoom()) as [number, number];
		this.#putAffine(at, toAffine([table.point])[0]!);
		this.#wasm.makeTable(place, at, room);
		return place;
	}

	/** See field.ts. */
	rootPower(x: bigint): bigint {
		const [at, out] = this.#lay(NUMBER, NUMBER) as [number, number];
		this.#putNumber(at, canonical(x));
		this.#wasm.rootPower(out, at);
		return this.#number(out);
	}

	/** See point.ts. */
	decompress(y: bigint, odd: boolean): Affine | undefined {
		if (y < 0n || y >= 1n << 255n) return undefined;
		const [x, at] = this.#lay(NUMBER, NUMBER) as [number, number];
		this.#putNumber(at, y);
		return this.#wasm.decompress(x, at, Number(odd)) ? { x: this.#number(x), y } : undefined;
	}

	/** See point.ts. */
	clearCofactors(coordinates: Uint8Array): Affine[] | undefined {
		const count = coordinates.length / AFFINE;
		const [at, out, room] = this.#lay(
			coordinates.length,
			coordinates.length,
			this.#wasm.clearCofactorsRoom(count),
		) as [number, number, number];
		this.#bytes.set(coordinates, at);
		if (!this.#wasm.clearCofactors(out, at, count, room)) return undefined;
		return Array.from({ length: count }, (_, i) => ({
			x: this.#number(out + AFFINE * i),
			y: this.#number(out + AFFINE * i + NUMBER),
		}));
	}
}

const NOTHING: Terms = { points: [], scalars: [], bits: 1 };

/** A kernel with memory of its own. */
export function loadKernel(): Kernel | undefined {
	if (typeof WebAssembly === 'undefined') return undefined;
	const bytes = Uint8Array.from(atob(KERNEL), (c) => c.charCodeAt(0));
	const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
	return new Kernel(exports as Exports);
}
