/** With what an endpoint may refuse: its own reasons, and those that follow from who may call it and how. */
import type { Endpoint } from './endpoint.ts';
import type { ErrorCode } from './error-texts.ts';

/** All codes, without `internal`, which any may have. */
export const refusalsOf = (endpoint: Guarded): ErrorCode[] => [
	...accessRefusals(endpoint),
	'request.malformed',
	...(endpoint.refusals ?? []),
];

type Guarded = Pick<Endpoint, 'method' | 'access' | 'assurance' | 'fresh' | 'refusals'>;

function accessRefusals({ method, access, assurance, fresh }: Guarded): ErrorCode[] {
	const changes: ErrorCode[] =
		method === 'get'
			? []
			: ['request.cross-site', 'request.too-many', 'request.not-json', 'request.too-large'];
	if (access === 'public') return changes;
	if (access === 'anonymous') return [...changes, 'request.with-session'];
	const isForStaff = access !== 'signed-in';
	return [
		...changes,
		'session.missing',
		...only(assurance !== 'low', 'session.low'),
		...only(isForStaff, 'session.forbidden'),
		...only(isForStaff && assurance === undefined, 'session.passkey'),
		...only(fresh ?? (isForStaff && method !== 'get'), 'session.step-up'),
	];
}

const only = (isSo: boolean, code: ErrorCode): ErrorCode[] => (isSo ? [code] : []);
