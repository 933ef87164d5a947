/**
 * The threshold key ceremony (Pedersen DKG) of belenios-tool 3.0, step by step, so that trustees of ours and of the tool
 * can hold one together. Every message is a line of JSON.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Files, peer, run, withFolder } from './run-peer.ts';

export type Certificate = { key: string; certificate: string };
export type ThresholdTrustee = Certificate & { decryptionKey: string };

const jsons = (lines: readonly string[]) => lines.map((line) => line + '\n').join('');

async function step(cwd: string, n: number, args: readonly string[], input = ''): Promise<string> {
	const all = [
		'setup',
		'generate-trustee-key-threshold',
		'--group',
		'Ed25519',
		'--step',
		String(n),
	];
	const { code, stdout, stderr } = await run(peer('belenios-tool'), [...all, ...args], {
		cwd,
		input,
	});
	if (code !== 0) throw new Error(`step ${n} of the key ceremony: ${stderr}`);
	return stdout.trim();
}

const withCertificates = (
	certificates: readonly string[],
	files: Files,
	work: (dir: string) => Promise<string>,
) => withFolder({ 'certs.jsons': jsons(certificates), ...files }, work);

/** Step 1, by trustee `index` (from 1): its seed and its certificate. */
export const makeCertificate = (
	index: number,
	threshold: number,
	size: number,
): Promise<Certificate> =>
	withFolder({}, async (dir) => {
		const id = await step(dir, 1, ['--threshold-context', `${index}/${threshold}/${size}`]);
		const read = (suffix: string) => readFile(join(dir, id + suffix), 'utf8');
		return { key: await read('.key'), certificate: (await read('.cert')).trim() };
	});

/** Step 2, by everyone. @throws Error if a certificate is refused */
export const checkCertificates = async (certificates: readonly string[]): Promise<void> => {
	await withCertificates(certificates, {}, (dir) => step(dir, 2, ['--certs', 'certs.jsons']));
};

/** Step 3, by each trustee: its polynomial message. */
export const makePolynomial = (certificates: readonly string[], key: string): Promise<string> =>
	withCertificates(certificates, { key }, (dir) =>
		step(dir, 3, ['--certs', 'certs.jsons', '--key', 'key']),
	);

/** Step 4, by the server: what each trustee receives, in the order of the certificates. */
export const routePolynomials = (
	certificates: readonly string[],
	polynomials: readonly string[],
): Promise<string[]> =>
	withFolder(
		{ 'certs.jsons': jsons(certificates), 'polynomials.jsons': jsons(polynomials) },
		async (dir) => {
			await step(dir, 4, ['--certs', 'certs.jsons', '--polynomials', 'polynomials.jsons']);
			return Promise.all(
				certificates.map(async (certificate) =>
					(await readFile(join(dir, `${idOf(certificate)}.vinput`), 'utf8')).trim(),
				),
			);
		},
	);

/** The tool names a trustee's files by the hash of the message in its certificate. */
const idOf = (certificate: string) =>
	createHash('sha256')
		.update((JSON.parse(certificate) as { message: string }).message)
		.digest('hex');

/** Step 5, by each trustee: checks what it received and answers with its verification key and decryption key. */
export const acceptShares = (
	certificates: readonly string[],
	key: string,
	vinput: string,
): Promise<string> =>
	withCertificates(certificates, { key }, (dir) =>
		step(dir, 5, ['--certs', 'certs.jsons', '--key', 'key'], vinput),
	);

/** The encrypted decryption key in the answer of step 5. */
export const decryptionKeyOf = (voutput: string): string =>
	(JSON.parse(voutput) as { private_key: string }).private_key;

/** Step 6, by the server: the text of threshold.json. */
export const combineKeys = (
	certificates: readonly string[],
	polynomials: readonly string[],
	voutputs: readonly string[],
): Promise<string> =>
	withCertificates(certificates, { 'polynomials.jsons': jsons(polynomials) }, (dir) =>
		step(dir, 6, ['--certs', 'certs.jsons', '--polynomials', 'polynomials.jsons'], jsons(voutputs)),
	);

/** A whole ceremony held by the tool alone: `threshold` of `size` trustees decrypt. */
export async function makeThresholdTrustees(
	threshold: number,
	size: number,
): Promise<{ threshold: string; trustees: ThresholdTrustee[] }> {
	const made = await Promise.all(
		Array.from({ length: size }, (_, i) => makeCertificate(i + 1, threshold, size)),
	);
	const certificates = made.map((m) => m.certificate);
	await checkCertificates(certificates);
	const polynomials = await Promise.all(made.map((m) => makePolynomial(certificates, m.key)));
	const vinputs = await routePolynomials(certificates, polynomials);
	const voutputs = await Promise.all(
		made.map((m, i) => acceptShares(certificates, m.key, vinputs[i]!)),
	);
	return {
		threshold: await combineKeys(certificates, polynomials, voutputs),
		trustees: made.map((m, i) => ({ ...m, decryptionKey: decryptionKeyOf(voutputs[i]!) })),
	};
}
