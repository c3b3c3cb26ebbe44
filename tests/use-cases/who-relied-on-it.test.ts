// A pupil's page tells which posts rested on which answer: what went out by what it went out on, what is on its way by what holds now;
// in as many questions of the database for many posts as for one, and to nobody who may not know who answered.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#app/domain/actor.ts';
import { postsShowingPupil } from '#app/domain/consent/posts-showing-pupil.ts';
import { readPupilHistory } from '#app/domain/consent/pupil-history.ts';
import { type OwnSchool, schoolsOfPerson } from '#app/domain/school/schools-of-person.ts';
import { historyLines } from '#app/presenters/pupil-history.ts';
import { onPage, pageAsked, postLines, withPosts } from '#app/presenters/pupil-reliance.ts';
import type { Database } from '#db/client.server.ts';
import { consentRows } from '#db/queries/pupils.server.ts';
import { postIn } from '#tests/support/posts-in-states.ts';
import { openWorld, pupils, type World } from '#tests/support/world.ts';

const ZONE = 'Europe/London';
let world: World;
let school: OwnSchool;
let data: Person;
let yes: string;
const ref = () => ({ schoolId: world.schoolId, pupilId: world.pupil(2) });
const shownTo = (person: Person, db: Database = world.db) =>
  postsShowingPupil(db, person, school, ref(), world.clock.now());

beforeAll(async () => {
  world = await openWorld();
  data = await world.staff('data');
  const [own] = await schoolsOfPerson(world.db, data, world.clock.now());
  if (!own) throw new Error('the data lead has no school');
  school = own;
  const { decisions } = await consentRows(world.db, world, [world.pupil(2)]);
  yes = decisions.find(({ decision }) => decision === 'granted')?.id ?? '';
  for (const state of ['taken_down', 'published', 'in_review', 'held'] as const) {
    world.clock.advance(60_000);
    await postIn(world, state, { photos: [pupils(world.pupil(2))], words: `Post ${state}` });
  }
});
afterAll(() => world.close());

describe('who relied on an answer', () => {
  it('is every post that went out on it or would today, and none that is stopped', async () => {
    const { posts } = await shownTo(data);
    const resting = new Map((posts ?? []).map(({ words, restsOn }) => [words, restsOn]));
    expect(resting.get('Post taken_down')).toEqual([yes]);
    expect(resting.get('Post published')).toEqual([yes]);
    expect(resting.get('Post in_review')).toEqual([yes]);
    expect(resting.get('Post held')).toEqual([]);
  });

  it('stands under the answer, and each post has its account, its times and its answers', async () => {
    const now = world.clock.now();
    const shown = await shownTo(data);
    const history = await readPupilHistory(world.db, data, ref(), now);
    const lines = withPosts(historyLines(history, ZONE, now), shown, '/s/a');
    const answer = lines.find(({ id }) => id === yes);
    expect(answer?.posts?.map(({ state }) => state).sort()).toEqual(['Live', 'On its way', 'Taken down']);
    expect(answer?.morePosts).toBe(0);
    const posts = postLines(shown, history, '/s/a', ZONE, now);
    const down = posts.find(({ title }) => title.includes('taken_down'));
    expect(down).toMatchObject({ state: 'Taken down', to: `/s/a/posts/${down?.id}` });
    expect(down?.facts.map((fact) => fact.replace(/ [A-Z][a-z]{2} \d.*/, ''))).toEqual([
      expect.stringMatching(/^@/),
      'Sent for approval',
      'Went out',
      'Came down',
    ]);
    expect(down?.answers).toEqual([expect.stringMatching(/^Yes from /)]);
  });

  it('is told to nobody who may not know who answered', async () => {
    const office = await shownTo(await world.staff('office'));
    expect(office.posts).toBeNull();
    const dsl = await shownTo(await world.staff('dsl'));
    expect(dsl.posts?.some(({ restsOn }) => restsOn?.includes(yes))).toBe(true);
  });

  it('takes as many questions for four posts as for one', async () => {
    let asked = 0;
    const counting = new Proxy(world.db, {
      get: (target, name, receiver) => {
        if (name === 'select' || name === 'selectDistinct') asked += 1;
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
    await shownTo(data, counting);
    const forFour = asked;
    asked = 0;
    const one = { schoolId: world.schoolId, pupilId: world.pupil(0) };
    await postIn(world, 'published', { photos: [pupils(world.pupil(0))] });
    asked = 0;
    await postsShowingPupil(counting, data, school, one, world.clock.now());
    expect([forFour, asked]).toEqual([asked, asked]);
    expect(asked).toBeGreaterThan(1);
  });
});

describe('a long list', () => {
  const lines = Array.from({ length: 45 }, (_, index) => index);
  it('comes in pages of twenty, the last one for a number that is too large', () => {
    expect(onPage(lines, 1)).toMatchObject({ page: 1, pages: 3, lines: lines.slice(0, 20) });
    expect(onPage(lines, 3).lines).toEqual([40, 41, 42, 43, 44]);
    expect(onPage(lines, 99).page).toBe(3);
    expect(onPage([], 1)).toEqual({ page: 1, pages: 1, lines: [] });
  });
  it('begins at the first page for anything that is no number of one', () => {
    for (const asked of ['', 'x', '-1', '0', '1.5', 'Infinity'])
      expect(pageAsked(new URLSearchParams({ list: asked }), 'list')).toBe(1);
    expect(pageAsked(new URLSearchParams({ list: '2' }), 'list')).toBe(2);
  });
});
