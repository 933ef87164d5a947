import type { PetitionRulesPage } from '../../../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page } }) => {
	const rules = await page.call<PetitionRulesPage>('get', '/petition-rules', {});
	return { rules: rules.ok ? rules.value : { versions: [] } };
};
