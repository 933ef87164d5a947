/** Figures about registers and their witnesses, in the format of Prometheus. */
import { Gauge, type Registry } from 'prom-client';
import type { Feeder, FeedingState } from './feeder.ts';

export function addFeederMetrics(registry: Registry, feeder: Feeder): void {
	const addGauge = (
		name: string,
		help: string,
		show: (gauge: Gauge, state: FeedingState) => void,
		labelNames: readonly string[] = ['register'],
	) =>
		new Gauge({
			name,
			help,
			labelNames,
			registers: [registry],
			async collect() {
				for (const state of await feeder.state()) show(this, state);
			},
		});
	addGauge('viche_register_entries', 'Entries, published or not', (gauge, { register, size }) => {
		gauge.set({ register }, size);
	});
	addGauge(
		'viche_register_published_entries',
		'Entries that the public sees',
		(gauge, { register, published }) => {
			gauge.set({ register }, published);
		},
	);
	addGauge(
		'viche_witness_cosigned_entries',
		'Entries that a witness has cosigned',
		(gauge, { register, cosigned }) => {
			for (const [witness, size] of cosigned) gauge.set({ register, witness }, size);
		},
		['register', 'witness'],
	);
	new Gauge({
		name: 'viche_witness_contradictions',
		help: 'Witnesses that have seen another history: not 0 means that publishing has stopped',
		registers: [registry],
		collect() {
			this.set(feeder.contradictions.length);
		},
	});
}
