// A child who is at school and on no list: hidden first, looked up by the office, chosen by a person, and nothing is told that was not
// asked.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '#app/domain/errors.ts';
import { foldedName, foldedWords } from '#app/domain/pupils/folded-name.ts';
import { type AddUnlisted, addUnlisted } from '#app/domain/unlisted/add-unlisted.ts';
import { listUnlisted, searchForUnlisted } from '#app/domain/unlisted/list-unlisted.ts';
import { matchUnlisted } from '#app/domain/unlisted/match-unlisted.ts';
import { unlistedPupils } from '#db/schema/consent-ground.ts';
import { notices } from '#db/schema/notices.ts';
import { pupils as pupilRows } from '#db/schema/pupils.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { PRACTICE_TRUST } from '#db/seed/practice-people.ts';
import { type FacePost, facePost } from '#tests/support/face-posts.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const refused = (code: AppError['code']) => expect.objectContaining({ code });
const scope = () => ({ schoolId: world.schoolId, trustId: PRACTICE_TRUST.id });

async function inputFor(post: FacePost, differs: Partial<AddUnlisted> = {}): Promise<AddUnlisted> {
  const [faceId] = await post.faceIds();
  const { post: row } = await post.facts();
  return {
    version: row.version,
    postPhotoId: (await post.photo()).postPhotoId,
    faceId: faceId ?? '',
    forename: 'Maya',
    group: '4 Hazel',
    requestKey: randomUUID(),
    ...differs,
  };
}

async function added(differs: Partial<AddUnlisted> = {}) {
  const post = await facePost(world, 1);
  const input = await inputFor(post, differs);
  const done = await addUnlisted(world.web, await world.staff('teacher'), post.ref, input);
  return { post, input, done, unlistedId: input.requestKey };
}

const told = async (who: string, kind: 'unlisted_waiting' | 'unlisted_matched') => {
  const { userId } = await world.staff(who);
  const rows = await world.db.select().from(notices).where(eq(notices.userId, userId));
  return rows.filter((row) => row.kind === kind);
};
const match = async (unlistedId: string, pupilId: string | null, by = 'office') =>
  matchUnlisted(world.web, await world.staff(by), { schoolId: world.schoolId, unlistedId, pupilId });
const list = async (by = 'office') =>
  listUnlisted(world.db, await world.staff(by), scope(), world.clock.now());

describe('a child who is not on the list', () => {
  it('is hidden in the photo, and the office is asked, once for a double tap', async () => {
    const before = (await told('office', 'unlisted_waiting')).length;
    const { post, input, done } = await added();
    expect(done).toEqual({ ok: true, unlistedId: input.requestKey });
    expect((await post.account()).faces.map(({ answer }) => answer)).toEqual([{ is: 'blur' }]);
    expect(await addUnlisted(world.web, await world.staff('teacher'), post.ref, input)).toEqual(done);
    const rows = await world.db.select().from(unlistedPupils).where(eq(unlistedPupils.id, input.requestKey));
    expect(rows).toMatchObject([{ forename: 'Maya', group: '4 Hazel', postId: post.ref.postId }]);
    expect(await told('office', 'unlisted_waiting')).toHaveLength(before + 1);
  });

  it.each([
    ['no forename', { forename: '  ' }, 'forename_missing'],
    ['a surname too', { forename: 'Maya Lind' }, 'forename_alone'],
    ['a class that is none', { group: '9 Nowhere' }, 'group_unknown'],
  ])('is not written down with %s, and the face stays as it was', async (_, differs, code) => {
    const { post, done, unlistedId } = await added(differs);
    expect(done).toMatchObject({ ok: false, issues: [{ code }] });
    expect((await post.account()).faces.map(({ answer }) => answer)).toEqual([{ is: 'open' }]);
    expect(await world.db.select().from(unlistedPupils).where(eq(unlistedPupils.id, unlistedId))).toEqual([]);
  });

  it('is not written down when the face cannot be hidden', async () => {
    const post = await facePost(world, 1);
    const teacher = await world.staff('teacher');
    const stale = await inputFor(post, { version: 0 });
    await expect(addUnlisted(world.web, teacher, post.ref, stale)).rejects.toEqual(refused('stale_revision'));
    const other = await inputFor(post, { faceId: randomUUID() });
    await expect(addUnlisted(world.web, teacher, post.ref, other)).rejects.toEqual(refused('not_found'));
    const governor = await world.staff('governor');
    await expect(addUnlisted(world.web, governor, post.ref, await inputFor(post))).rejects.toEqual(
      refused('forbidden'),
    );
    for (const { requestKey } of [stale, other])
      expect(await world.db.select().from(unlistedPupils).where(eq(unlistedPupils.id, requestKey))).toEqual(
        [],
      );
  });
});

