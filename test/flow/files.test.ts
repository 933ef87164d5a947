/** Pictures and documents of projects: looked at, stripped, shown to whom they concern, and served so that they can do nothing. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import sharp from 'sharp';
import { ENGINES, withStore } from '../support/databases.ts';
import {
	moderate,
	ownOf,
	projectOf,
	startEdition,
	submit,
	write,
	type Edition,
} from '../support/edition.ts';
import { codeOf, good } from '../support/open-vote.ts';

const test = suite('flow/files');
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const PLACE = { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '49/1 25/1 0/1' } };

const picture = (width = 40, height = 20) =>
	sharp({ create: { width, height, channels: 3, background: '#3366cc' } });

const start = (engine: string, work: (p: Edition) => Promise<void>) =>
	withStore(ENGINES[engine]!, async (store) => {
		const p = await startEdition(store);
		await work(p).finally(p.close);
	});
const send = (p: Edition, project: string, bytes: Buffer, more: object = {}, who = 'ann') =>
	p.call(who, 'POST', `/projects/${project}/files`, {
		...{ name: 'Фото <1>.JPG', alt: 'Старий майданчик', bytes: bytes.toString('base64') },
		...more,
	});
const get = (p: Edition, hash: string, who?: string) =>
	fetch(
		`${p.url}/files/${hash}`,
		who === undefined ? {} : { headers: { cookie: `session=${who}` } },
	);

for (const engine of Object.keys(ENGINES))
	test(`a picture loses what it says of its maker, and is public with the text: ${engine}`, () =>
		start(engine, async (p) => {
			const project = await write(p);
			const sent = await picture(3000, 10)
				.withExif(PLACE)
				.withMetadata({ orientation: 6 })
				.jpeg()
				.toBuffer();
			assert.ok((await sharp(sent).metadata()).exif);
			await good(send(p, project, sent));
			await good(send(p, project, PDF, { name: '../../etc/passwd', alt: '' }));
			const { files } = await ownOf(p, project);
			assert.deepEqual(
				files.map(({ number, name, type, alt }) => [number, name, type, alt]),
				[
					[1, 'Фото -1-.webp', 'image/webp', 'Старий майданчик'],
					[2, 'etc-passwd.pdf', 'application/pdf', undefined],
				],
			);
			const [photo, pdf] = files as [(typeof files)[number], (typeof files)[number]];
			for (const [who, status] of [
				[undefined, 404],
				['bob', 404],
				['ann', 200],
				['mod', 200],
			] as const)
				assert.equal((await get(p, photo.hash, who)).status, status, who);
			await good(submit(p, project));
			assert.equal((await get(p, photo.hash)).status, 404);
			await good(moderate(p, project));
			const shown = await get(p, photo.hash);
			assert.equal(shown.status, 200);
			const kept = await sharp(Buffer.from(await shown.arrayBuffer())).metadata();
			assert.deepEqual([kept.exif, kept.format, kept.height], [undefined, 'webp', 1600]);
			assert.equal(shown.headers.get('x-content-type-options'), 'nosniff');
			assert.equal(shown.headers.get('content-security-policy'), "default-src 'none'; sandbox");
			const file = await get(p, pdf.hash);
			assert.match(file.headers.get('content-disposition')!, /^attachment; filename\*=UTF-8''/);
			assert.deepEqual(Buffer.from(await file.arrayBuffer()), PDF);
			assert.deepEqual(
				(await projectOf(p, project)).text.files,
				files.map(({ number: _, ...rest }) => rest),
			);
			assert.equal(await codeOf(send(p, project, PDF)), '409 project.status');
		}));

test('what is no file of ours is refused and leaves nothing', () =>
	start('SQLite in memory', async (p) => {
		const project = await write(p);
		const png = await picture().png().toBuffer();
		const svg = Buffer.from(
			'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
		);
		for (const [bytes, code] of [
			[svg, '400 file.type'],
			[Buffer.from('<html><script>alert(1)</script></html>'), '400 file.type'],
			[Buffer.from('MZ\x90\0'), '400 file.type'],
			[Buffer.alloc(0), '400 file.type'],
			[png.subarray(0, 60), '400 file.broken'],
			[Buffer.concat([png.subarray(0, 24), Buffer.alloc(300, 7)]), '400 file.broken'],
			[Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024)]), '413 file.too-large'],
		] as const)
			assert.equal(await codeOf(send(p, project, bytes)), code);
		// Few bytes, many pixels.
		const bomb = await picture(9000, 9000).png({ compressionLevel: 9 }).toBuffer();
		assert.equal(await codeOf(send(p, project, bomb)), '400 file.broken');
		assert.equal(await codeOf(send(p, project, png, { alt: '' })), '400 file.alt');
		assert.equal(await codeOf(send(p, project, png, {}, 'bob')), '404 not-found');
		assert.equal(
			(await p.call('ann', 'POST', `/projects/${project}/files`, { name: 'a', bytes: '***' }))
				.status,
			400,
		);
		const { db, t } = p.services.store;
		assert.equal(await db.$count(t.files), 0);
		assert.equal(await db.$count(t.attachments), 0);
	}));

test('a file that was never published is gone when it is taken away; another stays where it was', () =>
	start('SQLite in memory', async (p) => {
		const { db, t } = p.services.store;
		const [project, other] = [await write(p), await write(p)];
		const png = await picture().png().toBuffer();
		await good(send(p, project, png));
		await good(send(p, other, png));
		const { hash, number } = (await ownOf(p, project)).files[0]!;
		const remove = (id: string, n: number, who = 'ann') =>
			p.call(who, 'DELETE', `/projects/${id}/files/${n}`);
		assert.equal(await codeOf(remove(project, 9)), '404 not-found');
		assert.equal(await codeOf(remove(project, number, 'bob')), '404 not-found');
		await good(remove(project, number));
		assert.equal(await db.$count(t.files), 1);
		await good(submit(p, other));
		await good(
			moderate(p, other, {
				verdict: 'return',
				reasons: ['Кошторис неповний'],
				text: 'Додайте вартість.',
			}),
		);
		await good(remove(other, 1));
		assert.equal(await db.$count(t.files), 0);
		assert.equal((await get(p, hash, 'ann')).status, 404);
	}));

test('there are so many files and no more', () =>
	start('SQLite in memory', async (p) => {
		const project = await write(p);
		for (let i = 0; i < 10; i++)
			await good(
				send(
					p,
					project,
					await picture(10 + i)
						.png()
						.toBuffer(),
				),
			);
		assert.equal(
			await codeOf(send(p, project, await picture(99).png().toBuffer())),
			'409 file.many',
		);
		await good(send(p, project, PDF));
	}));

test.run();
