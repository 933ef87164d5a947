/** The structure of a document as assistive technology reads it. ISO 32000-1 §14.8. */

export type TagType =
	| 'Document'
	| 'Sect'
	| 'H1'
	| 'H2'
	| 'P'
	| 'L'
	| 'LI'
	| 'LBody'
	| 'Table'
	| 'TR'
	| 'TH'
	| 'TD'
	| 'Figure'
	| 'Link';

export type TagOptions = {
	/** What a figure shows, in words. */
	readonly alt?: string;
	/** What the header of a table heads. */
	readonly scope?: 'Row' | 'Column';
};

/** A part of the structure; nodes of the document's content name the one that they belong to. */
export class Tag {
	readonly type: TagType;
	readonly options: TagOptions;
	readonly children: Tag[] = [];

	constructor(type: TagType, options: TagOptions = {}) {
		this.type = type;
		this.options = options;
	}

	/** Adds a part behind the others. */
	add(type: TagType, options: TagOptions = {}): Tag {
		const child = new Tag(type, options);
		this.children.push(child);
		return child;
	}
}
