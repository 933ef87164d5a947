/** `witness`: cosigns checkpoints of registers, so that nobody is shown another history than everybody else. */
import { Option, type Command } from 'commander';
import { once } from 'node:events';
import { wholeNumber } from '../options.ts';
import { refusing } from '../operating.ts';

type Place = { readonly data: string };

const folderOption = (): Option =>
	new Option('--data <folder>', 'folder of the witness: its key and what it has cosigned')
		.env('VICHE_WITNESS_DATA')
		.makeOptionMandatory();

export function addWitness(program: Command): void {
	const witness = program
		.command('witness')
		.description('be a witness (C2SP tlog-witness): cosign what logs only add to');
	witness
		.command('create')
		.description('make the key of a witness and print its verifier key')
		.addOption(folderOption())
		.requiredOption('--name <name>', 'under which it cosigns, for ever, e.g. witness.example/w1')
		.action(create);
	witness
		.command('add-log')
		.description('let the witness cosign a log')
		.addOption(folderOption())
		.argument('<key>', 'the verifier key of the log')
		.action(addLog);
	witness
		.command('serve')
		.description('answer submissions, and print the line for a policy')
		.addOption(folderOption())
		.addOption(
			new Option('--port <number>', '0 for any that is free')
				.default(8081)
				.argParser(wholeNumber(0, 65_535)),
		)
		.option('--host <address>', 'address to listen on', '127.0.0.1')
		.action(serve);
}

const create = ({ data, name }: Place & { readonly name: string }): Promise<void> =>
	refusing(async () => {
		const { createWitness } = await import('../../witness/witness-store.ts');
		process.stdout.write(`${createWitness(data, name)}\n`);
	});

const addLog = (key: string, { data }: Place): Promise<void> =>
	refusing(async () => {
		const { readWitness, WitnessStore } = await import('../../witness/witness-store.ts');
		readWitness(data);
		const store = new WitnessStore(data);
		try {
			process.stdout.write(`${store.addLog(key)}\n`);
		} finally {
			store.close();
		}
	});

type Serve = Place & { readonly port: number; readonly host: string };

const serve = ({ data, port, host }: Serve): Promise<void> =>
	refusing(async () => {
		const { serveWitness } = await import('../../witness/serve.ts');
		const onFault = (e: unknown) => process.stderr.write(`${String((e as Error).stack)}\n`);
		const { name, key, url, stop } = await serveWitness({ folder: data, port, host, onFault });
		const stopping = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
		process.stdout.write(`witness ${name} ${key} ${url}\n`);
		await stopping;
		await stop();
	});
