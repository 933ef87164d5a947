import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { encodeText } from '../../../../crypto/codec.ts';
import {
	makeCertificate,
	readCertificates,
} from '../../../../crypto/election/trustees/certificate.ts';
import { signedMessageCodec } from '../../../../crypto/election/trustees/channel.ts';
import { dealingCodec } from '../../../../crypto/election/trustees/dealing.ts';
import {
	acceptShares,
	memberInputCodec,
	memberOutputCodec,
	openKeyShare,
} from '../../../../crypto/election/trustees/member.ts';
import { lagrangeCoefficients } from '../../../../crypto/election/trustees/polynomial.ts';
import {
	assembleThreshold,
	checkDealing,
	readThreshold,
	routeDealings,
	thresholdCodec,
} from '../../../../crypto/election/trustees/threshold.ts';
import { asSecret, encodePoint, equalPoints, G, modOrder } from '../../../../crypto/group.ts';
import { readCeremony, runCeremony, unwrap } from '../../../support/ceremony.ts';
import { readVector } from '../../../support/vectors.ts';

const test = suite('crypto/election/trustees: ceremony');

/** All ways to choose `count` of the members. */
function subsets(members: readonly number[], count: number): number[][] {
	if (count === 0) return [[]];
	return members.flatMap((m, i) =>
		subsets(members.slice(i + 1), count - 1).map((rest) => [m, ...rest]),
	);
}

for (const [size, threshold] of [
	[2, 1],
	[3, 1],
	[3, 2],
	[4, 3],
	[5, 3],
] as const)
	for (const cipher of ['gcm', 'ccm'] as const) {
		if (cipher === 'ccm' && size !== 3) continue;
		test(`any ${threshold} of ${size} hold the secret of the public key (${cipher})`, () => {
			const { secrets, parameters, keys, outputs } = runCeremony({ size, threshold }, { cipher });
			const { publicKey } = unwrap(readThreshold(parameters));
			const members = secrets.map((_, i) => i + 1);
			const combine = (chosen: number[]) =>
				modOrder(
					lagrangeCoefficients(chosen).reduce((s, l, i) => s + l * secrets[chosen[i]! - 1]!, 0n),
				);
			for (const chosen of subsets(members, threshold))
				assert.ok(equalPoints(G.multiply(asSecret(combine(chosen))), publicKey), chosen.join());
			for (const chosen of subsets(members, threshold - 1).filter((c) => c.length > 0))
				assert.not(equalPoints(G.multiply(asSecret(combine(chosen))), publicKey), chosen.join());
			assert.equal(
				outputs.map((o, i) => unwrap(openKeyShare(keys[i]!, o.private_key))),
				secrets,
			);
			assert.is(outputs[0]!.private_key.includes('AES-GCM'), cipher === 'gcm');
		});
	}

for (const [folder, ceremony] of [
	['bt30-threshold', { size: 5, threshold: 3 }],
	['bt330-threshold', { size: 5, threshold: 3 }],
	['bt30-mixed', { size: 3, threshold: 2 }],
	['bt330-mixed', { size: 3, threshold: 2 }],
	['dkgmix-30-ccm', { size: 5, threshold: 3 }],
	['dkgmix-330-gcm', { size: 5, threshold: 3 }],
] as const) {
	const recorded = readCeremony(folder, ceremony);
	const { keys, certs, dealings, inputs, outputs, privateKeys, texts } = recorded;

	test(`${folder}: every file is accepted and gives the recorded share`, () => {
		assert.ok(readCertificates(ceremony, certs).ok);
		dealings.forEach((d, i) => assert.equal(checkDealing(ceremony, certs, i + 1, d), []));
		inputs.forEach((input, i) => {
			const member = { ceremony, index: i + 1, keys: keys[i]!, certs };
			const accepted = unwrap(acceptShares(member, input));
			assert.is(accepted.secret, unwrap(openKeyShare(keys[i]!, outputs[i]!.private_key)));
			assert.is(
				encodePoint(accepted.output.public_key.public_key),
				encodePoint(outputs[i]!.public_key.public_key),
			);
		});
		assert.equal(
			privateKeys,
			outputs.map((o) => o.private_key),
		);
	});

	test(`${folder}: whatever is deterministic is written byte for byte`, () => {
		const made = keys.map((k, i) => makeCertificate(ceremony, i + 1, k).message);
		assert.equal(
			made,
			certs.map((c) => c.message),
		);
		const lines = (name: string) => texts.get(name)!.split('\n');
		assert.equal(
			certs.map((c) => encodeText(signedMessageCodec, c)),
			lines('certs.jsons'),
		);
		assert.equal(
			dealings.map((d) => encodeText(dealingCodec, d)),
			lines('polynomials.jsons'),
		);
		const file = (i: number, extension: string) =>
			texts.get(`${texts.get(`${i + 1}.trustee`)!}.${extension}`);
		routeDealings(dealings).forEach((input, i) =>
			assert.is(encodeText(memberInputCodec, input), file(i, 'vinput')),
		);
		outputs.forEach((o, i) => assert.is(encodeText(memberOutputCodec, o), file(i, 'voutput')));
		const parameters = unwrap(assembleThreshold(ceremony, certs, dealings, outputs));
		const published = readVector(
			`belenios/${folder}/${folder.startsWith('dkgmix') ? 'threshold' : 'trustees.copy'}.json`,
		);
		assert.ok(published.includes(encodeText(thresholdCodec, parameters)));
	});
}

test('impossible ceremonies are refused', () => {
	const { keys, certs } = runCeremony({ size: 2, threshold: 1 });
	for (const [size, threshold, index] of [
		[2, 0, 1],
		[2, 2, 1],
		[1, 1, 1],
		[101, 2, 1],
		[2, 1, 0],
		[2, 1, 3],
		[2.5, 1, 1],
	] as const) {
		assert.throws(() => makeCertificate({ size, threshold }, index, keys[0]!), /must hold/);
	}
	const read = readCertificates({ size: 2, threshold: 2 }, certs);
	assert.is(!read.ok && read.error[0]!.code, 'ceremony.size');
});

test.run();
