/** What a booth demands of a vote before it makes a ballot for it. Spec: SPEC §10.2. */
import { parseElection, type Election } from '../election/definition.ts';
import { parseTrustees } from '../election/trustees/trustees.ts';
import { encodePoint } from '../group.ts';
import { sha256Hex } from '../hash.ts';
import { ok, problem, type Result } from '../result.ts';
import { haveSameQuestions } from '../verify/manifest.ts';
import { parseManifest, type Manifest } from '../verify/record.ts';
import { manifestHashOf } from '../verify/setup.ts';

export type OpenVote = { readonly election: Election; readonly manifest: Manifest };

/** The texts of a vote, as the server gives them. */
export type VoteTexts = {
	readonly election: string;
	readonly manifest: string;
	readonly trustees: string;
};

/**
 * Reads the texts of a vote, which must belong together: ballots are encrypted to the key of the trustees that the manifest names,
 * and commit to that manifest. Codes: those of the texts, `manifest.{not-bound,trustees,pots}`.
 */
export function readOpenVote(texts: VoteTexts): Result<OpenVote> {
	const election = parseElection(texts.election);
	if (!election.ok) return election;
	const manifest = parseManifest(texts.manifest);
	if (!manifest.ok) return manifest;
	const trustees = parseTrustees(texts.trustees);
	const { definition } = election.value;
	const isBound =
		manifestHashOf(election.value) === sha256Hex(texts.manifest) &&
		manifest.value.uuid === definition.uuid;
	if (!isBound) return problem('manifest.not-bound', '', 'the election names another manifest');
	const isTheirKey =
		trustees.ok &&
		manifest.value.trustees === sha256Hex(texts.trustees) &&
		encodePoint(trustees.value.electionKey) === encodePoint(definition.public_key);
	if (!isTheirKey) return problem('manifest.trustees', '', 'the key is not that of the commission');
	if (!haveSameQuestions(manifest.value.pots, election.value))
		return problem('manifest.pots', '', 'the questions are not those of the pots');
	return ok({ election: election.value, manifest: manifest.value });
}
