// Writing a post over HTTP, with and without scripts: every way it can go wrong is said plainly, and nothing typed is lost.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanPhoto } from '#app/domain/photos/clean-photo.ts';
import { MAX_UPLOAD_BYTES } from '#app/domain/photos/photo-limits.ts';
import { readPostFacts, type PostRef } from '#app/domain/posts/load-post-facts.ts';
import type { DraftFields } from '#app/domain/posts/merge-draft.ts';
import { sendBackPost } from '#app/domain/posts/review-post.ts';
import { draftFieldsOf } from '#app/domain/posts/save-typed.ts';
import { startPost } from '#app/domain/posts/start-post.ts';
import { BASE, fieldPairs } from '#app/http/draft-form.ts';
import { action as addPhoto } from '#app/routes/s.$school.posts.$postId.add-photo.ts';
import { action as press, loader as edit } from '#app/routes/s.$school.posts.$postId.edit.tsx';
import { loader as photoStates } from '#app/routes/s.$school.posts.$postId.photo-states.ts';
import { action as save } from '#app/routes/s.$school.posts.$postId.save.ts';
import { action as start, loader as newPost } from '#app/routes/s.$school.posts.new.tsx';
import { loader as photo } from '#app/routes/s.$school.photos.$versionId.ts';
import type { ComposeAnswer } from '#app/presenters/compose.ts';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import { openWeb, responseOf, type Web } from '#tests/support/web.ts';
import { DRAWN, draftPost, pupils, shownOn } from '#tests/support/world.ts';

let web: Web;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());

const SCHOOL = 'ashwick-lane-primary-school';
const TEACHER = 'ashwick/teacher';
type Any = never;

const pathOf = (ref: PostRef, page: string) => `/s/${SCHOOL}/posts/${ref.postId}/${page}`;
const paramsOf = (ref: PostRef) => ({ school: SCHOOL, postId: ref.postId });
const factsOf = (ref: PostRef) => readPostFacts(web.world.db, ref, web.world.clock.now());
const pageOf = (ref: PostRef, as = TEACHER) =>
  edit(web.args(pathOf(ref, 'edit'), { as, params: paramsOf(ref) }) as Any);

async function emptyDraft(author = 'teacher'): Promise<PostRef> {
  const [account] = await accountsOfSchool(web.world.db, web.world);
  const { postId } = await startPost(web.world.web, await web.world.staff(author), {
    schoolId: web.world.schoolId,
    accountId: account?.id ?? '',
    tripId: web.world.trip('over'),
    purpose: 'trip',
    requestKey: randomUUID(),
  });
  return { schoolId: web.world.schoolId, postId };
}

/** The compose form as a page drawn now would send it, with changes. */
async function formOf(ref: PostRef, typed: Partial<DraftFields> = {}, more: Record<string, string> = {}) {
  const facts = await factsOf(ref);
  const base = draftFieldsOf(facts);
  const pairs = [
    ['version', String(facts.post.version)],
    ...fieldPairs(base, BASE),
    ...fieldPairs({ ...base, ...typed }),
    ...Object.entries(more),
  ] as [string, string][];
  const form = new FormData();
  for (const [name, value] of pairs) form.append(name, value);
  return form;
}

const send = (ref: PostRef, form: FormData, { as = TEACHER, upload = randomUUID(), headers = {} } = {}) =>
  responseOf(() =>
    press(
      web.args(`${pathOf(ref, 'edit')}?upload=${upload}`, {
        as,
        params: paramsOf(ref),
        form,
        headers,
      }) as Any,
    ),
  );
const autosave = (ref: PostRef, form: FormData, as: string | null = TEACHER) =>
  responseOf(() =>
    save(web.args(pathOf(ref, 'save'), { ...(as ? { as } : {}), params: paramsOf(ref), form }) as Any),
  );
const answerOf = async (response: Response) => (await response.json()) as ComposeAnswer;

