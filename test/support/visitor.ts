/** Somebody with a browser's habits: keeps cookies, says where a request comes from, and shows each redirect. */
export class Visitor {
	readonly #url: string;
	readonly cookies = new Map<string, string>();
	/** Where its pages seem to come from. */
	site = 'same-origin';

	constructor(url: string) {
		this.#url = url;
	}

	async send(path: string, init: RequestInit = {}): Promise<Response> {
		const response = await fetch(new URL(path, this.#url), {
			...init,
			redirect: 'manual',
			headers: {
				...(init.headers as Record<string, string> | undefined),
				'sec-fetch-site': this.site,
				cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
			},
		});
		for (const line of response.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
			if (value === '') this.cookies.delete(name!);
			else this.cookies.set(name!, value!);
		}
		return response;
	}

	/** Sends a form. @returns where it leads, or its status */
	async submit(path: string, fields: Readonly<Record<string, string>>): Promise<string> {
		const response = await this.send(path, { method: 'POST', body: new URLSearchParams(fields) });
		return response.headers.get('location') ?? String(response.status);
	}

	async api(
		method: string,
		path: string,
		body?: unknown,
	): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
		const response = await this.send(`/api/v1${path}`, {
			method,
			...(body === undefined
				? {}
				: { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
		});
		return { status: response.status, body: (await response.json()) as Record<string, unknown> };
	}
}
