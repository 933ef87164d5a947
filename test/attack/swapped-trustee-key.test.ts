/** The server puts keys of its own in the place of commission members’, so as to read the ballots. */
import { suite } from 'uvu';
import { parsePoint } from '../../crypto/group.ts';
import { assertCaught, changeJson, judge, play } from '../support/attack.ts';

const test = suite('attack/swapped-trustee-key');
const [vote, other] = [await play('sum'), await play('sum')];
const membersOf = ({ manifest }: typeof vote) =>
	manifest.commission.members.map(({ index, key }) => ({ index, key: parsePoint(key)! }));

test('in the archive, after the opening: it is not the commission of the ballots', async () => {
	const swapped = await play('sum', {
		decrypt: (v) => {
			v.commission = { ...v.commission, trusteesText: other.commission.trusteesText };
		},
	});
	assertCaught(
		await judge(swapped.record()),
		'R3 ceremony-record.other-message',
		...['E3 trustees.other-key', 'R2 manifest.trustees', 'R2 manifest.commission'],
		...[
			'E9 decryption.proof',
			'E10 decryption.too-few-shares',
			'E12 decryption.stray-proof',
			'E13 statement.signature',
		],
	);
});

test('in the manifest: the keys are not those of the ceremony', async () => {
	type Keys = { commission: { members: { key: string }[] } };
	const files = changeJson(vote.record(), 'manifest.json', (manifest: Keys) => {
		manifest.commission.members[0]!.key = other.manifest.commission.members[0]!.key;
		return manifest;
	});
	assertCaught(
		await judge(files),
		...['R2 manifest.not-bound', 'R2 manifest.other-registered', 'R2 manifest.commission'],
		...['R3 ceremony-record.signature', 'C2 certificate.signature'],
	);
});

test('from the beginning and everywhere: whoever knows the members’ keys sees it', async () => {
	assertCaught(
		await judge(vote.record(), { members: membersOf(other) }),
		'R2 manifest.member-unexpected',
	);
});

test.run();
