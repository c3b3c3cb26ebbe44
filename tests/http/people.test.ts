// Saying who is in a photo: the same answer as the checks give, in a few words, and never why.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REASON_CODES } from '#app/domain/consent/consent-vocabulary.ts';
import { PUBLIC_WORDS } from '#app/domain/consent/consent-words.ts';
import { readPostFacts, type PostRef } from '#app/domain/posts/load-post-facts.ts';
import { settlePeople, type SettledPerson } from '#app/domain/posts/settle-people.ts';
import { settledKey } from '#app/domain/posts/settle-typed.ts';
import { action, loader } from '#app/routes/s.$school.posts.$postId.photos.$postPhotoId.tsx';
import type { PeoplePage } from '#app/presenters/people-page.ts';
import { consentDecisions, restrictions } from '#db/schema/consent.ts';
import { schools } from '#db/schema/school.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { eq } from 'drizzle-orm';
import { openWeb, responseOf, type Web } from '#tests/support/web.ts';
import { draftPost, pupils } from '#tests/support/world.ts';

let web: Web;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());

const SCHOOL = 'ashwick-lane-primary-school';
type Any = never;
const factsOf = (ref: PostRef) => readPostFacts(web.world.db, ref, web.world.clock.now());

async function at(ref: PostRef) {
  const facts = await factsOf(ref);
  const photo = facts.photos[0];
  if (!photo) throw new Error('no photo');
  const postPhotoId = photo.postPhotoId;
  const path = `/s/${SCHOOL}/posts/${ref.postId}/photos/${postPhotoId}`;
  return { facts, photo, path, params: { school: SCHOOL, postId: ref.postId, postPhotoId } };
}

async function pageOf(ref: PostRef, query = '', as = 'ashwick/teacher'): Promise<PeoplePage> {
  const { path, params } = await at(ref);
  return (await loader(web.args(path + query, { as, params }) as Any)) as PeoplePage;
}

async function confirm(ref: PostRef, form: Record<string, string | string[]>, as = 'ashwick/teacher') {
  const { path, params, photo } = await at(ref);
  const whole = { base: settledKey(photo), intent: 'done', ...form };
  return responseOf(() => action(web.args(path, { as, params, form: whole }) as Any));
}

const onTrip = () => Array.from({ length: 24 }, (_, index) => web.world.pupil(index));

