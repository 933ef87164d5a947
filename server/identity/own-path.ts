/** A path of our own, whatever was asked for: nobody is led elsewhere after a sign-in. */
export const ownPath = (wish: unknown): string =>
	typeof wish === 'string' && /^\/(?![/\\])[^\s\p{C}\\]{0,500}$/u.test(wish) ? wish : '/';
