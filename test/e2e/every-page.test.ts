/** Every page there is, for nobody and for people of several roles: accessible, and never wider than a phone. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import type {
	EditionSummary,
	PetitionList,
	PollSummary,
	ProjectList,
	VoteSummary,
} from '../../server/api/contract.ts';
import { assertReadable, inBrowser, openPage, visitAs, withDemo } from '../support/browser.ts';
import { listFiles } from '../support/source-tree.ts';

const test = suite('e2e/every-page');
const browse = inBrowser(test);

/** Paths of the pages, with their parameters as the folders name them. */
const ROUTES = listFiles('client/routes')
	.filter((file) => file.endsWith('/+page.svelte'))
	.map((file) => file.replace(/^client\/routes/, '').replace(/\/?\+page\.svelte$/, '') || '/')
	.sort();

/** What stands for a parameter in the demo. */
async function demoIds(page: Page, url: string): Promise<(route: string) => string> {
	const read = async (path: string): Promise<unknown> =>
		(await page.request.get(`${url}/api/v1${path}`)).json();
	const votes = (await read('/votes')) as VoteSummary[];
	const editions = (await read('/editions')) as EditionSummary[];
	const edition = editions.find(({ phase }) => phase === 'submission')!.id;
	const { projects } = (await read(`/editions/${edition}/projects`)) as ProjectList;
	const { petitions } = (await read('/petitions')) as PetitionList;
	const polls = (await read('/polls')) as PollSummary[];
	const vote = votes.find(({ phase }) => phase === 'open')!.id;
	const others: Readonly<Record<string, string>> = {
		project: projects[0]!.id,
		petition: petitions[0]!.id,
		poll: polls.find(({ phase }) => phase === 'closed')!.id,
		...{ kind: 'civic', index: '3', version: '1', code: 'A'.repeat(22) },
	};
	return (route) =>
		route.replaceAll(/\[(\w+)\]/g, (_, name: string) =>
			name === 'id'
				? /^\/(?:budget|manage\/editions)\//.test(route)
					? edition
					: vote
				: others[name]!,
		);
}

for (const who of [undefined, 'resident-4', 'secretary', 'moderator'])
	browse(`every page for ${who ?? 'nobody'}`, () =>
		withDemo(async ({ url, browser }) => {
			const { page } =
				who === undefined
					? await openPage(browser, {})
					: await visitAs(browser, url, who, '/', true);
			const fill = await demoIds(page, url);
			// Half of the visitors read English.
			if (who === 'resident-4' || who === 'moderator')
				await page.goto(`${url}/preferences?language=en&return=/`);
			for (const route of ROUTES) {
				const answer = await page.goto(url + fill(route));
				assert.ok(answer!.status() < 500, route);
				await page.locator('h1').first().waitFor({ timeout: 15_000 });
				await assertReadable(page, `${route} for ${who ?? 'nobody'}`);
			}
		}),
	);

test('there are pages', () => assert.ok(ROUTES.length > 50));

test.run();
