/** Who watches the registers: the policy of the operator, for the registers of this community. */
import {
	encodePolicy,
	parsePolicy,
	parseWitnesses,
	type Policy,
} from '../../crypto/register/policy.ts';
import { encodeVerifierKey, type VerifierKey } from '../../crypto/register/verifier-key.ts';
import { ConfigError } from '../config.ts';

export type Witnessing = {
	/** Its logs are the registers. */
	readonly policy: Policy;
	/** The same as observers get it. */
	readonly text: string;
};

/** @param text - a C2SP tlog-policy whose log lines may be left out @throws ConfigError */
export function readWitnessing(text: string, registers: readonly VerifierKey[]): Witnessing {
	const read = parseWitnesses(text);
	if (!read.ok) throw wrong(`${read.error.place} ${read.error.message}`);
	const own = registers.map(encodeVerifierKey);
	for (const { key } of read.value.logs)
		if (!own.includes(encodeVerifierKey(key)))
			throw wrong(`${key.name} is no register of this community`);
	for (const { name, url } of read.value.witnesses)
		if (url !== undefined && !/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
			throw wrong(`${name} has no http address`);
	const policy = { ...read.value, logs: registers.map((key) => ({ key })) };
	const whole = encodePolicy(policy);
	const again = parsePolicy(whole);
	if (!again.ok) throw wrong(again.error.message);
	return { policy, text: whole };
}

const wrong = (why: string) => new ConfigError(`VICHE_WITNESS_POLICY: ${why.trim()}`);
