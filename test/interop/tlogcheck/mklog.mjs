// Throw-away generator of a small C2SP tlog-tiles log, for testing tlogcheck only.
// Written from the specifications, shares no code with tlogcheck or with golang.org/x/mod.
//   node mklog.mjs OUTDIR ORIGIN "size,size,..." [--seed N] [--mutate INDEX] [--keyseed HEX] [--proof INDEX,...]
// Writes OUTDIR/log/{checkpoint,tile/...}, OUTDIR/cp/<size> (every checkpoint signed on the way),
// OUTDIR/vkey, OUTDIR/entries/<i> (a few), OUTDIR/proof/<i>.tlog-proof
import { Buffer } from 'node:buffer';
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv, stdout } from 'node:process';

const [out, origin, sizesArg, ...rest] = argv.slice(2);
const opt = (n, d) => {
	const i = rest.indexOf('--' + n);
	return i < 0 ? d : rest[i + 1];
};
const seed = opt('seed', '1'),
	mutate = Number(opt('mutate', '-1'));
const keyseed = Buffer.from(opt('keyseed', '11'.repeat(32)), 'hex');
const sizes = sizesArg.split(',').map(Number);
const proofs = opt('proof', '').split(',').filter(Boolean).map(Number);

const sha = (...b) => {
	const h = createHash('sha256');
	for (const x of b) h.update(x);
	return h.digest();
};
const leafHash = (e) => sha(Buffer.of(0), e);
const nodeHash = (l, r) => sha(Buffer.of(1), l, r);
const b64 = (b) => b.toString('base64');

// Ed25519 from a 32-byte seed (PKCS#8 wrapper), vkey and key id per c2sp.org/signed-note
const priv = createPrivateKey({
	key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), keyseed]),
	format: 'der',
	type: 'pkcs8',
});
const pub = createPublicKey(priv).export({ format: 'der', type: 'spki' }).subarray(-32);
const typed = Buffer.concat([Buffer.of(1), pub]);
const keyId = sha(origin + '\n', typed).subarray(0, 4);
const vkey = `${origin}+${keyId.toString('hex')}+${b64(typed)}`;
const signNote = (text) =>
	text + `\n— ${origin} ${b64(Buffer.concat([keyId, sign(null, Buffer.from(text), priv)]))}\n`;

const entry = (i) => {
	const body = {
		v: 1,
		kind: ['ballot', 'signature', 'token', 'cert'][i % 4],
		seq: i,
		payloadHash: sha(`${seed}/${i}${i === mutate ? '/x' : ''}`).toString('hex'),
	};
	let s = JSON.stringify(body);
	if (i % 97 === 5) s = ''; // empty entry
	if (i % 1001 === 7) s = 'A'.repeat(65535); // largest possible entry
	return Buffer.from(s);
};
const put = (p, b) => {
	p = join(out, p);
	mkdirSync(dirname(p), { recursive: true });
	writeFileSync(p, b);
};
const npath = (n) => {
	let s = String(n % 1000).padStart(3, '0');
	while (n >= 1000) {
		n = Math.floor(n / 1000);
		s = 'x' + String(n % 1000).padStart(3, '0') + '/' + s;
	}
	return s;
};

const leaves = [],
	levels = [[]]; // levels[l] = list of hashes at tile level l
function mth(a, b) {
	// naive RFC 6962 MTH over leaves[a:b]
	const n = b - a;
	if (n === 0) return sha('');
	if (n === 1) return leaves[a];
	let k = 1;
	while (k * 2 < n) k *= 2;
	return nodeHash(mth(a, a + k), mth(a + k, b));
}
function path(m, a, b) {
	const n = b - a;
	if (n === 1) return [];
	let k = 1;
	while (k * 2 < n) k *= 2;
	return m < k ? [...path(m, a, a + k), mth(a + k, b)] : [...path(m - k, a + k, b), mth(a, a + k)];
}
const perfect = (hs) => {
	while (hs.length > 1) {
		const o = [];
		for (let i = 0; i < hs.length; i += 2) o.push(nodeHash(hs[i], hs[i + 1]));
		hs = o;
	}
	return hs[0];
};

let bundle = [];
function flush(size) {
	for (let l = 0; l < levels.length; l++) {
		const have = levels[l].length,
			w = have % 256;
		if (w)
			put(
				`log/tile/${l}/${npath(Math.floor(have / 256))}.p/${w}`,
				Buffer.concat(levels[l].slice(have - w)),
			);
	}
	if (bundle.length)
		put(
			`log/tile/entries/${npath(Math.floor(size / 256))}.p/${bundle.length}`,
			Buffer.concat(bundle),
		);
}
function append(e) {
	const i = leaves.length,
		h = leafHash(e);
	leaves.push(h);
	const len = Buffer.alloc(2);
	len.writeUInt16BE(e.length);
	bundle.push(Buffer.concat([len, e]));
	if (bundle.length === 256) {
		put(`log/tile/entries/${npath((i + 1) / 256 - 1)}`, Buffer.concat(bundle));
		bundle = [];
	}
	let up = h;
	for (let l = 0; ; l++) {
		(levels[l] ??= []).push(up);
		if (levels[l].length % 256) break;
		const t = levels[l].slice(-256);
		put(`log/tile/${l}/${npath(levels[l].length / 256 - 1)}`, Buffer.concat(t));
		up = perfect(t);
	}
}
let cp;
for (const s of sizes) {
	while (leaves.length < s) {
		const e = entry(leaves.length);
		append(e);
	}
	flush(s);
	cp = signNote(`${origin}\n${s}\n${b64(mth(0, s))}\n`);
	put(`cp/${s}`, cp);
}
put('log/checkpoint', cp);
put('vkey', vkey + '\n');
for (const i of proofs) {
	put(`entries/${i}`, entry(i));
	put(
		`proof/${i}.tlog-proof`,
		`c2sp.org/tlog-proof@v1\nindex ${i}\n${path(i, 0, leaves.length)
			.map((h) => b64(h) + '\n')
			.join('')}\n${cp}`,
	);
}
stdout.write(vkey + '\n');