describe('the office', () => {
  it('is offered pupils of that forename, those of the class first, and nobody is chosen by itself', async () => {
    const [here, elsewhere] = [world.pupil(10), world.pupil(30)];
    for (const id of [here, elsewhere])
      await world.db.update(pupilRows).set({ legalForename: 'Zoë' }).where(eq(pupilRows.id, id));
    const { unlistedId } = await added({ forename: 'zoe' });
    const waiting = (await list()).waiting.find(({ id }) => id === unlistedId);
    expect(waiting?.maybe.map(({ id }) => id)).toEqual([here]);
    const { unlistedId: spelt } = await added({ forename: 'Zoë', group: '' });
    expect(
      (await list()).waiting
        .find(({ id }) => id === spelt)
        ?.maybe.map(({ id }) => id)
        .sort(),
    ).toEqual([here, elsewhere].sort());
    const search = await searchForUnlisted(
      world.db,
      await world.staff('office'),
      world.schoolId,
      'Rowan zo',
      world.clock.now(),
    );
    expect(search.map(({ id }) => id)).toEqual([elsewhere]);
    await expect(list('teacher')).rejects.toEqual(refused('forbidden'));
  });

  it('says who it is: the forename is forgotten, and the teacher hears no more than that they can be chosen', async () => {
    const { unlistedId, post } = await added();
    await match(unlistedId, world.pupil(11));
    await match(unlistedId, world.pupil(11));
    const [row] = await world.db.select().from(unlistedPupils).where(eq(unlistedPupils.id, unlistedId));
    expect(row).toMatchObject({ pupilId: world.pupil(11), forename: '' });
    const mine = (await told('teacher', 'unlisted_matched')).filter(
      ({ postId }) => postId === post.ref.postId,
    );
    expect(mine).toMatchObject([{ code: 'found', aboutId: null }]);
    expect((await list()).waiting.map(({ id }) => id)).not.toContain(unlistedId);
    expect((await list()).done.find(({ id }) => id === unlistedId)).toMatchObject({
      id: unlistedId,
      pupilId: world.pupil(11),
    });
    // The face stays hidden until the teacher settles it anew.
    expect((await post.account()).faces.map(({ answer }) => answer)).toEqual([{ is: 'blur' }]);
    await expect(match(unlistedId, world.pupil(12))).rejects.toEqual(refused('illegal_move'));
  });

  it('may find that it is nobody of ours, and can choose no pupil of another school', async () => {
    const { unlistedId, post } = await added();
    await expect(match(unlistedId, practiceId('pupil/harrowdean/0'))).rejects.toEqual(refused('not_found'));
    await expect(match(unlistedId, world.pupil(1), 'teacher')).rejects.toEqual(refused('forbidden'));
    await expect(match(unlistedId, null, 'harrowdean/office')).rejects.toEqual(refused('not_found'));
    await match(unlistedId, null);
    const mine = (await told('teacher', 'unlisted_matched')).filter(
      ({ postId }) => postId === post.ref.postId,
    );
    expect(mine).toMatchObject([{ code: 'nobody' }]);
  });
});

describe('names as they are compared', () => {
  it.each([
    ['Zoë', 'zoe'],
    ['O’Neill', 'oneill'],
    [' ÅSE ', 'ase'],
    ['Łukasz', 'łukasz'],
  ])('%s is %s', (name, folded) => expect(foldedName(name)).toBe(folded));

  it('are whole words', () => {
    expect([...foldedWords('Well done, Sam-Lee O’Neill! Samuel too.')]).toEqual([
      'well',
      'done',
      'sam',
      'lee',
      'oneill',
      'samuel',
      'too',
    ]);
  });
});
