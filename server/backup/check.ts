/** Verifying the registers of a database where it is, while the server runs or after it was restored. */
import { readPostgres } from '../db/postgres.ts';
import { databaseIn, readSqlite } from '../db/sqlite.ts';
import { RegisterDamaged } from '../register/register-damaged.ts';
import { verifyRegisters, type RegisterState } from './registers.ts';

export type Place = {
	/** The data folder. */
	readonly folder: string;
	/** Where the database is if it is Postgres. */
	readonly databaseUrl: string | undefined;
	/** 32 bytes. Secret. */
	readonly masterKey: Uint8Array;
};

/**
 * @param kept - as for {@link verifyRegisters}
 * @returns how far the registers are, or what is wrong with one of them
 * @throws as {@link verifyRegisters} but for RegisterDamaged
 */
export async function checkRegisters(
	{ folder, databaseUrl, masterKey }: Place,
	kept: readonly string[],
): Promise<RegisterState[] | { readonly damage: string }> {
	const store =
		databaseUrl === undefined ? readSqlite(databaseIn(folder)) : readPostgres(databaseUrl);
	try {
		return await verifyRegisters(store, masterKey, kept);
	} catch (e) {
		if (e instanceof RegisterDamaged) return { damage: e.message };
		throw e;
	} finally {
		await store.close();
	}
}
