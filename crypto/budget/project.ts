/** A project of a pot: what it costs, and what its card knows beside that. Part of a vote's manifest. Spec: SPEC §3.20. */
import {
	array,
	boolean,
	matching,
	object,
	optional,
	string,
	type Codec,
	type Infer,
} from '../codec.ts';
import { ProblemError, type Problem } from '../result.ts';
import { amount } from './ballot.ts';

/** A text that says something: neither empty nor with white space or control characters around or in it, beside single line breaks. */
const prose = (most: number): Codec<string> => ({
	decode: (value, place) => {
		const text = string.decode(value, place);
		const isProse = text === text.trim() && !/\p{Cc}/u.test(text.replaceAll('\n', ''));
		if (isProse && text.length > 0 && text.length <= most) return text;
		throw new ProblemError('wire.value', place, `expected 1 to ${most} characters of text`);
	},
	encode: (value) => value,
});

/** Degrees (WGS 84) as decimal text, kept as they were written. */
const degrees = matching('decimal degrees', /^-?\d{1,3}(?:\.\d{1,20})?$/);

const httpsAddress = matching(
	'an https address of at most 500 characters',
	/^(?=.{1,500}$)https:\/\/[a-z0-9.-]+(?::\d{1,5})?(?:\/[!#$%&'()*+,./:;=?@\w~-]*)?$/,
);

const placeCodec = object(
	{ label: optional(prose(200)), lat: optional(degrees), lon: optional(degrees) },
	'sorted',
);
/** Where a project is: in words, on the map, or both. */
export type Place = Infer<typeof placeCodec>;

export const projectCodec = object(
	{
		id: string,
		name: string,
		cost: amount,
		categories: array(string, 0, 50),
		withdrawn: boolean,
		/** What the project is, in a few sentences. */
		summary: optional(prose(2000)),
		place: optional(placeCodec),
		/** The project's own page. */
		url: optional(httpsAddress),
	},
	'sorted',
);
export type PotProject = Infer<typeof projectCodec>;

const MOST_DEGREES = { lat: 90, lon: 180 } as const;

/** What is wrong with a project's card. Code: `pot.place`. */
export function checkProject({ id, place }: PotProject): Problem[] {
	if (!place) return [];
	const problems: Problem[] = [];
	const wrong = (message: string) =>
		problems.push({ code: 'pot.place', place: `${id}.place`, message });
	const { label, lat, lon } = place;
	if ((lat === undefined) !== (lon === undefined)) wrong('lat and lon belong together');
	else if (label === undefined && lat === undefined) wrong('neither a label nor a point');
	for (const name of ['lat', 'lon'] as const)
		if (Math.abs(Number(place[name] ?? 0)) > MOST_DEGREES[name])
			wrong(`${name} is beyond ${MOST_DEGREES[name]} degrees`);
	return problems;
}
