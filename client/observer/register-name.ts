/** The register that a path names. */
import { error } from '@sveltejs/kit';
import type { RegisterName } from '../../server/api/contract.ts';

/** @throws 404 for any other text */
export function readRegisterName(text: string): RegisterName {
	if (text === 'civic' || text === 'ballot') return text;
	error(404);
}
