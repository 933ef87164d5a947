/** What an attack may not change, and how one is refused. */
import assert from 'node:assert/strict';
import { sha256Hex } from '../../crypto/hash.ts';
import type { Store } from '../../server/db/store.ts';
import type { RunningPlatform } from './platform.ts';

/** How many rows every table has, and what the registers, votes and drafts are. Tables whose rows come and go with sign-ins may be left out. */
export async function stateOf(
	{ db, t }: Store,
	except: readonly (keyof Store['t'])[] = [],
): Promise<Record<string, unknown>> {
	const state: Record<string, unknown> = {};
	for (const [name, table] of Object.entries(t))
		if (!except.includes(name as keyof Store['t'])) state[name] = await db.$count(table);
	state['heads'] = (await db.select().from(t.heads)).map((head) => JSON.stringify(head)).sort();
	const votes = (await db.select().from(t.votes)).map((vote) => JSON.stringify(vote)).sort();
	const decisions = (await db.select().from(t.decisions)).map((d) => JSON.stringify(d)).sort();
	state['votes'] = sha256Hex(JSON.stringify([votes, decisions]));
	return state;
}

export type Answer = { readonly status: number; readonly body: Record<string, unknown> };

/** A refusal with this code and a sentence in both languages, which tells nothing about the server. */
export function assertProblem({ status, body }: Answer, code: string): void {
	assert.equal(body['code'], code, JSON.stringify(body));
	assert.ok(status >= 400 && status < 500, `status ${status}`);
	const { uk, en } = body['text'] as { uk: string; en: string };
	assert.match(uk, /[а-яєіїґ]/);
	assert.match(en, /[a-z]/);
	assertTellsNothing(JSON.stringify(body));
}

/** No stack, no path of the server, no SQL. */
export function assertTellsNothing(text: string): void {
	assert.doesNotMatch(
		text,
		/\n\s+at |node:|node_modules|\.ts:\d|\/server\/|SQLITE_|select |insert into|constraint/i,
	);
}

/** Refused with this code, and nothing has changed. */
export async function assertRefused(
	p: Pick<RunningPlatform, 'services'>,
	code: string,
	attempt: () => Promise<Answer>,
): Promise<void> {
	const before = await stateOf(p.services.store);
	assertProblem(await attempt(), code);
	assert.deepEqual(await stateOf(p.services.store), before);
}