describe('the list', () => {
  test('shows the trip’s pupils by name and class with one word each, and adults who may be shown', async () => {
    const page = await pageOf(await draftPost(web.world, { photos: [[]] }));
    expect(page.pupils).toHaveLength(24);
    expect(page.pupils.every((row) => row.group === '4 Hazel' && PUBLIC_WORDS.includes(row.word))).toBe(true);
    expect(new Set(page.pupils.map((row) => row.word)).size).toBeGreaterThan(1);
    const adults = page.adults.map((row) => row.name);
    expect(adults).toContain('Meera Desai');
    expect(adults).not.toContain('Lena Brandt');
    expect(page.groups).toEqual([]);
  });

  test('agrees with the checks about every single pupil, alone and in a group', async () => {
    const ref = await draftPost(web.world, { photos: [[]] });
    const teacher = await web.world.staff('teacher');
    for (const crowd of [1, 5])
      for (const id of onTrip()) {
        const { photo, facts } = await at(ref);
        const { postPhotoId } = photo;
        const { version } = facts.post;
        const people = [{ kind: 'pupil' as const, id }];
        await settlePeople(web.world.web, teacher, ref, { version, postPhotoId, people, headCount: crowd });
        const verdict = (await factsOf(ref)).verdicts.find((each) => each.id === id)?.verdict;
        const row = (await pageOf(ref)).pupils.find((each) => each.value === `pupil:${id}`);
        expect(row?.tone === 'goes-on', `${row?.name} ${row?.word}`).toBe(verdict !== 'block');
        expect(row?.listed).toBe(true);
      }
  });

  test('carries no reason, no date and no decision, and says the same of a restriction as of a refusal', async () => {
    const page = await pageOf(await draftPost(web.world, { photos: [[]] }));
    const text = JSON.stringify(page);
    for (const code of REASON_CODES) expect(text).not.toContain(`"${code}"`);
    expect(text).not.toMatch(/restrict|refus|withdr|decision|holder|expire/i);
    const ids = onTrip();
    const limited = (await web.world.db.select().from(restrictions)).map((row) => row.pupilId);
    const refused = (
      await web.world.db.select().from(consentDecisions).where(eq(consentDecisions.decision, 'refused'))
    ).map((row) => row.pupilId);
    const rowOf = (id: string | undefined) => page.pupils.find((row) => row.value === `pupil:${id}`);
    const one = rowOf(ids.find((id) => limited.includes(id) && rowOf(id)?.tone === 'stopped'));
    const other = rowOf(
      ids.find((id) => refused.includes(id) && !limited.includes(id) && rowOf(id)?.tone === 'stopped'),
    );
    expect(one).toBeDefined();
    expect({ ...one, value: '', name: '' }).toEqual({ ...other, value: '', name: '' });
  });

  test('says once for the school when its list is out of date, and not beside each pupil', async () => {
    const fresh = await openWeb();
    const ref = await draftPost(fresh.world, { photos: [[]] });
    const old = new Date(fresh.world.clock.now().getTime() - 40 * 86_400_000);
    await fresh.world.db
      .update(schools)
      .set({ consentExportedAt: old })
      .where(eq(schools.id, fresh.world.schoolId));
    const facts = await readPostFacts(fresh.world.db, ref, fresh.world.clock.now());
    const params = { school: SCHOOL, postId: ref.postId, postPhotoId: facts.photos[0]?.postPhotoId ?? '' };
    const page = (await loader(fresh.args('/x', { as: 'ashwick/teacher', params }) as Any)) as PeoplePage;
    expect(page.schoolSentence).toContain('out of date');
    expect(new Set(page.pupils.map((row) => row.word))).toEqual(new Set(['not in photos']));
    await fresh.close();
  });

  test('asks about the face only where the answer decides, and then the answer does', async () => {
    const fresh = await openWeb();
    const { world } = fresh;
    const before = (await draftRow(fresh, [{ kind: 'pupil', id: world.pupil(0) }])).row;
    expect(before).toMatchObject({ tone: 'goes-on', asks: { face: false, uniform: false } });
    const mine = eq(consentDecisions.pupilId, world.pupil(0));
    for (const given of (await world.db.select().from(consentDecisions).where(mine)).filter(
      (row) => row.decision === 'granted',
    )) {
      const at = new Date(world.clock.now().getTime() - 60_000);
      const conditions = { groupOnly: false, notFaceOn: true, noUniform: false };
      const { sequence: _, ...again } = {
        ...given,
        id: randomUUID(),
        decidedAt: at,
        recordedAt: at,
        conditions,
      };
      await world.db.insert(consentDecisions).values(again);
    }
    for (const [faceOn, tone] of [
      ['unknown', 'stopped'],
      ['yes', 'stopped'],
      ['no', 'goes-on'],
    ] as const) {
      const { row, others } = await draftRow(fresh, [{ kind: 'pupil', id: world.pupil(0), faceOn }]);
      expect(row).toMatchObject({ tone, faceOn, asks: { face: true, uniform: false } });
      expect(others.some((each) => each.asks.face)).toBe(false);
    }
    await fresh.close();
  });

  async function draftRow(fresh: Web, people: SettledPerson[]) {
    const ref = await draftPost(fresh.world, { photos: [people] });
    const { photos } = await readPostFacts(fresh.world.db, ref, fresh.world.clock.now());
    const params = { school: SCHOOL, postId: ref.postId, postPhotoId: photos[0]?.postPhotoId ?? '' };
    const page = (await loader(fresh.args('/x', { as: 'ashwick/teacher', params }) as Any)) as PeoplePage;
    const value = `pupil:${people[0]?.id}`;
    return {
      row: page.pupils.find((each) => each.value === value),
      others: page.pupils.filter((each) => each.value !== value),
    };
  }

  test('without a trip goes class by class, and keeps whoever is ticked already', async () => {
    const ref = await draftPost(web.world, { tripId: null, photos: [pupils(web.world.pupil(0))] });
    const first = await pageOf(ref);
    expect(first.groups.map((each) => each.group)).toEqual(['2 Willow', '4 Hazel', '6 Rowan']);
    expect(first.pupils.map((row) => row.value)).toEqual([`pupil:${web.world.pupil(0)}`]);
    const person = [`pupil:${web.world.pupil(0)}`];
    const picked = await confirm(ref, { person, headCount: '', intent: 'class:6 Rowan' });
    expect(picked.headers.get('location')).toMatch(/\?class=6%20Rowan$/);
    const second = await pageOf(ref, '?class=6%20Rowan');
    expect(second.pupils).toHaveLength(19);
    expect(second.pupils[0]).toMatchObject({ value: `pupil:${web.world.pupil(0)}`, listed: true });
  });

  test('has no name in any address', async () => {
    const page = await pageOf(await draftPost(web.world, { photos: [pupils(web.world.pupil(0))] }));
    const names = page.pupils.flatMap((row) => row.name.toLowerCase().split(' '));
    for (const address of [page.here, page.editTo, page.src])
      for (const name of names) expect(address.toLowerCase()).not.toContain(name);
  });
});

