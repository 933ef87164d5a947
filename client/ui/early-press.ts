/** A press on a page whose program is still on its way over a slow line; `app.html` keeps it. */
type EarlyPress = {
	readonly click: (event: MouseEvent) => void;
	readonly submit: (event: SubmitEvent) => void;
	readonly again?: () => void;
};

/** Carries out the last press that nobody could answer. Called once, when the page's program has taken over. */
export function answerEarlyPress(): void {
	const early = (globalThis as { earlyPress?: EarlyPress }).earlyPress;
	if (!early) return;
	removeEventListener('click', early.click);
	removeEventListener('submit', early.submit);
	early.again?.();
}
