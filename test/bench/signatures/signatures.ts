/** A petition that a whole city has signed: how its pages, its list and its verification keep up. */
import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { verifyRecord } from '../../../crypto/verify/verify-record.ts';
import { versionOf } from '../../../server/civic/process/processes.ts';
import { openInput } from '../../../server/cli/record-source.ts';
import { checkPetition } from '../../../server/instruments/petition/check.ts';
import { EMPTY_PETITION } from '../../../server/instruments/petition/petition.ts';
import {
	beginPetition,
	savePetition,
	submitPetition,
} from '../../../server/instruments/petition/petitions.ts';
import { USUAL_RULES } from '../../../server/instruments/petition/rules.ts';
import {
	publishRules,
	saveRulesDraft,
	viewRulesDraft,
} from '../../../server/instruments/petition/service.ts';
import { signPetition } from '../../../server/instruments/petition/signing.ts';
import { decide, type Inside } from '../../../server/services.ts';
import { petitionDraft } from '../../support/petition.ts';
import { addPerson } from '../../support/platform.ts';
import type { Bench, Group } from '../group.ts';
import { beginTown, inBatches } from '../lists/town.ts';
import { visit, type Visits } from '../lists/visits.ts';
import { DisagreementError } from '../measure.ts';

const ENSURE_BUILD = fileURLToPath(new URL('../../../server/ensure-build.ts', import.meta.url));
const DAY = 86_400;

export const signatures: Group = {
	name: 'signatures',
	run: async (bench) => {
		spawnSync(process.execPath, [ENSURE_BUILD], { stdio: 'inherit' });
		const count = bench.size(100_000, 60);
		const { folder, id, entries } = await collect(bench, count);
		try {
			await visit(bench, folder, visitsOf(id, entries), (url) => check(bench, url, id, count));
		} finally {
			await rm(folder, { recursive: true });
		}
	},
};

/** A petition with so many signatures, made by the platform's own services. */
async function collect(bench: Bench, count: number) {
	const { folder, store, services, clock } = await beginTown(
		Math.floor(Date.now() / 1000) - 20 * DAY,
	);
	await addPerson(store, 'mod', 'moderator');
	for (let i = 0; i < count; i++) await addPerson(store, `person-${i}`);
	const id = await decide(services, publish);
	clock.now += DAY;
	const started = performance.now();
	const entries = await inBatches(services, count, async (inside, i) => {
		const person = { account: `person-${i}`, name: `Особа Номер ${i}` };
		return (await signPetition(inside, id, person)).entry;
	});
	const seconds = (performance.now() - started) / 1000;
	bench.note(`${count} signatures are taken in ${seconds.toFixed(1)} s, 250 in a transaction.`);
	await store.close();
	return { folder, id, entries };
}

async function publish(inside: Inside): Promise<string> {
	const { version } = await viewRulesDraft(inside);
	const rules = { ...USUAL_RULES, basis: 'statute', needed: '100', days: '60' };
	await publishRules(inside, '', await saveRulesDraft(inside, rules, version));
	const id = await beginPetition(inside, 'person-0');
	const typed = petitionDraft();
	const seen = await savePetition(inside, id, 'person-0', typed, versionOf(EMPTY_PETITION));
	await submitPetition(inside, id, 'person-0', true, seen);
	const verdict = { verdict: 'publish', reasons: [], text: '' } as const;
	await checkPetition(inside, id, 'mod', verdict, versionOf(typed));
	return id;
}

function visitsOf(id: string, entries: readonly number[]): Visits {
	const after = (i: number) => entries[(i * 7919) % entries.length]!;
	const api = `/api/v1/petitions/${id}`;
	return [
		['a petition with its count', () => api],
		['a page of who signed', (i) => `${api}/signatories?after=${after(i)}`],
		['petitions, the most signed first', () => '/api/v1/petitions?order=signed'],
		['the HTML page of the petition', () => `/petitions/${id}`],
		['its counter for other sites', () => `/petitions/${id}/counter.svg`],
	];
}

/** Anybody counts again, and takes the whole list. */
async function check(bench: Bench, url: string, id: string, count: number): Promise<void> {
	const started = performance.now();
	const input = await openInput(`${url}/collections/${id}/`);
	if (input.kind !== 'record') throw new DisagreementError('there is no record');
	const { verdict, summary } = await verifyRecord(input);
	if (verdict !== 'verified' || summary.voters !== count)
		throw new DisagreementError(`${verdict}, ${String(summary.voters)} signatures`);
	const verified = (performance.now() - started) / 1000;
	const listed = performance.now();
	const table = await (await fetch(`${url}/data/petitions/${id}/signatories.csv`)).text();
	if (table.split('\r\n').length !== count + 2) throw new DisagreementError('rows are missing');
	const exported = (performance.now() - listed) / 1000;
	bench.note(
		`Their record is fetched and verified in ${verified.toFixed(1)} s, the list exported in ${exported.toFixed(1)} s.`,
	);
}
