/** `create`, `identity-key`, `grant` and `forget-passkeys`: what an operator does before a community opens, and when somebody is locked out. */
import { Option, type Command } from 'commander';
import { bytesToHex } from '../../../crypto/bytes.ts';
import { ROLES, type Role } from '../../db/schema.ts';
import { deriveKeys } from '../../keys.ts';
import { createMasterKey } from '../../master-key.ts';
import { dataOption, masterKeyOf, refusing } from '../operating.ts';

type Place = { readonly data: string };

export function addCommunity(program: Command): void {
	program
		.command('create')
		.description('make a community: its master key, its database and its two registers')
		.addOption(dataOption())
		.requiredOption('--host <name>', 'name under which the registers are known, for ever')
		.requiredOption('--name <name>', 'the community')
		.option('--country <name>', 'its country', 'Україна')
		.action(create);
	program
		.command('identity-key')
		.description(
			'print the key that makes identities of registry numbers, for the keeper of the roll. Secret',
		)
		.addOption(dataOption())
		.action(printIdentityKey);
	program
		.command('grant')
		.description('give a person a role')
		.addOption(dataOption())
		.addOption(new Option('--role <role>').choices(ROLES).makeOptionMandatory())
		.requiredOption('--domain <name>', 'what kind of number it is, e.g. ua.rnokpp')
		.requiredOption('--number <number>', 'the number by which they sign in')
		.requiredOption('--name <name>')
		.action(grant);
	program
		.command('forget-passkeys')
		.description('remove the passkeys of a person who has lost them, and end their sessions')
		.addOption(dataOption())
		.requiredOption('--domain <name>', 'what kind of number it is, e.g. ua.rnokpp')
		.requiredOption('--number <number>', 'the number by which they sign in')
		.action(forget);
}

type NewCommunity = Place & {
	readonly host: string;
	readonly name: string;
	readonly country: string;
};

const create = ({ data, ...community }: NewCommunity): Promise<void> =>
	refusing(async () => {
		const work = await import('../community.ts');
		if (process.env['VICHE_MASTER_KEY'] === undefined) createMasterKey(data);
		for (const key of await work.create(data, community)) process.stdout.write(`${key}\n`);
	});

const printIdentityKey = ({ data }: Place): Promise<void> =>
	refusing(() => {
		const { identity } = deriveKeys(masterKeyOf(data), '');
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
	refusing(async () => {
		const work = await import('../community.ts');
		await work.grant(data, { domain, subject, name }, role);
	});

const forget = ({
	data,
	domain,
	number: subject,
}: Place & { readonly domain: string; readonly number: string }): Promise<void> =>
	refusing(async () => {
		const work = await import('../community.ts');
		process.stdout.write(`${await work.forget(data, { domain, subject })}\n`);
	});
