/** Providers that are not OpenID Connect, as operators configure them: the dialect of id.gov.ua, from the sample that the documents show. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import type { Claims } from '../../../server/identity/people.ts';
import { makeChecks, makeProvider } from '../../../server/identity/provider.ts';
import { providerSchema } from '../../../server/identity/provider-settings.ts';
import { CITIZEN, sampleSettings, startIdGov, type IdGov } from '../../support/id-gov.ts';

const test = suite('server/identity/provider');
const BACK = 'https://viche.example/sign-in/callback';

const withIdGov = (work: (gov: IdGov) => Promise<void>) => async () => {
	const gov = await startIdGov();
	await work(gov).finally(gov.close);
};

/** Signs in as whoever sits there. */
async function signIn(gov: IdGov, change: object = {}): Promise<Claims> {
	const settings = providerSchema.parse({ ...sampleSettings(gov.url), ...change });
	const provider = makeProvider(settings);
	const checks = makeChecks();
	const answer = await fetch(await provider.begin(BACK, checks, false), { redirect: 'manual' });
	assert.equal(answer.status, 302, await answer.text());
	return await provider.complete(new URL(answer.headers.get('location')!), checks);
}

test(
	'people sign in by their tax number, and nothing else is kept of what is said of them',
	withIdGov(async (gov) => {
		const claims = await signIn(gov);
		const name = 'Руденко Галина Іванівна';
		assert.deepEqual(claims, { domain: 'ua.rnokpp', subject: '1234567899', name });
	}),
);

test(
	'who has no tax number signs in by passport; other numbers are refused',
	withIdGov(async (gov) => {
		gov.citizen = { ...CITIZEN, drfocode: 'АВ123456' };
		assert.equal((await signIn(gov)).domain, 'ua.passport');
		gov.citizen = { ...CITIZEN, drfocode: '1234567898' };
		await assert.rejects(signIn(gov), /no number of an accepted kind/);
		gov.citizen = { ...CITIZEN, drfocode: '' };
		await assert.rejects(signIn(gov), /says no drfocode/);
	}),
);

test(
	'who signs for an organisation, or by a way that is not accepted, is refused',
	withIdGov(async (gov) => {
		gov.citizen = { ...CITIZEN, edrpoucode: '00000000' };
		await assert.rejects(signIn(gov), /organisation/);
		gov.citizen = { ...CITIZEN, auth_type: 'sms' };
		await assert.rejects(signIn(gov), /not accepted/);
	}),
);

test(
	'a wrong secret or a state of another sign-in is refused, and no error repeats the secret',
	withIdGov(async (gov) => {
		const secret = 'another-secret';
		await assert.rejects(
			signIn(gov, { clientSecret: secret }),
			(e: Error) => !`${e.message} ${e.stack}`.includes(secret),
		);
		const provider = makeProvider(providerSchema.parse(sampleSettings(gov.url)));
		const asked = await fetch(await provider.begin(BACK, makeChecks(), false), {
			redirect: 'manual',
		});
		const before = gov.tokens;
		const back = new URL(asked.headers.get('location')!);
		await assert.rejects(provider.complete(back, makeChecks()));
		assert.equal(gov.tokens, before, 'the code of another sign-in is not even sent on');
	}),
);

test('a file that is not sound is refused: unknown fields, and the kind that is for e-mail', () => {
	const sample = sampleSettings('https://id.gov.ua');
	assert.ok(providerSchema.safeParse(sample).success);
	for (const change of [
		{ claims: { domain: 'email' } },
		{ claims: { domain: ['ua.rnokpp', 'email'] } },
		{ claims: { method: { field: 'auth_type', accepted: [] } } },
		{ token: { method: 'PUT' } },
		{ scopes: 'openid' },
	])
		assert.ok(!providerSchema.safeParse({ ...sample, ...change }).success, JSON.stringify(change));
});

test.run();