describe('starting', () => {
  const ask = (form: Record<string, string>, as = TEACHER) =>
    responseOf(() =>
      start(web.args(`/s/${SCHOOL}/posts/new`, { as, params: { school: SCHOOL }, form }) as Any),
    );
  const page = (as: string) =>
    newPost(web.args(`/s/${SCHOOL}/posts/new`, { as, params: { school: SCHOOL } }) as Any);

  test('offers the school’s trips and its one open account, and a double tap starts one post', async () => {
    const { trips, accounts, requestKey, refusal } = await page(TEACHER);
    expect(refusal).toBeNull();
    // The teacher's own trip comes first, and it is back.
    expect(trips.map((trip) => trip.label)).toEqual([
      'Year 4 at Tidewater Farm',
      'Year 6 at the Old Mill Museum',
    ]);
    expect(trips[1]?.hint).toContain('once everyone is back');
    const form = { about: trips[0]?.value ?? '', accountId: accounts[0]?.value ?? '', requestKey };
    const [first, second] = [await ask(form), await ask(form)];
    expect(first.headers.get('location')).toMatch(/\/posts\/[0-9a-f-]{36}\/edit$/);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
  });

  test('asks for what is missing, and takes a purpose where there is no trip', async () => {
    const { accounts, requestKey } = await page(TEACHER);
    const account = accounts[0]?.value ?? '';
    expect((await ask({ about: '', accountId: account, requestKey })).status).toBe(400);
    expect((await ask({ about: 'other', accountId: account, requestKey })).status).toBe(400);
    const done = await ask({ about: 'other', purpose: 'celebration', accountId: account, requestKey });
    expect(done.status).toBe(302);
  });

  test('says to somebody without training why not yet, where the button would be, and refuses them too', async () => {
    const { refusal, accounts, trips, requestKey } = await page('ashwick/new-teacher');
    expect(refusal?.sentence).toContain('training');
    const form = { about: trips[0]?.value ?? '', accountId: accounts[0]?.value ?? '', requestKey };
    const refused = await ask(form, 'ashwick/new-teacher');
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ refused: expect.stringContaining('training') as string });
  });

  test('is not there for those who do not write posts', async () => {
    expect((await responseOf(() => page('ashwick/office'))).status).toBe(404);
  });
});

