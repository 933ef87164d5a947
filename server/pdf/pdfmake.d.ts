/** What is used of the inside of pdfmake 0.3 and of pdfkit under it, which come without types. */
declare module 'pdfmake/js/PDFDocument.js' {
	import { Readable } from 'node:stream';

	/** A part of the structure that assistive technology reads. */
	export type StructureElement = {
		add(child: StructureElement | (() => void)): StructureElement;
		end(): void;
	};
	export class PDFDocument extends Readable {
		constructor(
			fonts: object,
			images: object,
			patterns: object,
			attachments: object,
			options: object,
			virtualFiles: null,
			mayRead: (path: string) => boolean,
		);
		struct(type: string, options: object): StructureElement;
		addStructure(element: StructureElement): void;
		markContent(tag: string, options: object): void;
		endMarkedContent(): void;
		end(): void;
	}
	const module: { readonly default: typeof PDFDocument };
	export default module;
}

declare module 'pdfmake/js/LayoutBuilder.js' {
	import type pdf from 'pdfmake/js/PDFDocument.js';

	type Document = InstanceType<typeof pdf.default>;

	export class LayoutBuilder {
		constructor(pageSize: object, pageMargins: object, svgMeasure: object);
		registerTableLayouts(layouts: object): void;
		buildNextLine(node: object): object | null;
		layoutDocument(
			content: object,
			document: Document,
			styles: object,
			defaultStyle: object,
			background: undefined,
			header: undefined,
			footer: (page: number, pages: number) => object,
			watermark: undefined,
			breaksBefore: (node: never, query: never) => boolean,
		): readonly object[];
	}
	const module: { readonly default: typeof LayoutBuilder };
	export default module;
}

declare module 'pdfmake/js/Renderer.js' {
	import type pdf from 'pdfmake/js/PDFDocument.js';

	type Document = InstanceType<typeof pdf.default>;

	export class Renderer {
		readonly pdfDocument: Document;
		constructor(document: Document);
		renderPages(pages: readonly object[]): void;
		renderLine(line: object, x: number, y: number): void;
		renderVector(vector: object): void;
		renderSVG(svg: object): void;
	}
	const module: { readonly default: typeof Renderer };
	export default module;
}

declare module 'pdfmake/js/SVGMeasure.js' {
	const module: { readonly default: new () => object };
	export default module;
}

declare module 'pdfmake/js/tableLayouts.js' {
	export const tableLayouts: object;
}

declare module 'pdfmake/fonts/Roboto.js' {
	const fonts: { readonly Roboto: Readonly<Record<string, string>> };
	export default fonts;
}
