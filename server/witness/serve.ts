/** A witness as a server. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { MAX_REQUEST_BYTES } from '../../crypto/register/add-checkpoint.ts';
import {
	COSIGNATURE_KEY,
	encodeVerifierKey,
	verifierKeyOf,
} from '../../crypto/register/verifier-key.ts';
import { TIMEOUTS } from '../http/limits.ts';
import { readWitness, WitnessStore } from './witness-store.ts';
import { Witness } from './witness.ts';

export type ServingWitness = {
	readonly url: string;
	readonly name: string;
	/** The verifier key, of type 0x04. */
	readonly key: string;
	readonly stop: () => Promise<void>;
};

export type WitnessOptions = {
	readonly folder: string;
	/** 0: any free port. */
	readonly port: number;
	readonly host: string;
	/** Hears of faults of the witness, never of refusals. */
	readonly onFault: (e: unknown) => void;
};

/** @throws Error where the folder holds no witness, or the port is taken */
export async function serveWitness(options: WitnessOptions): Promise<ServingWitness> {
	const { folder, port, host, onFault } = options;
	const signer = readWitness(folder);
	const store = new WitnessStore(folder);
	const witness = new Witness(store, signer, () => Math.floor(Date.now() / 1000));
	const server = createServer(TIMEOUTS, makeWitnessApp(witness, store, onFault));
	await once(server.listen(port, host), 'listening');
	const address = server.address() as AddressInfo;
	const name = host.includes(':') ? `[${host}]` : host;
	return {
		url: `http://${name}:${address.port}`,
		name: signer.name,
		key: encodeVerifierKey(verifierKeyOf(signer, COSIGNATURE_KEY)),
		stop: async () => {
			const closed = once(server, 'close');
			server.close();
			server.closeIdleConnections();
			await Promise.race([closed, once(AbortSignal.timeout(5000), 'abort')]);
			server.closeAllConnections();
			store.close();
		},
	};
}

function makeWitnessApp(
	witness: Witness,
	store: WitnessStore,
	onFault: (e: unknown) => void,
): Express {
	const app = express();
	app.disable('x-powered-by');
	const body = express.raw({ type: () => true, limit: MAX_REQUEST_BYTES, inflate: false });
	app.post('/add-checkpoint', body, (request: Request<unknown, unknown, unknown>, response) => {
		const bytes = request.body instanceof Uint8Array ? request.body : new Uint8Array();
		const answer = witness.addCheckpoint(bytes);
		// Set by hand: the type of sizes is fixed to the letter.
		response.status(answer.status).setHeader('Content-Type', answer.type);
		response.end(answer.body);
	});
	app.get('/:log/checkpoint', (request, response) => {
		const note = store.findNote(request.params.log);
		response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-cache' });
		response.status(note === undefined ? 404 : 200).type('text/plain');
		response.send(note ?? 'nothing is cosigned of such a log\n');
	});
	app.get('/healthz', (_, response) => {
		response.type('text/plain').send('ok\n');
	});
	app.use((_, response) => {
		response.status(404).type('text/plain').send('not found\n');
	});
	app.use((e: unknown, _request: Request, response: Response, _next: NextFunction) => {
		const status = refusalOf(e);
		if (status === undefined) onFault(e);
		response.status(status ?? 500).type('text/plain');
		response.send(status === undefined ? 'a fault of the witness\n' : 'not such a request\n');
	});
	return app;
}

/** The status of what the reader of bodies and paths refuses. */
function refusalOf(e: unknown): number | undefined {
	const status = e instanceof Error && 'status' in e ? e.status : undefined;
	return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
