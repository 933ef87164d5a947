/** The published record of a poll, once it is counted. Spec: SPEC §12.6. */
import { pollRecordCodec, RESULT, type PollRecord } from '../../../crypto/poll/result.ts';
import { encodeRecordFile } from '../../../crypto/verify/record.ts';
import { listInPieces } from '../../civic/pieces.ts';
import { latestDocument } from '../../civic/process/documents.ts';
import type { Inside } from '../../services.ts';
import { answersAfter } from './answers.ts';
import { requirePoll } from './polls.ts';

const PAGE = 1000;

/** A file of the record; nothing where there is none, or while the published register does not cover it. @throws ApiError not-found */
export async function pollFile(
	inside: Inside,
	id: string,
	name: string,
): Promise<AsyncIterable<string> | Iterable<string> | undefined> {
	const { text } = await requirePoll(inside, id);
	const result = await latestDocument(inside, id, RESULT);
	const published = await inside.civic.published(inside.db);
	if (!result || !published || published.size <= result.entry) return undefined;
	switch (name) {
		case 'record.json':
			return [encodeRecordFile(pollRecordCodec, indexOf(inside, id))];
		case 'terms.json':
			return [text];
		case 'answers.json':
			return answersText(inside, id);
		case 'result.json':
			return [result.text];
		default:
			return undefined;
	}
}

const indexOf = ({ civic }: Inside, poll: string): PollRecord => ({
	format: 'viche-poll-record/v1',
	poll,
	...{ terms: 'terms.json', answers: 'answers.json', result: 'result.json' },
	register: { path: 'register/civic', key: civic.verifierKey },
});

const answersText = (inside: Inside, poll: string): AsyncGenerator<string> =>
	listInPieces(
		`{"format":"viche-poll-answers/v1","poll":${JSON.stringify(poll)},"answers":[`,
		(after) => answersAfter(inside, poll, after, PAGE),
		({ entry, opening, answer }) => JSON.stringify({ entry, r: opening, answer }),
		']}',
	);
