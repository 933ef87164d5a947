/** What was done on a page whose program is still on its way over a slow line; `app.html` keeps it. */
type EarlyPress = {
	/** What was chosen from lists: taking over, the program puts their first values back. */
	readonly choices: ReadonlyMap<HTMLSelectElement, string>;
	readonly change: (event: Event) => void;
	readonly click: (event: MouseEvent) => void;
	readonly submit: (event: SubmitEvent) => void;
	readonly again?: () => void;
};

/** Makes the choices again, and carries out the last press that nobody could answer. Called once, when the page's program has taken over. */
export function answerEarlyPress(): void {
	const early = (globalThis as { earlyPress?: EarlyPress }).earlyPress;
	if (!early) return;
	removeEventListener('change', early.change);
	removeEventListener('click', early.click);
	removeEventListener('submit', early.submit);
	for (const [list, value] of early.choices) chooseAgain(list, value);
	early.again?.();
}

function chooseAgain(list: HTMLSelectElement, value: string): void {
	if (!list.isConnected || list.value === value) return;
	list.value = value;
	list.dispatchEvent(new Event('change', { bubbles: true }));
}
