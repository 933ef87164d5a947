/** What is in a `.bel`. */
import { parseCredentials } from '../../../crypto/election/credential.ts';
import { parseElection } from '../../../crypto/election/definition.ts';
import type { ArchiveEvent } from '../../../crypto/election/archive/events.ts';
import { readArchive } from '../../../crypto/election/archive/reader.ts';
import { parseTrustees } from '../../../crypto/election/trustees/trustees.ts';
import type { OpenBytes } from '../../../crypto/verify/source.ts';
import { describe } from '../input-error.ts';
import type { Description, Fact } from './description.ts';

const MOST_PROBLEMS = 5;

/** Reads the archive once, as a stream. */
export async function describeArchive(open: OpenBytes): Promise<Description> {
	const facts: Fact[] = [];
	const problems: string[] = [];
	const owners = { Shuffle: [] as number[], PartialDecryption: [] as number[] };
	let ballots = 0;
	let last = '—';
	for await (const { event, problem } of readArchive(open())) {
		if (problem) {
			problems.push(describe(problem));
			continue;
		}
		last = event.type;
		if (event.type === 'Setup') facts.push(...setupFacts(event));
		if (event.type === 'Ballot') ballots++;
		if (event.type === 'Shuffle' || event.type === 'PartialDecryption')
			owners[event.type].push(event.owner);
	}
	facts.push(['ballots', ballots], ['state', last]);
	if (owners.Shuffle.length > 0) facts.push(['shuffledBy', owners.Shuffle]);
	if (owners.PartialDecryption.length > 0) facts.push(['decryptedBy', owners.PartialDecryption]);
	if (problems.length > 0) facts.push(['problems', problems.slice(0, MOST_PROBLEMS)]);
	return { kind: 'archive', facts };
}

function setupFacts(setup: Extract<ArchiveEvent, { type: 'Setup' }>): Fact[] {
	const facts: Fact[] = [];
	const election = parseElection(setup.election);
	if (election.ok) {
		const { name, uuid, group, questions } = election.value.definition;
		facts.push(['name', name], ['uuid', uuid], ['group', group], ['questions', questions.length]);
	}
	const trustees = parseTrustees(setup.trustees);
	if (trustees.ok) {
		facts.push(['trustees', trustees.value.owners.length]);
		facts.push(['threshold', trustees.value.quorums.reduce((n, q) => n + q.threshold, 0)]);
	}
	const credentials = parseCredentials(setup.credentials);
	if (credentials.ok) facts.push(['credentials', credentials.value.size]);
	return facts;
}
