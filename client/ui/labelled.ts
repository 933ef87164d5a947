/** What every labelled control is given. */
export type Labels = {
	readonly id: string;
	readonly label: string;
	readonly hint?: string | undefined;
	readonly fault?: string | undefined;
};

/** Attributes of the control, by which it is found and described. */
export type ControlState = {
	readonly id: string;
	readonly 'aria-describedby': string | undefined;
	readonly 'aria-invalid': true | undefined;
};
