// The pages on which a person decides about a pupil's record: a changed name, a child who is not listed yet, a doubt that an export
// left, names and dates by hand. Each opens for its own roles alone, and none shows a name that a pupil no longer has.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changePupil } from '#app/domain/pupils/keep-pupil.ts';
import { typedPupil } from '#app/presenters/kept-pupils.ts';
import { action as decideDoubt, loader as doubts } from '#app/routes/s.$school.missing.tsx';
import { action as settleName, loader as nameChange } from '#app/routes/s.$school.names.$nameChangeId.tsx';
import { loader as names } from '#app/routes/s.$school.names._index.tsx';
import {
  action as addUnlisted,
  loader as unlistedForm,
} from '#app/routes/s.$school.posts.$postId.unlisted.$postPhotoId.tsx';
import { action as editPupil, loader as pupilRecord } from '#app/routes/s.$school.pupils.$pupilId.edit.tsx';
import { loader as pupilPage } from '#app/routes/s.$school.pupils.$pupilId._index.tsx';
import { action as searchPupils } from '#app/routes/s.$school.pupils._index.tsx';
import { action as newPupil, loader as newForm } from '#app/routes/s.$school.pupils.new.tsx';
import { action as matchChild, loader as unlisted } from '#app/routes/s.$school.unlisted.tsx';
import { findPupil } from '#db/queries/pupils.server.ts';
import { nameChanges } from '#db/schema/consent-ground.ts';
import { pupils as pupilTable } from '#db/schema/pupils.ts';
import { facePost } from '#tests/support/face-posts.ts';
import { postIn } from '#tests/support/posts-in-states.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { openWeb, type Web } from '#tests/support/web.ts';
import { pupils } from '#tests/support/world.ts';

const [OFFICE, TEACHER, DSL] = ['ashwick/office', 'ashwick/teacher', 'ashwick/dsl'];
let web: Web;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

const anyPost = () => ({ schoolId: web.world.schoolId, postId: '' });
const rowOf = async (pupilId: string) => {
  const row = await findPupil(web.world.db, web.world, pupilId);
  if (!row) throw new Error('no such pupil');
  return row;
};

test('a changed name lists posts without a word of the old one, for the safeguarding leads alone', async () => {
  const { world } = web;
  const pupilId = world.pupil(2);
  const before = await rowOf(pupilId);
  await postIn(world, 'published', { photos: [pupils(pupilId, world.pupil(4), world.pupil(5))] });
  await postIn(world, 'published', { words: `Well done, ${before.legalForename}.`, photos: [] });
  const { misId: _, ...typed } = { ...typedPupil(before), legalForename: 'Robyn' };
  const ref = { schoolId: world.schoolId, pupilId };
  await changePupil(world.web, await world.staff('office'), ref, typed);
  const [change] = await world.db.select().from(nameChanges).where(eq(nameChanges.pupilId, pupilId));
  const params = { nameChangeId: change?.id ?? '' };
  const list = await look(web, names, DSL, null);
  const page = await look(web, nameChange, DSL, null, '', params);
  expect(page.data).toMatchObject({ pupil: { name: `Robyn ${before.legalSurname}` }, done: null });
  expect((page.data as { posts: { act: string }[] }).posts.map(({ act }) => act)).toEqual([
    'take-down',
    'take-down',
  ]);
  for (const { text } of [list, page]) expect(text).not.toContain(before.legalForename);
  for (const as of [TEACHER, OFFICE, 'ashwick/head', 'ashwick/data']) {
    expect((await look(web, nameChange, as, null, '', params)).status).toBe(404);
    expect((await press(web, settleName, as, anyPost(), {}, params)).status).toBe(404);
  }
  expect((await press(web, settleName, DSL, anyPost(), {}, params)).to).toBe(
    `${BASE}/names/${params.nameChangeId}`,
  );
  expect((await look(web, nameChange, DSL, null, '', params)).data).toMatchObject({
    done: expect.stringContaining('November'),
  });
});

test('a child who is not on the list is added from their face, and matched by the office', async () => {
  const post = await facePost(web.world, 1);
  const [faceId = ''] = await post.faceIds();
  const { postPhotoId } = await post.photo();
  const form = await look(web, unlistedForm, TEACHER, post.ref, `?face=${faceId}`, { postPhotoId });
  const { version, requestKey } = form.data as { version: number; requestKey: string };
  expect((await look(web, unlistedForm, TEACHER, post.ref, '', { postPhotoId })).status).toBe(404);
  expect(
    (await look(web, unlistedForm, TEACHER, post.ref, `?face=${randomUUID()}`, { postPhotoId })).status,
  ).toBe(404);
  const sent = (differs: Record<string, string> = {}) =>
    press(
      web,
      addUnlisted,
      TEACHER,
      post.ref,
      { requestKey, version: String(version), faceId, forename: 'Amelia', group: '4 Hazel', ...differs },
      { postPhotoId },
    );
  const wrong = await sent({ forename: 'Amelia Fenwick' });
  expect(wrong).toMatchObject({
    status: 422,
    data: { errors: { forename: expect.stringContaining('without a surname') }, typed: { group: '4 Hazel' } },
  });
  expect((await sent()).to).toBe(`${BASE}/posts/${post.ref.postId}/photos/${postPhotoId}`);

  const page = await look(web, unlisted, OFFICE, null);
  const [child] = (page.data as { waiting: { id: string; title: string; maybe: { value: string }[] }[] })
    .waiting;
  expect(child).toMatchObject({ title: 'Amelia, 4 Hazel' });
  const unlistedId = child?.id ?? '';
  const pressed = (form: Record<string, string>, as = OFFICE) =>
    press(web, matchChild, as, anyPost(), { unlistedId, ...form });
  expect((await pressed({ intent: 'match' })).status).toBe(422);
  const searched = await pressed({ intent: 'search', typed: '4 Hazel ame' });
  expect((searched.data as { found: unknown[] }).found).toHaveLength(2);
  const pupilId = child?.maybe[0]?.value ?? '';
  expect((await pressed({ intent: 'match', pupilId }, TEACHER)).status).toBe(404);
  expect((await pressed({ intent: 'match', pupilId })).to).toBe(`${BASE}/unlisted?note=found`);
  expect((await look(web, unlisted, OFFICE, null)).data).toMatchObject({ waiting: [], done: [{ pupilId }] });
  expect((await pressed({ intent: 'nobody' })).status).toBe(409);
  expect((await look(web, unlisted, TEACHER, null)).status).toBe(404);
});

