/** One definition of an endpoint gives its types, its check, its guard and its place in the API document. */
import type { z } from 'zod';
import type { Role } from '../db/schema.ts';
import type { Services } from '../services.ts';

/** Who may call. `anonymous`: only without a session, so that nothing links the caller to a person. */
export type Access = 'public' | 'anonymous' | 'signed-in' | readonly Role[];

/** A person who is signed in. */
export type Person = {
	readonly account: string;
	readonly name: string;
	readonly roles: readonly Role[];
	/** POSIX seconds. */
	readonly signedInAt: number;
};

export type Call<Params, Body> = {
	readonly services: Services;
	readonly params: Params;
	readonly body: Body;
	/** POSIX seconds. */
	readonly now: number;
	/** The state that the caller saw, by If-Match. */
	readonly ifMatch: string | undefined;
};

type Schemas<Params, Body, Answer> = {
	readonly method: 'get' | 'post' | 'put' | 'delete';
	/** Below /api/v1, parameters as `:name`. */
	readonly path: string;
	readonly summary: string;
	readonly params: z.ZodType<Params>;
	readonly body: z.ZodType<Body>;
	readonly answer: z.ZodType<Answer>;
};

export type Endpoint<Params = unknown, Body = unknown, Answer = unknown> = Schemas<
	Params,
	Body,
	Answer
> & {
	readonly access: Access;
	readonly handle: (
		call: Call<Params, Body> & { readonly person: Person | undefined },
	) => Promise<Answer>;
};

/** An endpoint for people who are signed in: its handler knows the person. */
export const forPerson = <Params, Body, Answer>(
	endpoint: Schemas<Params, Body, Answer> & {
		readonly access: 'signed-in' | readonly Role[];
		readonly handle: (call: Call<Params, Body> & { readonly person: Person }) => Promise<Answer>;
	},
): Endpoint =>
	({
		...endpoint,
		handle: (call: Call<Params, Body> & { readonly person: Person | undefined }) => {
			if (!call.person) throw new TypeError('an endpoint for persons was called without one');
			return endpoint.handle({ ...call, person: call.person });
		},
	}) as unknown as Endpoint;

/** An endpoint that knows nobody. */
export const forAnybody = <Params, Body, Answer>(
	endpoint: Schemas<Params, Body, Answer> & {
		readonly access: 'public' | 'anonymous';
		readonly handle: (call: Call<Params, Body>) => Promise<Answer>;
	},
): Endpoint => endpoint as unknown as Endpoint;
