/** In which forms the data of a pot can be had: ballots only where they were shuffled, a map only where places are known. */
import type { Pot } from './pot.ts';

export const POT_FORMATS = ['pb', 'csv', 'json', 'geojson'] as const;
export type PotFormat = (typeof POT_FORMATS)[number];

/** @param hasResult - whether the votes are counted: before, nobody has opened a ballot */
export const formatsOf = ({ carried, projects }: Pot, hasResult: boolean): PotFormat[] =>
	POT_FORMATS.filter(
		(format) =>
			(format !== 'pb' || (hasResult && carried !== 'sum')) &&
			(format !== 'geojson' || projects.some(({ place }) => place?.lat !== undefined)),
	);
