/** The protocol of results set as a document: it says what the model says, in one language. */
import { renderSVG } from 'uqr';
import { formatDateTime, formatNumber } from '../../../crypto/format.ts';
import type { Language } from '../../../crypto/sentences.ts';
import { DECISION_WORDS } from '../../../crypto/verify/decision-words.ts';
import { setPdf } from '../../pdf/tagged-pdf.ts';
import { STYLES, Writing } from '../../pdf/writing.ts';
import { writePot } from './pot-section.ts';
import type { Protocol, ProtocolRegister } from './protocol.ts';
import { PROTOCOL_WORDS } from './words.ts';

/** The bytes of protocol.pdf. */
export function setProtocol(protocol: Protocol, language: Language): Promise<Buffer> {
	const words = PROTOCOL_WORDS[language];
	const writing = new Writing();
	writeVote(writing, protocol, language);
	for (const pot of protocol.pots) writePot(writing, pot, protocol.lot, language);
	writeDecisions(writing, protocol, language);
	writeCommission(writing, protocol, language);
	writeHashes(writing, protocol, language);
	writeVerification(writing, protocol, language);
	const signed = protocol.commission.members.flatMap((m) => (m.signed ? [m.signed.at] : []));
	return setPdf({
		title: `${words.title}: ${protocol.vote.title}`,
		language,
		author: protocol.community.name,
		at: Math.max(protocol.dates.closed, ...signed),
		content: writing.content,
		structure: writing.structure,
		styles: STYLES,
		footer: (page, pages) => ({
			columns: [
				{ text: protocol.vote.title, width: '*' },
				{ text: words.page(page, pages), width: 'auto' },
			],
			columnGap: 12,
			style: 'footer',
		}),
	});
}

function writeVote(writing: Writing, protocol: Protocol, language: Language): void {
	const words = PROTOCOL_WORDS[language];
	const { community, vote, dates, turnout, state, commission } = protocol;
	const date = (at: number) => formatDateTime(language, at);
	const number = (value: number) => formatNumber(language, value);
	const signed = commission.members.filter((m) => m.signed?.verdict === 'certified').length;
	writing.heading(1, words.title);
	writing.paragraph(
		state === 'certified' ? words.certified(signed, commission.threshold) : words.notCertified,
		state === 'certified' ? 'p' : 'note',
	);
	writing.heading(2, words.vote);
	writing.facts([
		[words.community, `${community.name}, ${community.country}`],
		[words.name, vote.title],
		[words.id, vote.id],
		[words.period, `${words.from} ${date(dates.opens)} ${words.until} ${date(dates.closes)}`],
		[words.closed, date(dates.closed)],
	]);
	writing.heading(2, words.turnout);
	writing.facts(
		(['roll', 'issued', 'cast', 'counted', 'paper'] as const).flatMap((name) => {
			const value = turnout[name];
			return value === undefined ? [] : [[words[name], number(value)] as const];
		}),
	);
}

function writeDecisions(writing: Writing, { decisions }: Protocol, language: Language): void {
	if (decisions.length === 0) return;
	const words = PROTOCOL_WORDS[language];
	writing.heading(2, words.decisions);
	writing.list(
		decisions.map(({ kind, reason, at, entry, member }) => {
			const who = member === undefined ? '' : `, ${member}`;
			const when = formatDateTime(language, at);
			return `${DECISION_WORDS[kind][language]}${who}, ${when} (${words.entry(entry)}): ${reason}`;
		}),
	);
}

function writeCommission(writing: Writing, { commission }: Protocol, language: Language): void {
	const words = PROTOCOL_WORDS[language];
	const { threshold, members } = commission;
	writing.heading(2, words.commission);
	writing.paragraph(words.threshold(threshold, members.length));
	writing.table(
		[
			{ title: words.number, width: 22 },
			{ title: words.member, width: '*' },
			{ title: words.signature, width: 90 },
			{ title: words.when, width: 125 },
			{ title: words.where, width: 110 },
		],
		1,
		members.map(({ member, name, signed }) => [
			String(member),
			name,
			signed ? words.verdicts[signed.verdict] : words.unsigned,
			signed ? formatDateTime(language, signed.at) : '',
			signed ? words.entry(signed.entry) : '',
		]),
	);
}

function writeHashes(writing: Writing, { hashes, registers }: Protocol, language: Language): void {
	const words = PROTOCOL_WORDS[language];
	writing.heading(2, words.hashes);
	writing.facts(
		(['election', 'manifest', 'archive', 'result'] as const).map((name) => [
			words[name],
			hashes[name],
		]),
		'code',
	);
	writing.heading(2, words.registers);
	for (const kind of ['civic', 'ballot'] as const) {
		const register: ProtocolRegister = registers[kind];
		writing.paragraph(`${words.registerNames[kind]}: ${register.name}`);
		writing.facts(
			[
				[words.key, register.key],
				[words.size, formatNumber(language, register.atClose.size)],
				[words.root, register.atClose.root],
				[words.checkpoint, register.checkpoint.trimEnd()],
			],
			'code',
		);
	}
}

function writeVerification(writing: Writing, { addresses }: Protocol, language: Language): void {
	const words = PROTOCOL_WORDS[language];
	writing.heading(2, words.verify);
	writing.paragraph(words.verifyWhy);
	writing.figure(renderSVG(addresses.verify, { border: 2 }), words.qr, addresses.verify);
	writing.paragraph(`${words.record}: ${addresses.record}`);
}
