import { isInstalled } from '../interop/support/run-peer.ts';

export const BELENIOS_TOOL = 'belenios-tool';

/** Variants that belenios-tool is needed for, where it was fetched; else its name among what is missing. */
export const whereInstalled = <V>(
	variants: readonly V[],
): { readonly variants: readonly V[]; readonly missing: readonly string[] } =>
	isInstalled(BELENIOS_TOOL)
		? { variants, missing: [] }
		: { variants: [], missing: [BELENIOS_TOOL] };
