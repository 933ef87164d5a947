/** Texts of maps. */
import type { Catalogue } from './language.ts';

const uk = {
	zoomIn: 'Наблизити',
	zoomOut: 'Віддалити',
	plainGround: 'Точки на рівному тлі: північ угорі, відстань — за лінійкою.',
};

const en: typeof uk = {
	zoomIn: 'Zoom in',
	zoomOut: 'Zoom out',
	plainGround: 'Points on plain ground: north is up, distances are by the ruler.',
};

export const map: Catalogue<typeof uk> = { uk, en };
