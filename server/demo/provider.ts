/**
 * The identity provider of a demo: a real OpenID provider where everybody may sign in as any sample person.
 * A process of its own: node provider.ts ORIGIN. Client id and secret come by the environment. Says its port when it listens.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import { Provider, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { PEOPLE } from './people.ts';
import { signInPage } from './sign-in-page.ts';

export const MOUNTED_AT = '/demo-id';
const STYLES = `${MOUNTED_AT}/sign-in.css`;

if (process.env['NODE_ENV'] === 'production') throw new Error('a demo never runs in production');
const [origin] = process.argv.slice(2) as [string];
const clientId = process.env['DEMO_CLIENT_ID']!;
const clientSecret = process.env['DEMO_CLIENT_SECRET']!;

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const configuration: Configuration = {
	clients: [
		{
			client_id: clientId,
			client_secret: clientSecret,
			redirect_uris: [`${origin}/sign-in/callback`],
		},
	],
	jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig' }] },
	cookies: { keys: [randomBytes(32).toString('hex')] },
	claims: { openid: ['sub'], profile: ['name'] },
	features: { devInteractions: { enabled: false } },
	interactions: { url: (_, { uid }) => `${MOUNTED_AT}/choose/${uid}` },
	findAccount: (_, sub) => {
		const person = PEOPLE.find(({ subject }) => subject === sub);
		return person && { accountId: sub, claims: () => ({ sub, name: person.name }) };
	},
	// Nobody is asked whether our own platform may know the name of a sample person.
	loadExistingGrant,
	ttl: { Session: 600, Interaction: 600, Grant: 600, AccessToken: 60, IdToken: 60 },
};

async function loadExistingGrant({ oidc }: KoaContextWithOIDC) {
	const grant = new oidc.provider.Grant({
		clientId: oidc.client!.clientId,
		accountId: oidc.session!.accountId!,
	});
	grant.addOIDCScope('openid profile');
	await grant.save();
	return grant;
}

const provider = new Provider(`${origin}${MOUNTED_AT}`, configuration);
provider.proxy = true;

const app = express();
app.disable('x-powered-by');
app.get(STYLES, (_, response) => {
	response.sendFile('sign-in.css', { root: import.meta.dirname });
});
app.get(`${MOUNTED_AT}/choose/:uid`, async (request: Request, response: Response) => {
	await provider.interactionDetails(request, response);
	response
		.set(
			'Content-Security-Policy',
			"default-src 'none'; style-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'",
		)
		.type('text/html')
		.send(signInPage(PEOPLE, STYLES));
});
app.post(
	`${MOUNTED_AT}/choose/:uid`,
	express.urlencoded({ limit: 1024 }),
	async (request: Request<unknown, unknown, { person?: unknown } | undefined>, response) => {
		const person = PEOPLE.find(({ subject }) => subject === request.body?.person);
		if (!person) response.status(400).type('text/plain').send('?');
		else
			await provider.interactionFinished(request, response, {
				login: { accountId: person.subject },
			});
	},
);
app.use(MOUNTED_AT, provider.callback());

const server = createServer(app).listen(0, '127.0.0.1', () => {
	process.send?.({ port: (server.address() as AddressInfo).port });
});
// It goes when the platform goes.
process.on('disconnect', () => process.exit());
