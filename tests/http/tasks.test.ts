// The page of everything that is done now and then: it offers each reader the doors that open for them, and no other; and every
// door leads to a page that is there.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loader } from '#app/routes/s.$school.tasks.tsx';
import type { TaskGroup } from '#app/presenters/tasks.ts';
import { look } from '#tests/support/post-pages.ts';
import { openWeb, type Web } from '#tests/support/web.ts';

interface RouteModule {
  loader?: (args: never) => unknown;
}
const modules = import.meta.glob<RouteModule>('/app/routes/*.{ts,tsx}', { eager: true });
const pageOf = (to: string): RouteModule | undefined => {
  const name = (to.startsWith('/') ? to.slice(1) : `s/$school/${to}`).replaceAll('/', '.');
  return modules[`/app/routes/${name}.tsx`] ?? modules[`/app/routes/${name}._index.tsx`];
};

let web: Web;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

const tasksFor = async (as: string) =>
  ((await look(web, loader, as, null)).data as { groups: TaskGroup[] }).groups.flatMap(({ tasks }) => tasks);

const EVERY_ROLE = ['teacher', 'head', 'comms', 'office', 'data', 'dsl', 'governor'].map(
  (role) => `ashwick/${role}`,
);

describe.each(EVERY_ROLE)('%s', (as) => {
  test('is offered doors that open', async () => {
    const tasks = await tasksFor(as);
    expect(tasks.length).toBeGreaterThan(0);
    for (const { to } of tasks) {
      const page = pageOf(to);
      expect(page?.loader, to).toBeDefined();
      const { status } = await look(web, page?.loader as never, as, null);
      expect([to, status]).toEqual([to, 200]);
    }
  });

  test('is offered every door that opens', async () => {
    const offered = new Set((await tasksFor(as)).map(({ to }) => to));
    const all = new Set((await Promise.all(EVERY_ROLE.map(tasksFor))).flat().map(({ to }) => to));
    for (const to of [...all].filter((each) => !offered.has(each) && !each.startsWith('/'))) {
      const { status } = await look(web, pageOf(to)?.loader as never, as, null);
      expect([to, status]).toEqual([to, 404]);
    }
  });
});
