/** The draft that is being filled in: what was read, what was typed, what is wrong, and what somebody else did meanwhile. */
import type { DraftView } from '../../server/api/contract.ts';
import { callApi, type Refusal } from '../api.ts';
import {
	differences,
	draftForm,
	emptyDraft,
	readDraft,
	type Draft,
	type DraftForm,
	type Part,
} from './draft-form.ts';
import type { Faults } from './pot-form.ts';

export type EditorOptions = {
	/** The vote and its draft; absent for a new one. */
	readonly vote?: { readonly id: string; readonly draft: DraftView } | undefined;
};

export class DraftEditor {
	readonly #id: string | undefined;
	#seen: string | undefined;

	form = $state<DraftForm>(emptyDraft());
	faults = $state.raw<Faults>({});
	refusal = $state.raw<Refusal>();
	/** What stands on the server now, where somebody else changed the draft. */
	theirs = $state.raw<DraftForm>();
	isSaved = $state(false);
	isBusy = $state(false);

	constructor({ vote }: EditorOptions) {
		this.#id = vote?.id;
		this.#seen = vote?.draft.version;
		if (vote) this.form = draftForm(vote.draft);
	}

	/** Where in the tab's storage what was typed is kept until it is saved. */
	get shelf(): string {
		return `draft ${this.#id ?? 'new'}`;
	}

	get isNew(): boolean {
		return this.#id === undefined;
	}

	/** Parts in which what was typed is not what the server has. */
	get conflicts(): Part[] {
		return this.theirs ? differences(this.form, this.theirs) : [];
	}

	/** Takes one part as somebody else left it. */
	take(part: Part): void {
		const { theirs } = this;
		if (theirs) this.form = { ...this.form, [part]: $state.snapshot(theirs[part]) };
	}

	/** Saves what is typed. @returns the id of the vote, where it was saved */
	async save(): Promise<string | undefined> {
		this.isSaved = false;
		this.refusal = undefined;
		const read = readDraft($state.snapshot(this.form));
		this.faults = 'faults' in read ? read.faults : {};
		if ('faults' in read) return undefined;
		this.isBusy = true;
		const id = await (this.#id === undefined
			? this.#begin(read.draft)
			: this.#change(this.#id, read.draft));
		this.isBusy = false;
		return id;
	}

	async #begin(draft: Draft): Promise<string | undefined> {
		const answer = await callApi<{ id: string }>('POST', '/votes', draft);
		if (answer.ok) return answer.value.id;
		this.refusal = answer.error;
		return undefined;
	}

	async #change(id: string, draft: Draft): Promise<string | undefined> {
		const path = `/votes/${id}/draft`;
		const seen = this.#seen === undefined ? {} : { seen: this.#seen };
		const answer = await callApi('PUT', path, draft, seen);
		if (!answer.ok && answer.error.code !== 'request.outdated') {
			this.refusal = answer.error;
			return undefined;
		}
		const present = await callApi<DraftView>('GET', path);
		if (!present.ok) {
			this.refusal = present.error;
			return undefined;
		}
		// From here on the state that was seen is this one: what is saved next replaces it knowingly.
		this.#seen = present.value.version;
		this.theirs = answer.ok ? undefined : draftForm(present.value);
		this.isSaved = answer.ok;
		return answer.ok ? id : undefined;
	}
}
