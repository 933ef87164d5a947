/** The server swaps the two ballots of a voter who changed their mind, so that the first one counts. */
import { suite } from 'uvu';
import { assertCaught, judge, play } from '../support/attack.ts';
import { rewrite } from '../support/small-vote.ts';

const test = suite('attack/reordered-entries');
const revotes = { revotes: 100 };

/** The places of a voter's two ballots. */
function placesOf(credentials: readonly string[]): [number, number] {
	const first = 0;
	return [first, credentials.lastIndexOf(credentials[first]!)];
}

function swap<T>(items: readonly T[], a: number, b: number): T[] {
	return items.map((item, i) => (i === a ? items[b]! : i === b ? items[a]! : item));
}

test('in the archive only', async () => {
	const vote = await play(
		'sum',
		{
			close: (v) => {
				v.casts = swap(v.casts, ...placesOf(v.casts.map((c) => c.credential)));
			},
		},
		revotes,
	);
	assertCaught(await judge(vote.record()), 'R8 ballot-register.order');
});

test('everywhere: whoever kept a checkpoint from before has the proof of a fork', async () => {
	let seen = '';
	const vote = await play(
		'sum',
		{
			cast: (v) => {
				seen = new TextDecoder().decode(v.box.files().get('checkpoint'));
				const places = placesOf(v.casts.map((c) => c.credential));
				v.box = rewrite('ballot', v.box, (entries) => swap(entries, ...places));
				v.casts = swap(v.casts, ...places);
				const openings = swap(v.openings, ...places);
				v.openings.splice(0, v.openings.length, ...openings);
			},
		},
		revotes,
	);
	assertCaught(await judge(vote.record(), { checkpoints: [seen] }), 'R11 register.fork');
});

test.run();