test('a doubt has its answers on one page, and what is missing is said beside its field', async () => {
  const { world } = web;
  const pupilId = world.pupil(50);
  await world.db
    .update(pupilTable)
    .set({ missingSince: world.clock.now() })
    .where(eq(pupilTable.id, pupilId));
  const listed = async () =>
    ((await look(web, doubts, OFFICE, null)).data as { missing: { id: string }[] }).missing.map(
      ({ id }) => id,
    );
  expect(await listed()).toEqual([pupilId]);
  const answer = (form: Record<string, string>, as = OFFICE) =>
    press(web, decideDoubt, as, anyPost(), { pupilId, ...form });
  expect(await answer({ is: 'still_here', evidence: '' })).toMatchObject({
    status: 422,
    data: { pupilId, is: 'still_here', errors: { evidence: expect.stringContaining('how you know') } },
  });
  expect((await answer({ is: 'still_here', evidence: 'Seen' }, TEACHER)).status).toBe(404);
  expect((await answer({ is: 'still_here', evidence: 'Seen' })).to).toBe(`${BASE}/missing?note=still_here`);
  expect(await listed()).toEqual([]);
  expect((await look(web, doubts, DSL, null)).status).toBe(404);
});

test('a pupil is added and changed by the office; what was typed wrong stands there again', async () => {
  const form = {
    ...{ misId: 'HAND-1', legalForename: 'Mina', legalSurname: 'Dijk', yearGroup: 'Year 4' },
    ...{ registrationGroup: '4 Hazel', startsOn: '2026-11-16', requestKey: randomUUID() },
  };
  expect((await look(web, newForm, OFFICE, null)).status).toBe(200);
  const wrong = await press(web, newPupil, OFFICE, anyPost(), { ...form, startsOn: 'soon' });
  expect(wrong).toMatchObject({
    status: 422,
    data: { errors: { startsOn: expect.any(String) }, typed: { startsOn: 'soon' } },
  });
  expect((await press(web, newPupil, OFFICE, anyPost(), form)).to).toBe(`${BASE}/pupils/${form.requestKey}`);
  const params = { pupilId: form.requestKey };
  expect((await look(web, pupilRecord, OFFICE, null, '', params)).data).toMatchObject({
    typed: { legalForename: 'Mina', leavesOn: '' },
    fromExport: false,
  });
  const changed = { ...form, legalForename: 'Nora', preferredForename: 'No' };
  expect((await press(web, editPupil, OFFICE, anyPost(), changed, params)).to).toBe(
    `${BASE}/pupils/${form.requestKey}`,
  );
  expect(await rowOf(form.requestKey)).toMatchObject({
    misId: 'HAND-1',
    legalForename: 'Nora',
    preferredForename: 'No',
  });
  for (const as of [TEACHER, DSL]) {
    expect((await look(web, newForm, as, null)).status).toBe(404);
    expect((await press(web, editPupil, as, anyPost(), changed, params)).status).toBe(404);
  }
});

test('what everyone calls a pupil is kept by the office, stands on the pupil’s page and finds the pupil', async () => {
  const pupilId = web.world.pupil(7);
  const params = { pupilId };
  const about = async (as: string) =>
    ((await look(web, pupilPage, as, null, '', params)).data as { pupil: { about: string[] } }).pupil.about;
  expect(await about(DSL)).toEqual([]);
  const { misId: _, ...typed } = typedPupil(await rowOf(pupilId));
  const kept = await press(web, editPupil, OFFICE, anyPost(), { ...typed, knownAs: 'Quillo' }, params);
  expect(kept.to).toBe(`${BASE}/pupils/${pupilId}`);
  expect((await look(web, pupilRecord, OFFICE, null, '', params)).data).toMatchObject({
    typed: { knownAs: 'Quillo' },
  });
  expect(await about(DSL)).toEqual(['Also known as Quillo.']);
  const found = await press(web, searchPupils, DSL, anyPost(), { typed: 'quillo' });
  expect((found.data as { pupils: { id: string }[] }).pupils.map(({ id }) => id)).toEqual([pupilId]);
  await press(web, editPupil, OFFICE, anyPost(), { ...typed, knownAs: '' }, params);
  expect(await about(OFFICE)).toEqual([]);
});
