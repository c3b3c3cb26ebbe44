// What holds for every route module there is, found by its file: no input is too deep, no page is somebody's frame by accident.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { madeList } from '#tests/support/photo-lists.ts';
import { openWeb, responseOf, type Web } from '#tests/support/web.ts';
import { draftPost } from '#tests/support/world.ts';

interface RouteModule {
  action?: (args: never) => unknown;
}

const modules = import.meta.glob<RouteModule>('/app/routes/**/*.{ts,tsx}', { eager: true });
const sources = import.meta.glob<string>('/app/routes/**/*.{ts,tsx}', {
  eager: true,
  query: '?raw',
  import: 'default',
});
const nameOf = (path: string): string => path.replace(/^.*\/routes\//, '').replace(/(\/route)?\.tsx?$/, '');
const names = Object.keys(modules).map(nameOf);
const withAction = Object.entries(modules)
  .filter(([, module]) => module.action)
  .map(([path, module]) => ({ name: nameOf(path), action: module.action as (args: never) => unknown }));

test('a route whose name begins another’s is a layout on purpose: it draws what is inside it', () => {
  for (const [path, source] of Object.entries(sources)) {
    const name = nameOf(path);
    if (names.some((other) => other.startsWith(`${name}.`))) expect(source, name).toContain('<Outlet');
  }
});

describe('an action given a body 5,000 levels deep', () => {
  let web: Web;
  let params: Record<string, string>;
  beforeAll(async () => {
    web = await openWeb();
    const ref = await draftPost(web.world);
    const facts = await readPostFacts(web.world.db, ref, web.world.clock.now());
    params = {
      school: 'ashwick-lane-primary-school',
      postId: ref.postId,
      postPhotoId: facts.photos[0]?.postPhotoId ?? '',
      pupilId: web.world.pupil(0),
      tripId: web.world.trip('over'),
      copyId: await madeList(web.world),
    };
  });
  afterAll(() => web.close());

  const deep = `${'{"a":['.repeat(2_500)}1${']}'.repeat(2_500)}`;
  const bodies: [string, string, BodyInit][] = [
    ['JSON', 'application/json', deep],
    ['JSON said to be text', 'text/plain', deep],
    [
      'a form whose field is JSON',
      'application/x-www-form-urlencoded',
      new URLSearchParams([['version', deep]]).toString(),
    ],
    ['a form whose name is nested', 'application/x-www-form-urlencoded', `a${'%5Bb%5D'.repeat(5_000)}=1`],
  ];

  test.each(withAction)('$name refuses it, or takes no notice of it', async ({ name, action }) => {
    for (const as of ['ashwick/teacher', 'ashwick/head', 'ashwick/data'])
      for (const [what, kind, body] of bodies) {
        const args = web.args('/s/x', {
          as,
          params,
          method: 'POST',
          body,
          headers: { 'content-type': kind },
        });
        // Signing out reads no body at all.
        if (name === 'sign-out') continue;
        const answer = await responseOf(() => action(args as never));
        expect(answer.status, `${as}: ${what}`).toBeGreaterThanOrEqual(300);
        expect(answer.status, `${as}: ${what}`).toBeLessThan(500);
        expect((await answer.text()).length).toBeLessThan(100_000);
      }
  });
});
