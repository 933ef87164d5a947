/** Why a database could not do what it was asked, where the reason is neither the request nor the program. */

export type StorageFailure = 'full' | 'unavailable';

const FULL = /^(?:SQLITE_FULL|53100|ENOSPC|EDQUOT)$/;
/** The disk fails; Postgres is not reached, ends, starts, has no connection left, or is being written elsewhere. */
const UNAVAILABLE =
	/^(?:SQLITE_(?:IOERR|CANTOPEN|BUSY|READONLY)\w*|08\w{3}|57P0[1-5]|53[03]00|25006|ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What the client of Postgres says without a code. */
const BROKEN =
	/^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** What says that a database, or a register in it, is not as it was written. */
export function damageOf(e: unknown): Error | undefined {
	if (!(e instanceof Error)) return undefined;
	const code = 'code' in e ? String(e.code) : '';
	return e.name === 'RegisterDamaged' || /^SQLITE_(?:CORRUPT|NOTADB)/.test(code)
		? e
		: damageOf(e.cause);
}

/** `undefined` where the database has nothing to do with it. */
export function failureOf(e: unknown): StorageFailure | undefined {
	if (!(e instanceof Error)) return undefined;
	const code = 'code' in e ? String(e.code) : '';
	if (FULL.test(code)) return 'full';
	if (UNAVAILABLE.test(code) || BROKEN.test(e.message)) return 'unavailable';
	return failureOf(e.cause);
}