describe('saving while typing', () => {
  test('keeps the words and says what the checks find now', async () => {
    const ref = await emptyDraft();
    const response = await autosave(ref, await formOf(ref, { words: 'We fed\r\nthe lambs.' }));
    expect(await response.json()).toMatchObject({
      saved: true,
      checks: { version: 2, used: 17, issues: [] },
      fields: { words: 'We fed\nthe lambs.' },
    });
    expect((await factsOf(ref)).post.words).toBe('We fed\nthe lambs.');
  });

  test('merges with another tab that changed something else', async () => {
    const ref = await emptyDraft();
    const tab = await formOf(ref, { words: 'From this tab' });
    await autosave(ref, await formOf(ref, { declarations: ['responsible'] }));
    expect((await autosave(ref, tab)).status).toBe(200);
    const { post } = await factsOf(ref);
    expect([post.words, Object.keys(post.declarations)]).toEqual(['From this tab', ['responsible']]);
  });

  test('shows both versions when another tab changed the same words, and keeps each until somebody chooses', async () => {
    const ref = await emptyDraft();
    const tab = await formOf(ref, { words: 'Mine' });
    await autosave(ref, await formOf(ref, { words: 'Theirs' }));
    const clash = await autosave(ref, tab);
    expect(clash.status).toBe(409);
    expect(await clash.json()).toMatchObject({
      saved: false,
      notSaved: { conflicts: [{ field: 'words', label: 'The words', mine: 'Mine', theirs: 'Theirs' }] },
      fields: { words: 'Theirs' },
    });
    expect((await factsOf(ref)).post.words).toBe('Theirs');
    await autosave(ref, await formOf(ref, { words: 'Mine' }));
    expect((await factsOf(ref)).post.words).toBe('Mine');
  });

  test('of a form whose version is not known goes by what it began from', async () => {
    const ref = await emptyDraft();
    const form = await formOf(ref, { words: 'Kept on the phone' });
    form.set('version', '0');
    await autosave(ref, await formOf(ref, { words: 'Saved meanwhile' }));
    expect((await autosave(ref, form)).status).toBe(409);
  });

  test('counts 281 characters as one too many, keeps them, and counts an address as 23', async () => {
    const ref = await emptyDraft();
    const words = 'x'.repeat(281);
    const said = (await (await autosave(ref, await formOf(ref, { words }))).json()) as { checks: never };
    expect(said).toMatchObject({
      saved: true,
      checks: {
        used: 281,
        issues: [
          { field: 'words', fieldId: 'words', sentence: expect.stringContaining('1 too long') as string },
        ],
      },
    });
    expect((await factsOf(ref)).post.words).toBe(words);
    const link = `${'x'.repeat(256)} https://www.ashwick.sch.uk/${'long/'.repeat(20)}`;
    const fits = await (await autosave(ref, await formOf(ref, { words: link }))).json();
    expect(fits).toMatchObject({ checks: { used: 280, issues: [] } });
  });

  test('says what a link costs, a bare one too, and nothing where there is none', async () => {
    const ref = await emptyDraft();
    const noteOf = async (words: string) =>
      (
        (await (await autosave(ref, await formOf(ref, { words }))).json()) as {
          checks: { linkNote: string | null };
        }
      ).checks.linkNote;
    expect(await noteOf('More on ashwick.sch.uk soon')).toContain('20 US cents for such a post, and 1.5');
    expect(await noteOf('More soon')).toBeNull();
  });

  test('keeps an alt text over 1,000 characters and says so beside it', async () => {
    const ref = await draftPost(web.world);
    const id = (await factsOf(ref)).photos[0]?.postPhotoId ?? '';
    const altTexts = { [id]: 'y'.repeat(1001) };
    expect(await (await autosave(ref, await formOf(ref, { altTexts }))).json()).toMatchObject({
      saved: true,
      fields: { altTexts },
      checks: { issues: [{ fieldId: `alt-${id}`, sentence: expect.stringContaining('1,001') as string }] },
    });
  });

  test('refuses what nobody could have meant to write, and leaves it on the page', async () => {
    const ref = await emptyDraft();
    const response = await autosave(ref, await formOf(ref, { words: 'z'.repeat(10_001) }));
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      saved: false,
      notSaved: { refused: { sentence: expect.stringContaining('10,000') as string } },
    });
    expect((await factsOf(ref)).post.words).toBe('');
  });

  test('takes the days it may go out, and says when a time does not exist', async () => {
    const ref = await emptyDraft();
    const saved = await autosave(
      ref,
      await formOf(ref, { windowFrom: '2026-11-20T08:00', windowUntil: '2026-11-27T17:00' }),
    );
    expect(saved.status).toBe(200);
    const { post } = await factsOf(ref);
    expect(post.windowFrom.toISOString()).toBe('2026-11-20T08:00:00.000Z');
    expect(post.windowUntil.toISOString()).toBe('2026-11-27T17:00:59.999Z');
    const skipped = await autosave(
      ref,
      await formOf(ref, { words: 'Kept', windowUntil: '2027-03-28T01:30' }),
    );
    expect(skipped.status).toBe(422);
    expect(await skipped.json()).toMatchObject({
      notSaved: { errors: { windowUntil: expect.stringContaining('Sun 28 March 2027, 2:00 am') as string } },
      fields: { words: 'Kept' },
    });
    const backwards = await autosave(ref, await formOf(ref, { windowUntil: '2026-11-19T08:00' }));
    expect(await backwards.json()).toMatchObject({
      notSaved: { refused: { sentence: 'The last day is before the first.' } },
    });
  });

  test('by somebody signed out is answered as data, and the plain form takes what was typed to the sign-in page', async () => {
    const ref = await emptyDraft();
    const form = await formOf(ref, { words: 'Typed before the session ended' });
    const told = await autosave(ref, form, null);
    expect([told.status, await told.json()]).toEqual([401, { signedOut: true }]);
    const args = web.args(pathOf(ref, 'edit'), {
      params: paramsOf(ref),
      form,
      headers: { 'content-length': '2000' },
    });
    const stopped = await responseOf(() => press(args as Any));
    expect(stopped.status).toBe(307);
    expect(stopped.headers.get('location')).toBe(`/sign-in?back=${encodeURIComponent(pathOf(ref, 'edit'))}`);
  });

  test('is refused to a colleague who may not see the draft, as if it were not there', async () => {
    const ref = await emptyDraft();
    const response = await autosave(ref, await formOf(ref), 'both/teacher-and-comms');
    expect([response.status, await response.text()]).toEqual([404, 'null']);
  });
});

