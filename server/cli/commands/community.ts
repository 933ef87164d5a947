/** `create`, `identity-key` and `grant`: what an operator does before a community opens. */
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { bytesToHex } from '../../../crypto/bytes.ts';
import { createCommunity, openCommunity } from '../../community.ts';
import { openPostgres } from '../../db/postgres.ts';
import { ROLES, type Role } from '../../db/schema.ts';
import { openSqlite } from '../../db/sqlite.ts';
import type { Store } from '../../db/store.ts';
import { enrolInside, grantRoles } from '../../identity/people.ts';
import { deriveKeys } from '../../keys.ts';
import { createMasterKey, readMasterKey } from '../../master-key.ts';
import { decide } from '../../services.ts';
import { workHere } from '../../work/jobs.ts';
import { InputError } from '../input-error.ts';

type Place = { readonly data: string };

export function addCommunity(program: Command): void {
	const data = () =>
		new Option('--data <folder>', 'folder of the database and of the master key').default('data');
	program
		.command('create')
		.description('make a community: its master key, its database and its two registers')
		.addOption(data())
		.requiredOption('--host <name>', 'name under which the registers are known, for ever')
		.requiredOption('--name <name>', 'the community')
		.option('--country <name>', 'its country', 'Україна')
		.action(create);
	program
		.command('identity-key')
		.description(
			'print the key that makes identities of registry numbers, for the keeper of the roll. Secret',
		)
		.addOption(data())
		.action(printIdentityKey);
	program
		.command('grant')
		.description('give a person a role')
		.addOption(data())
		.addOption(new Option('--role <role>').choices(ROLES).makeOptionMandatory())
		.requiredOption('--domain <name>', 'what kind of number it is, e.g. ua.rnokpp')
		.requiredOption('--number <number>', 'the number by which they sign in')
		.requiredOption('--name <name>')
		.action(grant);
}

type NewCommunity = Place & {
	readonly host: string;
	readonly name: string;
	readonly country: string;
};

async function create({ data, ...community }: NewCommunity): Promise<void> {
	const given = process.env['VICHE_MASTER_KEY'];
	await refusing(async () => {
		if (given === undefined) createMasterKey(data);
		await withStore(data, async (store) => {
			const { civic, box } = await createCommunity(partsOf(data, store), community);
			process.stdout.write(`${civic.verifierKey}\n${box.verifierKey}\n`);
		});
	});
}

const printIdentityKey = ({ data }: Place): Promise<void> =>
	refusing(() => {
		const { identity } = deriveKeys(readMasterKey(data, process.env['VICHE_MASTER_KEY']), '');
		process.stdout.write(`${bytesToHex(identity)}\n`);
		return Promise.resolve();
	});

type Grant = Place & {
	readonly role: Role;
	readonly domain: string;
	readonly number: string;
	readonly name: string;
};

const grant = ({ data, role, domain, number: subject, name }: Grant): Promise<void> =>
	refusing(() =>
		withStore(data, async (store) => {
			const services = await openCommunity(partsOf(data, store));
			await decide(services, async (inside) => {
				await grantRoles(inside, await enrolInside(inside, { domain, subject, name }), [role]);
			});
		}),
	);

const partsOf = (data: string, store: Store) => ({
	store,
	masterKey: readMasterKey(data, process.env['VICHE_MASTER_KEY']),
	work: workHere,
	now: () => Math.floor(Date.now() / 1000),
});

async function withStore(data: string, work: (store: Store) => Promise<void>): Promise<void> {
	const url = process.env['DATABASE_URL'];
	const store =
		url === undefined ? openSqlite(join(data, 'viche.sqlite')) : await openPostgres(url);
	await work(store).finally(store.close);
}

/** What an operator asks for is refused in one line. @throws InputError */
async function refusing(work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (e) {
		throw new InputError(e instanceof Error ? e.message : String(e));
	}
}
