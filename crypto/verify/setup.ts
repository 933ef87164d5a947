/** E2 to E4: the election, who holds its key, and who may vote. */
import type { SetupTexts } from '../election/archive/writer.ts';
import { parseCredentials, type CredentialList } from '../election/credential.ts';
import { parseElection, type Election } from '../election/definition.ts';
import { hasShuffles } from '../election/shuffle.ts';
import { parseTrustees, type Trustees } from '../election/trustees/trustees.ts';
import { equalPoints } from '../group.ts';
import type { Journal } from './report.ts';
import type { Trust } from './trust.ts';

/** What could be read of them. */
export type Setup = {
	readonly election: Election;
	readonly trustees: Trustees | undefined;
	readonly credentials: CredentialList | undefined;
};

/** Checks the setup; without an election nothing that follows can be read. */
export function checkSetup(journal: Journal, texts: SetupTexts): Setup | undefined {
	const election = checkElection(journal, texts.election);
	const trustees = checkTrustees(journal, election, texts.trustees);
	const credentials = checkCredentials(journal, election, texts.credentials);
	return election && { election, trustees, credentials };
}

function checkElection(journal: Journal, text: string): Election | undefined {
	const check = journal.check('E2');
	check.count();
	const election = parseElection(text);
	if (!election.ok) {
		check.problems([election.error], 'election.json');
		return undefined;
	}
	journal.summary.uuid = election.value.definition.uuid;
	return election.value;
}

/** The election is the one that the observer expects. */
export function checkExpectedElection(
	journal: Journal,
	{ fingerprint }: Election,
	trust: Trust,
): void {
	if (trust.election !== undefined && trust.election !== fingerprint)
		journal.check('E2').error('election.unexpected', { detail: fingerprint });
}

function checkTrustees(
	journal: Journal,
	election: Election | undefined,
	text: string,
): Trustees | undefined {
	const check = journal.check('E3');
	const trustees = parseTrustees(text);
	if (!trustees.ok) {
		check.problems(trustees.error, 'trustees.json');
		return undefined;
	}
	check.count(trustees.value.owners.length);
	if (election && !equalPoints(trustees.value.electionKey, election.key.point))
		check.error('trustees.other-key', { place: 'trustees.json' });
	return trustees.value;
}

function checkCredentials(
	journal: Journal,
	election: Election | undefined,
	text: string,
): CredentialList | undefined {
	const check = journal.check('E4');
	const list = parseCredentials(text);
	if (!list.ok) {
		check.problems(list.error, 'public_creds.json');
		return undefined;
	}
	check.count(list.value.size);
	journal.summary.credentials = list.value.size;
	if (!election || !hasShuffles(election.definition)) return list.value;
	const marked = [...list.value].filter(([, weight]) => weight !== 1n);
	for (const [credential] of marked)
		check.error('credentials.weight-in-shuffle', { place: credential });
	return marked.length > 0 ? undefined : list.value;
}

/** The hash of the manifest that election.json names, so that every ballot commits to it; `undefined` if it names none. */
export function manifestHashOf({ text }: Election): string | undefined {
	const { manifest } = JSON.parse(text) as { readonly manifest?: unknown };
	return typeof manifest === 'string' ? manifest : undefined;
}
