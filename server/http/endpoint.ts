/** One definition of an endpoint gives its types, its check, its guard and its place in the API document. */
import type { z } from 'zod';
import type { Assurance, Role } from '../db/schema.ts';
import type { Services } from '../services.ts';
import type { ErrorCode } from './error-texts.ts';

/** Who may call. `anonymous`: only without a session, so that nothing links the caller to a person. */
export type Access = 'public' | 'anonymous' | 'signed-in' | readonly Role[];

/** A person who is signed in. */
export type Person = {
	readonly account: string;
	readonly name: string;
	readonly roles: readonly Role[];
	/** POSIX seconds. */
	readonly signedInAt: number;
	readonly assurance: Assurance;
	/** Names the session; not its token. */
	readonly session: string;
};

export type Call<Params, Body, Query = unknown> = {
	readonly services: Services;
	readonly params: Params;
	/** What stands behind the question mark. */
	readonly query: Query;
	readonly body: Body;
	/** POSIX seconds. */
	readonly now: number;
	/** The state that the caller saw, by If-Match. */
	readonly ifMatch: string | undefined;
	/** Where people reach the platform. */
	readonly origin: string;
	/** Gives the caller the token of another session, in the cookie. */
	readonly keepSession: (token: string) => void;
	/** What the caller says that the same request is known by, by Idempotency-Key. */
	readonly idempotencyKey: string | undefined;
};

type Schemas<Params, Body, Answer, Query> = {
	readonly method: 'get' | 'post' | 'put' | 'delete';
	/** Below /api/v1, parameters as `:name`. */
	readonly path: string;
	readonly summary: string;
	/** Headers that mean something here, and what. */
	readonly headers?: Readonly<Record<string, string>>;
	readonly params: z.ZodType<Params>;
	readonly body: z.ZodType<Body>;
	/** What is read of the part behind the question mark, where there is something. */
	readonly query?: z.ZodType<Query>;
	/** Bytes of a body at most, where 64 KiB are not enough. */
	readonly maxBody?: number;
	readonly answer: z.ZodType<Answer>;
	/** How surely it must be known who calls: `high` if nothing is said, or what the platform asks of staff where roles are named. */
	readonly assurance?: Assurance;
	/** Whether who calls must have shown lately who they are; so it is for whatever staff change. */
	readonly fresh?: boolean;
	/** Why the handler refuses, beside what every endpoint of its kind may refuse with. */
	readonly refusals?: readonly ErrorCode[];
};

type Keeping<Params> = {
	/**
	 * Where an answer is the same for everybody, costly to make and often asked for: what it is made from, in a word. While that stays,
	 * the answer is kept as it is sent, and who has it is told so. Nothing stands behind the question mark of such an endpoint.
	 */
	readonly stateOf?: (call: {
		readonly services: Services;
		readonly params: Params;
	}) => Promise<string>;
};

export type Endpoint<Params = unknown, Body = unknown, Answer = unknown, Query = unknown> = Schemas<
	Params,
	Body,
	Answer,
	Query
> &
	Keeping<Params> & {
		readonly access: Access;
		readonly handle: (
			call: Call<Params, Body, Query> & { readonly person: Person | undefined },
		) => Promise<Answer>;
	};

/** An endpoint for people who are signed in: its handler knows the person. */
export const forPerson = <Params, Body, Answer, Query>(
	endpoint: Schemas<Params, Body, Answer, Query> & {
		readonly access: 'signed-in' | readonly Role[];
		readonly handle: (
			call: Call<Params, Body, Query> & { readonly person: Person },
		) => Promise<Answer>;
	},
): Endpoint =>
	({
		...endpoint,
		handle: (call: Call<Params, Body, Query> & { readonly person: Person | undefined }) => {
			if (!call.person) throw new TypeError('an endpoint for persons was called without one');
			return endpoint.handle({ ...call, person: call.person });
		},
	}) as unknown as Endpoint;

/** An endpoint that knows nobody. */
export const forAnybody = <Params, Body, Answer, Query>(
	endpoint: Schemas<Params, Body, Answer, Query> &
		Keeping<Params> & {
			readonly access: 'public' | 'anonymous';
			readonly handle: (call: Call<Params, Body, Query>) => Promise<Answer>;
		},
): Endpoint => endpoint as unknown as Endpoint;
