/** R2: the manifest is what every ballot committed to, what stands in the register, and what the keys in use are. Spec: SPEC §10.2. */
import { checkPot, type Pot } from '../budget/pot.ts';
import { questionsOf } from '../budget/question.ts';
import { encodeText } from '../codec.ts';
import type { Election } from '../election/definition.ts';
import { questionCodec } from '../election/questions/index.ts';
import type { Trustees } from '../election/trustees/trustees.ts';
import { encodePoint } from '../group.ts';
import { sha256Hex } from '../hash.ts';
import type { Manifest } from './record.ts';
import type { PlacedEntry } from './register.ts';
import type { CheckLog, Journal } from './report.ts';
import { manifestHashOf } from './setup.ts';
import type { Trust } from './trust.ts';

/** A manifest with the bytes that were published. */
export type ReadManifest = { readonly manifest: Manifest; readonly hash: string };

/** What the manifest says by itself, and what the observer expects of it. */
export function checkManifest(
	journal: Journal,
	{ manifest, hash }: ReadManifest,
	trust: Trust,
): void {
	const check = journal.check('R2');
	check.count();
	if (manifest.dates.opens >= manifest.dates.closes) check.error('manifest.dates');
	for (const pot of manifest.pots) check.problems(checkPot(pot), 'manifest.json');
	if (trust.manifest === undefined) check.note('manifest.unpinned', { values: { hash } });
	else if (trust.manifest !== hash) check.error('manifest.unexpected', { detail: hash });
	checkExpectedMembers(check, manifest, trust);
}

function checkExpectedMembers(check: CheckLog, { commission }: Manifest, trust: Trust): void {
	if (trust.members === undefined) {
		if (trust.manifest === undefined) check.note('manifest.members-unpinned');
		return;
	}
	for (const { index, key } of trust.members) {
		const member = commission.members.find((m) => m.index === index);
		if (member?.key !== encodePoint(key))
			check.error('manifest.member-unexpected', { place: `member ${index}` });
	}
}

/** What the archive must have of the manifest. */
export type BoundSetup = {
	readonly election: Election;
	readonly trustees: Trustees | undefined;
	readonly trusteesText: string;
};

export function checkManifestBinding(
	journal: Journal,
	{ manifest, hash }: ReadManifest,
	{ election, trustees, trusteesText }: BoundSetup,
): void {
	const check = journal.check('R2');
	if (manifestHashOf(election) !== hash) check.error('manifest.not-bound');
	if (manifest.uuid !== election.definition.uuid)
		check.error('record.uuid', { place: 'manifest.json' });
	if (manifest.trustees !== sha256Hex(trusteesText)) check.error('manifest.trustees');
	if (!haveSameQuestions(manifest.pots, election)) check.error('manifest.pots');
	if (trustees) checkCommission(check, manifest, trustees);
}

export const haveSameQuestions = (pots: readonly Pot[], { definition }: Election): boolean => {
	const texts = (questions: typeof definition.questions) =>
		questions.map((q) => encodeText(questionCodec, q)).join();
	return texts(questionsOf(pots)) === texts(definition.questions);
};

/** Each member decrypts as the owner of the same number, and signs with that owner's key. */
function checkCommission(
	check: CheckLog,
	{ commission }: Manifest,
	{ owners, quorums }: Trustees,
): void {
	const threshold = quorums.reduce((n, q) => n + q.threshold, 0);
	if (commission.members.length !== owners.length || commission.threshold !== threshold)
		check.error('manifest.commission', {
			detail: `${threshold} of ${owners.length} hold the key`,
		});
	// In order, so that nobody holds two seats and signs for both.
	commission.members.forEach(({ index, key }, i) => {
		const owner = owners[i];
		if (owner?.owner !== index || encodePoint(owner.signingKey) !== key)
			check.error('manifest.commission', { place: `member ${index}`, detail: key });
	});
}

/** What the civic register must have of the manifest. `entries` are those of this vote. */
export function checkManifestEntry(
	journal: Journal,
	{ manifest, hash }: ReadManifest,
	entries: readonly PlacedEntry<'civic'>[],
): void {
	const check = journal.check('R2');
	const firstIssuance = entries.find(({ entry }) => entry.type === 'issuance')?.index ?? Infinity;
	for (const { index, entry } of entries) {
		const place = `civic entry ${index}`;
		if (entry.type === 'manifest') {
			if (entry.hash !== hash) check.error('manifest.other-registered', { place });
			if (index > firstIssuance) check.error('manifest.registered-late', { place });
		}
		if (
			entry.type === 'roll' &&
			(entry.count !== manifest.roll.count || entry.root !== manifest.roll.root)
		)
			check.error('manifest.other-roll', { place });
	}
}

/** The vote was announced under this very definition. `entries` are those of this vote. */
export function checkProcessEntry(
	journal: Journal,
	{ hash }: Election,
	entries: readonly PlacedEntry<'civic'>[],
): void {
	const check = journal.check('R2');
	for (const { index, entry } of entries)
		if (entry.type === 'process' && entry.hash !== hash)
			check.error('manifest.other-definition', { place: `civic entry ${index}` });
}
