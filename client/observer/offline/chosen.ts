/** Files that a person chose, as the record that they are. */
import { folderOf, openTar } from '../../../crypto/verify/packed.ts';
import { SourceError, type OpenBytes, type OpenFile } from '../../../crypto/verify/source.ts';
import { isZip, openZip } from './zip.ts';

/** A file, and its path in the folder that was chosen. */
export type Chosen = { readonly path: string; readonly file: Blob };

export type Opened =
	| { readonly kind: 'record'; readonly open: OpenFile }
	| { readonly kind: 'archive'; readonly open: OpenBytes };

/** A folder, files, one tar or zip, or an archive of ballots alone. @throws SourceError when it is none of them */
export async function openChosen(chosen: readonly Chosen[]): Promise<Opened> {
	const [first] = chosen;
	if (first && chosen.length === 1) {
		const { path, file } = first;
		if (path.endsWith('.bel')) return { kind: 'archive', open: () => contentOf(file) };
		if (await isZip(file)) return { kind: 'record', open: await openZip(file) };
		const readAt = async (from: number, to: number) =>
			new Uint8Array(await file.slice(from, to).arrayBuffer());
		if (path.endsWith('.tar')) return { kind: 'record', open: await openTar(file.size, readAt) };
	}
	const folder = folderOf(chosen.map(({ path }) => path));
	if (folder === undefined) throw new SourceError('record.json?');
	const files = new Map(chosen.map(({ path, file }) => [path, file]));
	const open: OpenFile = (path) => {
		const file = files.get(folder + path);
		return Promise.resolve(file && contentOf(file));
	};
	return { kind: 'record', open };
}

async function* contentOf(file: Blob): AsyncGenerator<Uint8Array> {
	const reader = file.stream().getReader();
	for (;;) {
		const { done, value } = await reader.read().catch((e: unknown) => {
			throw new SourceError(e instanceof Error ? e.message : '');
		});
		if (done) return;
		yield value;
	}
}
