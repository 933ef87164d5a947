/** A document being written: every part goes into the content of pdfmake and into the structure at once. */
import { Tag } from './tag.ts';

/** A column of a table; a width is in points, or a share of what is left. */
export type Column = {
	readonly title: string;
	readonly width: number | '*';
	readonly isNumber?: boolean;
};

const LINES = {
	hLineWidth: (i: number, { table }: { table: { body: unknown[] } }) =>
		i === 0 || i === table.body.length ? 0.8 : 0.4,
	vLineWidth: () => 0,
	hLineColor: () => '#8a939c',
	paddingLeft: () => 3,
	paddingRight: () => 3,
	paddingTop: () => 3,
	paddingBottom: () => 3,
};

export class Writing {
	readonly content: object[] = [];
	readonly structure = new Tag('Document');
	#headings = 0;
	#chapter = '';

	/** A heading, which is a bookmark too. */
	heading(level: 1 | 2, text: string): void {
		const id = `heading-${++this.#headings}`;
		if (level === 1) this.#chapter = id;
		this.content.push({
			text,
			id,
			style: `h${level}`,
			headlineLevel: level,
			outline: true,
			outlineExpanded: true,
			...(level === 1 ? {} : { outlineParentId: this.#chapter }),
			tag: this.structure.add(`H${level}`),
		});
	}

	paragraph(text: string, style = 'p'): void {
		this.content.push({ text, style, tag: this.structure.add('P') });
	}

	list(items: readonly string[]): void {
		const list = this.structure.add('L');
		for (const text of items)
			this.content.push({ text: `– ${text}`, style: 'item', tag: list.add('LI').add('LBody') });
	}

	/** Names and what they stand for. */
	facts(facts: readonly (readonly [name: string, value: string])[], style = 'cell'): void {
		const table = this.structure.add('Table');
		this.content.push({
			table: {
				dontBreakRows: true,
				widths: [150, '*'],
				body: facts.map(([name, value]) => {
					const row = table.add('TR');
					return [
						{ text: name, style: 'label', tag: row.add('TH', { scope: 'Row' }) },
						{ text: value, style, tag: row.add('TD') },
					];
				}),
			},
			layout: LINES,
			style: 'table',
		});
	}

	/** A table under a row of titles; `rowTitle`: the column that says what a row is about. */
	table(columns: readonly Column[], rowTitle: number, rows: readonly (readonly string[])[]): void {
		const table = this.structure.add('Table');
		const side = (i: number) => (columns[i]!.isNumber === true ? { alignment: 'right' } : {});
		const top = table.add('TR');
		const titles = columns.map(({ title }, i) => ({
			text: title,
			style: 'label',
			...side(i),
			tag: top.add('TH', { scope: 'Column' }),
		}));
		const body = rows.map((cells) => {
			const row = table.add('TR');
			return cells.map((text, i) => ({
				text,
				style: 'cell',
				...side(i),
				tag: i === rowTitle ? row.add('TH', { scope: 'Row' }) : row.add('TD'),
			}));
		});
		this.content.push({
			table: {
				headerRows: 1,
				dontBreakRows: true,
				widths: columns.map(({ width }) => width),
				body: [titles, ...body],
			},
			layout: LINES,
			style: 'table',
		});
	}

	/** A picture beside its address. */
	figure(svg: string, alt: string, address: string): void {
		this.content.push({ svg, width: 120, tag: this.structure.add('Figure', { alt }) });
		this.content.push({
			text: address,
			link: address,
			style: 'link',
			noWrap: true,
			tag: this.structure.add('P').add('Link'),
		});
	}
}

export const STYLES = {
	h1: { fontSize: 20, bold: true, margin: [0, 0, 0, 6] },
	h2: { fontSize: 13, bold: true, margin: [0, 14, 0, 4] },
	p: { margin: [0, 2, 0, 4] },
	note: { margin: [0, 2, 0, 6], bold: true, color: '#5c4400' },
	item: { margin: [8, 1, 0, 1] },
	label: { bold: true, fontSize: 9 },
	cell: { fontSize: 9 },
	code: { fontSize: 8, wordBreak: 'break-all' },
	table: { margin: [0, 4, 0, 6] },
	link: { color: '#0b4f8a', decoration: 'underline', margin: [0, 4, 0, 0] },
	footer: { fontSize: 8, color: '#44525f', margin: [50, 18, 50, 0] },
};
