/** A file of a form, as the API takes it; nothing where none was chosen. */
export async function readFile(
	form: FormData,
	alt: string,
): Promise<{ readonly name: string; readonly alt: string; readonly bytes: string } | undefined> {
	const file = form.get('file');
	if (!(file instanceof File) || file.size === 0) return undefined;
	const bytes = Buffer.from(await file.arrayBuffer()).toString('base64');
	return { name: file.name === '' ? 'file' : file.name.slice(0, 300), alt, bytes };
}