const file = (bytes: number, fill = 7) => new Blob([new Uint8Array(bytes).fill(fill)]);

describe('photos', () => {
  const upload = (
    ref: PostRef,
    blob: Blob | null,
    photoId: string = randomUUID(),
    as: string | null = TEACHER,
  ) => {
    const form = new FormData();
    if (blob) form.set('photo', blob, 'IMG_1234 Amelia.jpg');
    const path = `${pathOf(ref, 'add-photo')}?photoId=${photoId}`;
    return responseOf(() =>
      addPhoto(web.args(path, { ...(as ? { as } : {}), params: paramsOf(ref), form }) as Any),
    );
  };
  const sentence = async (response: Response) => ((await response.json()) as { sentence: string }).sentence;

  test('go up one by one; the same one sent again after a cut connection is there once', async () => {
    const ref = await emptyDraft();
    const photoId = randomUUID();
    for (let time = 0; time < 2; time++) expect((await upload(ref, file(100), photoId)).status).toBe(200);
    const { photos } = await factsOf(ref);
    expect(photos.map((each) => each.photoId)).toEqual([photoId]);
    const states = await responseOf(() =>
      photoStates(web.args(pathOf(ref, 'photo-states'), { as: TEACHER, params: paramsOf(ref) }) as Any),
    );
    expect(await states.json()).toEqual({ photos: [{ photoId, state: 'quarantined' }] });
    expect((await pageOf(ref)).photos[0]).toMatchObject({
      state: 'working',
      words: 'Cleaning photo 1',
      src: null,
    });
  });

  test('of 33 MiB are refused in words, alone or in the plain form, and the words beside them are saved', async () => {
    const ref = await emptyDraft();
    const large = file(33 * 1024 * 1024);
    expect(large.size).toBeGreaterThan(MAX_UPLOAD_BYTES);
    const alone = await upload(ref, large);
    expect(alone.status).toBe(422);
    expect(await sentence(alone)).toContain('over 32 MB');
    const form = await formOf(ref, { words: 'Not lost' });
    form.append('photo', large, 'large.jpg');
    const together = await send(ref, form);
    expect(together.status).toBe(422);
    expect((await answerOf(together)).photoRefusals).toEqual([expect.stringContaining('over 32 MB')]);
    const { post, photos } = await factsOf(ref);
    expect([post.words, photos.length]).toEqual(['Not lost', 0]);
  });

  test('beyond any cap are refused before they are read', async () => {
    const ref = await emptyDraft();
    const form = new FormData();
    form.set('photo', file(36 * 1024 * 1024));
    expect((await send(ref, form)).status).toBe(413);
  });

  test('that are empty, or a fifth one, are refused each for itself', async () => {
    const ref = await emptyDraft();
    expect(await sentence(await upload(ref, file(0)))).toContain('empty');
    expect(await sentence(await upload(ref, null))).toContain('empty');
    const form = await formOf(ref);
    for (let count = 1; count <= 5; count++) form.append('photo', file(10, count), `${count}.jpg`);
    const { photoRefusals } = await answerOf(await send(ref, form));
    expect(photoRefusals).toEqual([expect.stringContaining('at most 4')]);
    expect((await factsOf(ref)).photos).toHaveLength(4);
  });

  test('in a plain form sent twice are added once, and an untouched file field adds none', async () => {
    const ref = await emptyDraft();
    const key = randomUUID();
    for (let time = 0; time < 2; time++) {
      const form = await formOf(ref, { words: `Time ${time}` });
      form.append('photo', file(50), 'a.jpg');
      form.append('photo', file(60), 'b.jpg');
      expect((await send(ref, form, { upload: key })).status).toBe(302);
    }
    const untouched = await formOf(ref);
    untouched.append('photo', new Blob([]), '');
    await send(ref, untouched);
    expect((await factsOf(ref)).photos).toHaveLength(2);
  });

  test('are not taken from somebody signed out, from a stranger, or without an id of their own', async () => {
    const ref = await emptyDraft();
    expect((await upload(ref, file(10), randomUUID(), null)).status).toBe(401);
    expect((await upload(ref, file(10), randomUUID(), 'both/teacher-and-comms')).status).toBe(404);
    expect((await upload(ref, file(10), 'not-an-id')).status).toBe(400);
  });

  test('that could not be cleaned say why, once removed are gone, and can be put first', async () => {
    const ref = await emptyDraft();
    const ids = [randomUUID(), randomUUID()] as const;
    await upload(ref, new Blob(['not a photo at all']), ids[0]);
    await upload(ref, file(90), ids[1]);
    for (const photoId of ids) await cleanPhoto(web.world.worker, { schoolId: web.world.schoolId, photoId });
    const [bad, good] = (await pageOf(ref)).photos;
    expect(bad).toMatchObject({
      state: 'refused',
      words: expect.stringContaining('JPEG, HEIC, PNG') as string,
    });
    expect(good).toMatchObject({ state: 'ready', removed: 'Where it was taken', ...DRAWN });
    await send(ref, await formOf(ref, {}, { intent: `first:${good?.postPhotoId}` }));
    expect((await pageOf(ref)).photos[0]?.postPhotoId).toBe(good?.postPhotoId);
    await send(ref, await formOf(ref, { words: 'Kept' }, { intent: `remove:${bad?.postPhotoId}` }));
    const page = await pageOf(ref);
    expect([page.photos.length, page.fields.words]).toEqual([1, 'Kept']);
  });
});

