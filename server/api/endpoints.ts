/** Everything that the API offers. */
import type { Endpoint } from '../http/endpoint.ts';
import { accountEndpoints } from './account.ts';
import { calendarEndpoints } from './calendar.ts';
import { commentEndpoints } from './comments.ts';
import { commissionEndpoints } from './commission.ts';
import { draftEndpoints } from './drafts.ts';
import { editionEndpoints } from './editions.ts';
import { fileEndpoints } from './files.ts';
import { followUpEndpoints } from './follow-ups.ts';
import { journalEndpoints } from './journal.ts';
import { mergeEndpoints } from './merges.ts';
import { notificationEndpoints } from './notifications.ts';
import { petitionStaffEndpoints } from './petitions-staff.ts';
import { paperEndpoints } from './paper.ts';
import { petitionEndpoints } from './petitions.ts';
import { pollEndpoints } from './polls.ts';
import { projectEndpoints } from './projects.ts';
import { reviewEndpoints } from './reviews.ts';
import { rollRequestEndpoints } from './roll-requests.ts';
import { signatureEndpoints } from './signatures.ts';
import { voteEndpoints } from './votes.ts';

export const ENDPOINTS: readonly Endpoint[] = [
	...voteEndpoints,
	...draftEndpoints,
	...rollRequestEndpoints,
	...commissionEndpoints,
	...paperEndpoints,
	...editionEndpoints,
	...calendarEndpoints,
	...projectEndpoints,
	...mergeEndpoints,
	...reviewEndpoints,
	...signatureEndpoints,
	...petitionEndpoints,
	...petitionStaffEndpoints,
	...pollEndpoints,
	...fileEndpoints,
	...followUpEndpoints,
	...commentEndpoints,
	...notificationEndpoints,
	...journalEndpoints,
	...accountEndpoints,
];
