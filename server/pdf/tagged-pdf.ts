/**
 * Sets a document with pdfmake as a tagged PDF: pdfmake lays out, and here everything that it draws is marked as the part of the structure
 * that its node names by `tag`, or as an artifact where it names none (lines, repeated headers of tables, page numbers).
 * Reads nothing but its own font and fetches nothing. Roboto: SIL Open Font License 1.1.
 */
import { dirname } from 'node:path';
import fonts from 'pdfmake/fonts/Roboto.js';
import Layouts from 'pdfmake/js/LayoutBuilder.js';
import Documents, { type StructureElement } from 'pdfmake/js/PDFDocument.js';
import Renderers from 'pdfmake/js/Renderer.js';
import SvgMeasures from 'pdfmake/js/SVGMeasure.js';
import { tableLayouts } from 'pdfmake/js/tableLayouts.js';
import type { Tag } from './tag.ts';

export type PdfDefinition = {
	readonly title: string;
	/** BCP 47. */
	readonly language: string;
	readonly author: string;
	/** POSIX seconds: the same document has the same bytes. */
	readonly at: number;
	/** Nodes of pdfmake; leaves may have a `tag`. */
	readonly content: readonly object[];
	readonly structure: Tag;
	readonly styles: object;
	readonly footer: (page: number, pages: number) => object;
};

/** A4, and margins, in points. */
const PAGE = { width: 595.28, height: 841.89, orientation: 'portrait' };
const MARGINS = { left: 50, top: 50, right: 50, bottom: 55 };
/** Nothing but fonts is read from the disk. */
const FONTS = dirname(fonts.Roboto['normal']!);

/** A line of text knows the node that it is of; a repeated header is drawn again from a copy of its lines. */
type Marked = { readonly mark?: { readonly tag: Tag | undefined } };
type Noted = { readonly tag?: Tag };

class MarkingLayout extends Layouts.default {
	override buildNextLine(node: Noted): object | null {
		const line = super.buildNextLine(node);
		return line && Object.assign(line, { mark: { tag: node.tag } });
	}
}

class TaggingRenderer extends Renderers.default {
	readonly #elements = new Map<Tag, StructureElement>();
	readonly #drawn = new Set<unknown>();

	/** Declares the structure, before anything is drawn. */
	declare(root: Tag): StructureElement {
		const element = this.pdfDocument.struct(root.type, root.options);
		this.#elements.set(root, element);
		for (const child of root.children) element.add(this.declare(child));
		return element;
	}

	override renderLine(line: Marked, x: number, y: number): void {
		const { mark } = line;
		const isRepeated = this.#drawn.has(mark);
		this.#drawn.add(mark);
		this.#draw(isRepeated ? undefined : mark?.tag, () => super.renderLine(line, x, y));
	}

	override renderVector(vector: object): void {
		this.#draw(undefined, () => super.renderVector(vector));
	}

	override renderSVG(svg: Noted): void {
		this.#draw(svg.tag, () => super.renderSVG(svg));
	}

	#draw(tag: Tag | undefined, draw: () => void): void {
		if (!tag) {
			this.pdfDocument.markContent('Artifact', { type: 'Layout' });
			draw();
			this.pdfDocument.endMarkedContent();
			return;
		}
		const element = this.#elements.get(tag)!;
		element.add(draw);
		// An annotation is noted with the page that is drawn when its element ends.
		if (tag.type === 'Link') element.end();
	}
}

/** The bytes of the PDF. */
export async function setPdf(definition: PdfDefinition): Promise<Buffer> {
	const document = new Documents.default(fonts, {}, {}, {}, optionsOf(definition), null, (path) =>
		path.startsWith(FONTS),
	);
	const { content, styles, footer, structure } = definition;
	const layout = new MarkingLayout(PAGE, MARGINS, new SvgMeasures.default());
	layout.registerTableLayouts(tableLayouts);
	const pages = layout.layoutDocument(
		[...content],
		document,
		styles,
		{ font: 'Roboto', fontSize: 10, lineHeight: 1.2 },
		undefined,
		undefined,
		footer,
		undefined,
		headingIsAlone,
	);
	const renderer = new TaggingRenderer(document);
	const root = renderer.declare(structure);
	document.addStructure(root);
	renderer.renderPages(pages);
	root.end();
	document.end();
	return Buffer.concat(await document.toArray());
}

const optionsOf = ({ title, language, author, at }: PdfDefinition) => ({
	size: [PAGE.width, PAGE.height],
	pdfVersion: '1.7',
	tagged: true,
	displayTitle: true,
	lang: language,
	compress: true,
	autoFirstPage: false,
	font: null,
	info: {
		Title: title,
		Author: author,
		Creator: 'Viche',
		Producer: 'pdfmake',
		CreationDate: new Date(at * 1000),
		ModDate: new Date(at * 1000),
	},
});

/** A heading goes to the next page rather than stand last on one. */
const headingIsAlone = (
	{ headlineLevel }: { readonly headlineLevel?: number },
	query: { readonly getFollowingNodesOnPage: () => readonly object[] },
): boolean => headlineLevel !== undefined && query.getFollowingNodesOnPage().length === 0;