describe('a photo’s bytes', () => {
  const get = (versionId: string, as = TEACHER, query = '') => {
    const args = web.args(`/s/${SCHOOL}/photos/${versionId}${query}`, {
      as,
      params: { school: SCHOOL, versionId },
    });
    return responseOf(() => photo(args as Any));
  };

  test('are the clean copy, kept by nobody, under a name that says nothing', async () => {
    const ref = await draftPost(web.world);
    const version = (await factsOf(ref)).photos[0]?.version;
    const response = await get(version?.id ?? '');
    const headers = Object.fromEntries(response.headers);
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^inline; filename="photo-[0-9a-f]{8}\.jpg"$/) as string,
    });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(
      new Uint8Array(web.world.cleanFiles.get(version?.key ?? '') ?? []),
    );
    const download = await get(version?.id ?? '', TEACHER, '?download');
    expect(download.headers.get('content-disposition')).toMatch(/^attachment/);
  });

  test('of a draft are there for its writer and those who may read drafts, and for nobody else', async () => {
    const ref = await draftPost(web.world);
    const id = (await factsOf(ref)).photos[0]?.version?.id ?? '';
    for (const as of [TEACHER, 'ashwick/head', 'ashwick/comms']) expect((await get(id, as)).status).toBe(200);
    for (const as of [
      'both/teacher-and-comms',
      'ashwick/office',
      'ashwick/governor',
      'trust/admin',
      'trust/dpo',
    ])
      expect((await get(id, as)).status, as).toBe(404);
  });
});