describe('confirming', () => {
  test('settles the ticked people and the count with one press', async () => {
    const ref = await draftPost(web.world, { photos: [[]] });
    const [a, b] = [web.world.pupil(0), web.world.pupil(1)];
    const person = [`pupil:${a}`, `pupil:${b}`, `pupil:${a}`, `adult:${web.world.adult('parent')}`];
    const done = await confirm(ref, { person, headCount: '3', [`face:${b}`]: 'no' });
    expect(done.headers.get('location')).toMatch(/\/edit#photo-0$/);
    const [photo] = (await factsOf(ref)).photos;
    expect(photo?.headCount).toBe(3);
    expect(photo?.people.map(({ id, faceOn }) => [id, faceOn])).toEqual(
      expect.arrayContaining([
        [a, 'unknown'],
        [b, 'no'],
        [web.world.adult('parent'), 'unknown'],
      ]),
    );
  });

  test('of a photo with nobody in it says nobody', async () => {
    const ref = await draftPost(web.world, { photos: [pupils(web.world.pupil(0))] });
    expect((await confirm(ref, { headCount: '0' })).status).toBe(302);
    expect((await factsOf(ref)).photos[0]).toMatchObject({ headCount: 0, people: [] });
  });

  test.each([
    ['5', /You count 5, but 1 person is ticked\. Tick the others/],
    ['0', /You count 0, but 1 person is ticked\. Take the tick/],
    ['', /Say how many people/],
    ['many', /Say how many people/],
  ])('with the count %j keeps the ticks and says what does not fit', async (headCount, words) => {
    const ref = await draftPost(web.world, { photos: [[]] });
    const done = await confirm(ref, { person: [`pupil:${web.world.pupil(3)}`], headCount });
    expect(done.status).toBe(422);
    expect(((await done.json()) as { problem: string }).problem).toMatch(words);
    expect((await factsOf(ref)).photos[0]?.people).toHaveLength(1);
  });

  test('is not lost when something else of the draft changed, and not done when this photo did', async () => {
    const ref = await draftPost(web.world, { photos: [[], []] });
    const { photo, facts } = await at(ref);
    const base = settledKey(photo);
    const head = await web.world.staff('head');
    const other = facts.photos[1]?.postPhotoId ?? '';
    await settlePeople(web.world.web, head, ref, {
      version: facts.post.version,
      postPhotoId: other,
      people: [],
      headCount: 0,
    });
    const person = [`pupil:${web.world.pupil(2)}`];
    expect((await confirm(ref, { person, headCount: '1', base })).status).toBe(302);
    const stale = await confirm(ref, { person: [`pupil:${web.world.pupil(4)}`], headCount: '1', base });
    expect(stale.status).toBe(409);
    expect(((await stale.json()) as { problem: string }).problem).toContain('changed who is in this photo');
    expect((await factsOf(ref)).photos[0]?.people.map(({ id }) => id)).toEqual([web.world.pupil(2)]);
  });

  test('takes a pupil of another school for somebody who is not there (R-06)', async () => {
    const ref = await draftPost(web.world, { photos: [[]] });
    const theirs = practiceId('pupil/harrowdean/0');
    const done = await confirm(ref, { person: [`pupil:${theirs}`], headCount: '1' });
    expect([done.status, await done.text()]).toEqual([404, 'null']);
    expect((await factsOf(ref)).photos[0]?.people).toEqual([]);
  });

  test('by somebody without training says why not', async () => {
    const ref = await draftPost(web.world, { photos: [[]] });
    const done = await confirm(ref, { headCount: '0' }, 'ashwick/new-teacher');
    expect(done.status).toBe(404);
  });
});
