/** What is in the JSON files of a record, by their `format`. */
import { ballotTracker } from '../../../crypto/election/ballot.ts';
import { sha256Hex } from '../../../crypto/hash.ts';
import type { Codec } from '../../../crypto/codec.ts';
import { formatAmount } from '../../../crypto/count/reasons.ts';
import {
	ceremonyCodec,
	decryptionsCodec,
	openingsCodec,
	parseManifest,
	parseRecordFile,
	recordCodec,
	tokensCodec,
	type Manifest,
	type VoteResult,
} from '../../../crypto/verify/record.ts';
import type { Report } from '../../../crypto/verify/report.ts';
import { parseTrust } from '../../../crypto/verify/trust.ts';
import type { VoteAnalysis } from '../../../crypto/verify/vote-analysis.ts';
import { inputError } from '../input-error.ts';
import type { Description, Fact } from './description.ts';
import { describeAcknowledgement } from './register.ts';
import type { Kind } from './words.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Describes a JSON document, when it is one of ours. @throws InputError when it names a format and does not keep it */
export function describeDocument(text: string, name: string): Description | undefined {
	const fields = parseJson(text);
	if (!fields) return undefined;
	const format = fields['format'];
	const reader = typeof format === 'string' ? FORMATS[format] : undefined;
	if (reader) return reader(text, name);
	if (typeof fields['election_uuid'] === 'string') return describeBallot(text, fields);
	return describeAcknowledgement(fields);
}

function parseJson(text: string): Fields | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
	} catch {
		return undefined;
	}
}

/** Reads with a codec and tells what is in it. */
const document =
	<T>(kind: Kind, codec: Codec<T>, factsOf: (value: T) => Fact[]) =>
	(text: string, name: string): Description => {
		const read = parseRecordFile(codec, text);
		if (!read.ok) throw inputError(name, [read.error]);
		return { kind, facts: factsOf(read.value) };
	};

const FORMATS: Readonly<Record<string, (text: string, name: string) => Description>> = {
	'viche-record/v1': document('record', recordCodec, ({ uuid, registers, format: _, ...files }) => [
		['uuid', uuid],
		['files', Object.values(files).flat()],
		['register', [registers.civic.key, registers.ballot.key]],
	]),
	'viche-manifest/v1': (text, name) => {
		const manifest = parseManifest(text);
		if (!manifest.ok) throw inputError(name, [manifest.error]);
		return describeManifest(manifest.value, text);
	},
	'viche-result/v1': (text) => describeResult(JSON.parse(text) as VoteResult),
	'viche-analysis/v1': (text) => describeAnalysis(JSON.parse(text) as VoteAnalysis),
	'viche-tokens/v1': document('tokens', tokensCodec, ({ tokens }) => [['tokens', tokens.length]]),
	'viche-ceremony/v1': document('ceremony', ceremonyCodec, ({ messages, signatures }) => [
		['messages', messages.map(({ member, step }) => `${member}: ${step}`)],
		['statements', signatures.length],
	]),
	'viche-decryptions/v1': document('decryptions', decryptionsCodec, ({ strong, statements }) => [
		['decryptedBy', strong.map(({ owner }) => owner)],
		['statements', statements.map(({ owner, kind }) => `${owner}: ${kind}`)],
	]),
	'viche-openings/v1': document('openings', openingsCodec, ({ ballot }) => [
		['opened', ballot.filter((r) => r !== null).length],
		['redacted', ballot.filter((r) => r === null).length],
	]),
	'viche-trust/v1': (text, name) => {
		const trust = parseTrust(text);
		if (!trust.ok) throw inputError(name, [trust.error]);
		return { kind: 'trust', facts: [['pinned', Object.keys(trust.value)]] };
	},
	'viche-report/v1': (text) => {
		const { verdict, summary } = JSON.parse(text) as Report;
		return {
			kind: 'report',
			facts: [
				['verdict', verdict],
				['uuid', summary.uuid ?? '—'],
			],
		};
	},
};

const day = (seconds: number): string => new Date(seconds * 1000).toISOString();

function describeManifest(manifest: Manifest, text: string): Description {
	const { uuid, title, pots, commission, roll, dates } = manifest;
	return {
		kind: 'manifest',
		facts: [
			['name', title],
			['uuid', uuid],
			['hash', sha256Hex(text)],
			['opens', day(dates.opens)],
			['closes', day(dates.closes)],
			['roll', roll.count],
			['members', commission.members.map((m) => m.name)],
			['threshold', commission.threshold],
		],
		parts: pots.map((pot) => ({
			kind: 'pot',
			facts: [
				['name', pot.title],
				['budget', `${formatAmount(pot.budget)} ${pot.currency}`],
				['projects', pot.projects.length],
				['rule', `${pot.rule.name} ${JSON.stringify(pot.rule.options)}`],
				['carried', pot.carried],
			],
		})),
	};
}

const describeResult = ({ uuid, roll, issued, cast, counted, pots }: VoteResult): Description => ({
	kind: 'result',
	facts: [
		['uuid', uuid],
		['roll', roll],
		['issued', issued],
		['cast', cast],
		['counted', counted],
	],
	parts: pots.map(({ id, valid, blank, spoiled, count }) => ({
		kind: 'outcome',
		facts: [
			['name', id],
			['valid', valid],
			['blank', blank],
			['spoiled', spoiled.length],
			['rule', count.rule],
			['winners', count.winners],
			['cost', formatAmount(count.cost)],
		],
	})),
});

/** Part by part: what other rules would have given. */
const describeAnalysis = ({ uuid, pots }: VoteAnalysis): Description => ({
	kind: 'analysis',
	facts: [['uuid', uuid]],
	parts: pots.flatMap(({ id, alternatives }) =>
		alternatives.map(({ count }) => ({
			kind: 'outcome',
			facts: [
				['name', id],
				['rule', count.rule],
				['winners', count.winners],
				['cost', formatAmount(count.cost)],
			],
		})),
	),
});

const describeBallot = (text: string, fields: Fields): Description => ({
	kind: 'ballot',
	facts: [
		['uuid', String(fields['election_uuid'])],
		['tracker', ballotTracker(text.trim())],
		['credential', String(fields['credential'])],
		['answers', Array.isArray(fields['answers']) ? fields['answers'].length : 0],
	],
});