describe('sending', () => {
  test('says everything that is missing at once, each beside its place, and saves what was typed', async () => {
    const ref = await emptyDraft();
    const response = await send(ref, await formOf(ref, { words: 'x'.repeat(300) }, { intent: 'submit' }));
    expect(response.status).toBe(422);
    const { asked, typed } = await answerOf(response);
    expect(typed).toBeNull();
    expect(asked.map(({ fieldId }) => fieldId)).toEqual(['words', 'declaration-responsible']);
    expect(asked[1]?.clause).toEqual({ label: 'you speak for the school', href: '/policy#rule-R-27' });
    expect((await factsOf(ref)).post.words).toHaveLength(300);
  });

  test('takes one tick for the whole post: what concerns a photo is asked at the photo, and only there', async () => {
    expect((await pageOf(await emptyDraft())).declarations).toHaveLength(1);
    expect((await pageOf(await draftPost(web.world))).declarations).toHaveLength(1);
  });

  test('of a finished draft leads home; a second press changes nothing and says so', async () => {
    const ref = await draftPost(web.world);
    const form = await formOf(ref, {}, { intent: 'submit' });
    const twice = await formOf(ref, {}, { intent: 'submit' });
    const sent = await send(ref, form);
    expect(sent.headers.get('location')).toBe(`/s/${SCHOOL}?sent=yes`);
    expect((await factsOf(ref)).post.status).toBe('in_review');
    const again = await send(ref, twice);
    expect(again.status).toBe(409);
    expect((await answerOf(again)).refused?.sentence).toContain('moved on');
    const page = await responseOf(() => pageOf(ref));
    expect(page.headers.get('location')).toBe(`/s/${SCHOOL}/posts/${ref.postId}`);
  });

  test('names a pupil who may not be shown to the author, and never why', async () => {
    const blocked = await blockedPupil();
    const ref = await draftPost(web.world, { photos: [pupils(blocked)] });
    const page = await pageOf(ref);
    const [issue] = page.issues.filter(({ code }) => code === 'pupil_may_not_be_shown');
    expect(issue?.sentence).toMatch(
      /^[A-Z].* may not be shown in this post\. Remove photo 1, or use one without them\.$/,
    );
    expect(JSON.stringify(page)).not.toMatch(
      /refus|withdr|restrict|expired|no_consent|not_permitted|decision/i,
    );
  });

  test('after it came back shows the reason first, and goes on from there', async () => {
    const ref = await draftPost(web.world);
    await send(ref, await formOf(ref, {}, { intent: 'submit' }));
    const head = await web.world.staff('head');
    await sendBackPost(web.world.web, head, ref, {
      ...(await shownOn(web.world, ref)),
      reason: 'Name the farm.',
    });
    const page = await pageOf(ref);
    expect(page.status).toBe('changes_requested');
    expect(page.sentBack).toMatchObject({ byName: 'Ngozi Okafor', reason: 'Name the farm.' });
    await autosave(ref, await formOf(ref, { words: 'At Tidewater Farm we fed the lambs.' }));
    const sent = await send(ref, await formOf(ref, {}, { intent: 'submit' }));
    expect(sent.headers.get('location')).toContain('sent=yes');
  });

  test('tells the writer when nobody may approve it', async () => {
    const ref = await draftPost(web.world);
    for (const as of ['ashwick/head', 'ashwick/deputy'])
      await autosave(ref, await formOf(ref, { words: `Changed by ${as}` }), as);
    const sent = await send(ref, await formOf(ref, {}, { intent: 'submit' }));
    expect(sent.headers.get('location')).toBe(`/s/${SCHOOL}?sent=nobody`);
  });
});

/** A pupil of the trip who may not be shown, by what the page itself says. */
async function blockedPupil(): Promise<string> {
  const ref = await draftPost(web.world, {
    photos: [pupils(...Array.from({ length: 24 }, (_, i) => web.world.pupil(i)))],
  });
  const { verdicts } = await factsOf(ref);
  return verdicts.find((each) => each.verdict === 'block')?.id ?? '';
}

describe('anything that is not the form', () => {
  test('is refused without a change: a missing form, an unknown press, JSON however deep', async () => {
    const ref = await emptyDraft();
    const odd = new FormData();
    odd.set('hello', 'world');
    expect((await send(ref, odd)).status).toBe(400);
    expect((await send(ref, await formOf(ref, {}, { intent: 'approve' }))).status).toBe(400);
    const deep = `{"a":`.repeat(5_000) + '1' + '}'.repeat(5_000);
    for (const run of [press, save, start, addPhoto]) {
      const args = web.args(`${pathOf(ref, 'x')}?photoId=${randomUUID()}`, {
        as: TEACHER,
        params: paramsOf(ref),
        method: 'POST',
        body: deep,
        headers: { 'content-type': 'application/json' },
      });
      expect((await responseOf(() => run(args as Any))).status).toBe(415);
    }
    expect((await factsOf(ref)).post.version).toBe(1);
  });
});
