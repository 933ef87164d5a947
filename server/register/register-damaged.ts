/** Thrown when what is stored is not a register: nothing may be appended to it and nobody should believe it. */
export class RegisterDamaged extends Error {
	constructor(register: string, what: string) {
		super(`register ${register}: ${what}`);
		this.name = 'RegisterDamaged';
	}
}
