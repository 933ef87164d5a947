/** What is sent as a file is looked at, never believed: pictures are painted anew, documents are of few kinds. */
import { fileTypeFromBuffer } from 'file-type';
import { ApiError } from '../../http/api-error.ts';

/** Bytes of a file as it is sent. */
export const MOST_BYTES = 10 * 1024 * 1024;
const MOST_PIXELS = 50_000_000;
/** Of the longer side of a picture as it is kept. */
const SIDE = 1600;
const SECONDS = 15;

const PICTURES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/avif'];
const DOCUMENTS: Readonly<Record<string, string>> = {
	'application/pdf': 'pdf',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
	'application/vnd.oasis.opendocument.text': 'odt',
	'application/vnd.oasis.opendocument.spreadsheet': 'ods',
};

export type CheckedFile = {
	readonly bytes: Uint8Array;
	readonly type: string;
	/** Of its name, without the dot. */
	readonly extension: string;
};

export const isPicture = (type: string): boolean => type.startsWith('image/');

/**
 * Checks a file by what is in it. A picture is turned upright, made smaller where it is large, and loses everything that it says
 * beside what it shows: where, when and with what it was taken.
 * @throws ApiError file.too-large, file.type, file.broken
 */
export async function checkFile(sent: Uint8Array): Promise<CheckedFile> {
	if (sent.length > MOST_BYTES) throw new ApiError('file.too-large');
	const { mime: type = '' } = (await fileTypeFromBuffer(sent).catch(() => undefined)) ?? {};
	if (PICTURES.includes(type)) return await repaint(sent);
	const extension = DOCUMENTS[type];
	if (extension === undefined) throw new ApiError('file.type');
	return { bytes: sent, type, extension };
}

async function repaint(sent: Uint8Array): Promise<CheckedFile> {
	// Loaded with the first picture: not everybody sends some.
	const { default: sharp } = await import('sharp');
	try {
		const bytes = await sharp(sent, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
			.timeout({ seconds: SECONDS })
			.autoOrient()
			.resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
			.webp({ quality: 80 })
			.toBuffer();
		return { bytes, type: 'image/webp', extension: 'webp' };
	} catch {
		throw new ApiError('file.broken');
	}
}
