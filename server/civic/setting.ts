/** What a community has set for itself, by name. */
import { eq } from 'drizzle-orm';
import { ApiError } from '../http/api-error.ts';
import type { Inside } from '../services.ts';
import { versionOf } from './process/processes.ts';

/** @param usual - until the community has set its own */
export async function readSetting<T>(
	{ db, store: { t } }: Inside,
	name: string,
	usual: T,
): Promise<T> {
	const [found] = await db.select().from(t.settings).where(eq(t.settings.name, name));
	return (found?.value as T | undefined) ?? usual;
}

/** Puts a value in the place of the one that was read. @throws ApiError request.outdated */
export async function changeSetting(
	{ db, store: { t } }: Inside,
	name: string,
	present: unknown,
	value: unknown,
	seen: string | undefined,
): Promise<void> {
	if (versionOf(present) !== seen) throw new ApiError('request.outdated');
	await db
		.insert(t.settings)
		.values({ name, value })
		.onConflictDoUpdate({ target: t.settings.name, set: { value } });
}
