/** Moves the focus to the heading of a step that has just appeared, so that everybody hears where they are. */
export const focusStep = (heading: HTMLElement): void => {
	heading.tabIndex = -1;
	heading.focus({ preventScroll: true });
	heading.scrollIntoView({ block: 'start' });
};
