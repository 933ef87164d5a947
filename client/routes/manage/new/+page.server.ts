import type { StaffMember } from '../../../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const staff = await locals.page.call<StaffMember[]>('get', '/staff', {});
	return { staff: staff.ok ? staff.value : undefined };
};
