// A look into the school's own records, a roll-out of own consent, a public task: who may record them, what they let go on, and
// how exactly they end. Each is judged again at compose, at the approval, at the claim and just before sending.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkRecords, listPostsToLookUp, readPupilsToLookUp } from '#app/domain/consent/check-records.ts';
import { listBases } from '#app/domain/consent/list-bases.ts';
import { loadConsentInputs } from '#app/domain/consent/load-consent.ts';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import { recordProvisionalNo } from '#app/domain/consent/record-provisional-no.ts';
import { endBasis, type RecordBasis, recordBasis } from '#app/domain/consent/settle-basis.ts';
import { endRollout, readRollout, setRollout } from '#app/domain/consent/settle-rollout.ts';
import { runChecks } from '#app/domain/checks/index.ts';
import { receivePhoto } from '#app/domain/photos/receive-photo.ts';
import { DECLARATION_NAMES } from '#app/domain/posts/declarations.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { MoveRefused } from '#app/domain/posts/move-post.ts';
import { approvePost } from '#app/domain/posts/review-post.ts';
import { saveDraft } from '#app/domain/posts/save-draft.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { declaredOf } from '#app/presenters/declared.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import { closedDates, lawfulBases, recordChecks } from '#db/schema/consent-ground.ts';
import { schools } from '#db/schema/school.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { duePost, publishNow, statusOf } from '#tests/support/posts-in-states.ts';
import { listPeople } from '#tests/support/settling.ts';
import { draftPost, openWorld, pupils, shownOn, submittedPost, type World } from '#tests/support/world.ts';

const DAY_MS = 86_400_000;
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const codesOf = async (ref: PostRef) => runChecks(await facts(ref), 'edit').map(({ code }) => code);
const exportedAt = (at: Date | null) =>
  world.db.update(schools).set({ consentExportedAt: at }).where(eq(schools.id, world.schoolId));
const daysAgo = (days: number) => new Date(world.clock.now().getTime() - days * DAY_MS);
const settle = (settings: object) =>
  world.db.update(schools).set({ settings }).where(eq(schools.id, world.schoolId));
const school = async () => {
  const row = await findSchool(world.db, world);
  if (!row) throw new Error('no school');
  return { ...row, settings: settingsOf(row.settings) };
};

beforeEach(async () => {
  for (const table of [recordChecks, lawfulBases, closedDates]) await world.db.delete(table);
  await exportedAt(null);
  await settle({});
});

describe('a look into the school’s own records', () => {
  const look = async (
    ref: PostRef,
    who = 'office',
    over: { pupilIds?: string[]; requestKey?: string } = {},
  ) =>
    checkRecords(world.web, await world.staff(who), {
      ...ref,
      pupilIds: [world.pupil(0)],
      requestKey: randomUUID(),
      ...over,
    });

  it('lets this post go on, and no other, until the same time tomorrow', async () => {
    const [ref, other] = [await draftPost(world), await draftPost(world)];
    await exportedAt(daysAgo(10));
    expect(await codesOf(ref)).toContain('pupil_may_not_be_shown');
    await look(ref);
    expect(await codesOf(ref)).not.toContain('pupil_may_not_be_shown');
    expect(await codesOf(other)).toContain('pupil_may_not_be_shown');
    world.clock.advance(DAY_MS - 1_000);
    expect(await codesOf(ref)).not.toContain('pupil_may_not_be_shown');
    world.clock.advance(1_000);
    expect(await codesOf(ref)).toContain('pupil_may_not_be_shown');
  });

  it('is judged at submit, at the approval, and at the gate', async () => {
    const ref = await draftPost(world);
    await exportedAt(daysAgo(10));
    const submit = async () =>
      submitPost(world.web, await world.staff('teacher'), ref, { version: (await facts(ref)).post.version });
    await expect(submit()).rejects.toBeInstanceOf(MoveRefused);
    await look(ref);
    await submit();
    await world.db.delete(recordChecks);
    const approve = async () =>
      approvePost(world.web, await world.staff('head'), ref, await shownOn(world, ref));
    await expect(approve()).rejects.toBeInstanceOf(MoveRefused);
    await look(ref);
    await approve();
    expect(await statusOf(world, ref)).toBe('approved');
  });

  it.each([
    ['a look that counts', true, 'published'],
    ['none', false, 'held'],
  ])('with %s a due post is %s', async (_, looked, becomes) => {
    const ref = await duePost(world, {});
    await exportedAt(daysAgo(10));
    if (looked) await look(ref);
    await publishNow(world, ref);
    expect(await statusOf(world, ref)).toBe(becomes);
  });

  it('never shows who may not be shown', async () => {
    const ref = await draftPost(world, { photos: [pupils(world.pupil(9))] });
    await exportedAt(daysAgo(10));
    await look(ref, 'office', { pupilIds: [world.pupil(9)] });
    await recordProvisionalNo(world.web, await world.staff('teacher'), {
      ...{ schoolId: world.schoolId, pupilId: world.pupil(9), requestKey: randomUUID() },
      ...{ method: 'in_person', saidBy: 'the pupil' },
    });
    expect(await codesOf(ref)).toContain('pupil_may_not_be_shown');
  });

  it('covers the pupils it was made for: another one needs another look', async () => {
    const ref = await draftPost(world, { photos: [pupils(world.pupil(0), world.pupil(4))] });
    await exportedAt(daysAgo(10));
    await expect(look(ref)).rejects.toMatchObject({ code: 'stale_revision' });
    await look(ref, 'office', { pupilIds: [world.pupil(4), world.pupil(0)] });
    expect((await facts(ref)).recordChecks.map(({ pupilIds }) => pupilIds.length)).toEqual([2]);
  });

  it('is recorded once, however often the form is sent, and shown with who and until when', async () => {
    const ref = await draftPost(world);
    await exportedAt(daysAgo(10));
    const requestKey = randomUUID();
    for (let i = 0; i < 2; i++) await look(ref, 'data', { requestKey });
    expect(await world.db.select().from(recordChecks)).toHaveLength(1);
    const page = await readPupilsToLookUp(
      world.db,
      await world.staff('office'),
      await school(),
      ref.postId,
      world.clock.now(),
    );
    expect(page).toMatchObject({ old: true, pupils: [{ id: world.pupil(0) }] });
    expect(page.looked?.until).toEqual(new Date(world.clock.now().getTime() + DAY_MS));
    expect(JSON.stringify(page)).not.toContain('lambs');
  });

  it('is offered only while the records are old, and for what has not gone out', async () => {
    const ref = await draftPost(world);
    const list = async () =>
      listPostsToLookUp(world.db, await world.staff('office'), await school(), world.clock.now());
    expect(await list()).toMatchObject({ old: false, posts: [] });
    await exportedAt(daysAgo(10));
    const { posts } = await list();
    expect(posts.find(({ postId }) => postId === ref.postId)).toMatchObject({ pupils: 1, lookedUntil: null });
    for (const { postId } of posts) {
      const { status } = (await facts({ schoolId: world.schoolId, postId })).post;
      expect(['published', 'cancelled', 'taken_down']).not.toContain(status);
    }
  });

  it.each(['teacher', 'head', 'comms', 'dsl'])('is not for the %s', async (who) => {
    const ref = await draftPost(world);
    await expect(look(ref, who)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('the roll-out of own consent', () => {
  const today = () => world.clock.now().toISOString().slice(0, 10);
  const begin = async (firstDay: string) =>
    setRollout(world.web, await world.staff('data'), { schoolId: world.schoolId, firstDay });
  const standing = async () =>
    (await readRollout(world.db, await world.staff('data'), await school(), world.clock.now())).standing;
  const declare = async (ref: PostRef, declarations: readonly string[]) => {
    const { post, photos } = await facts(ref);
    await saveDraft(world.web, await world.staff('teacher'), ref, {
      version: post.version,
      words: post.words,
      altTexts: Object.fromEntries(photos.map((photo) => [photo.postPhotoId, photo.altText])),
      declarations,
    });
  };

  it('asks the author for one more tick, only where a pupil was not asked, and shows it to the approver', async () => {
    await settle({ ownConsentAge: 5 });
    const ref = await draftPost(world);
    expect(await codesOf(ref)).toContain('pupil_may_not_be_shown');
    expect(await begin(today())).toEqual({ ok: true });
    expect(await codesOf(ref)).toContain('each_to_be_asked');
    expect(await codesOf(ref)).not.toContain('pupil_may_not_be_shown');
    await declare(ref, [...DECLARATION_NAMES, 'each_asked']);
    expect(await codesOf(ref)).not.toContain('each_to_be_asked');
    const { working, verdicts } = await facts(ref);
    expect(working.declarations).toContain('each_asked');
    expect(verdicts).toMatchObject([{ verdict: 'warn', word: 'can be shown' }]);
    const said = declaredOf(await facts(ref), new Map()).map(({ sentence }) => sentence);
    expect(said.join()).toContain('was asked for them, and none said no');
    await settle({ ownConsentAge: 13, ownConsentRolloutFrom: today() });
    const young = await draftPost(world);
    expect((await facts(young)).verdicts).toMatchObject([{ notAskedYet: false, verdict: 'allow' }]);
  });

  it('is asked again once another pupil is in a photo, and of nobody who was in it before', async () => {
    await settle({ ownConsentAge: 5, ownConsentRolloutFrom: today() });
    const ref = await draftPost(world, { photos: [pupils(world.pupil(0), world.pupil(2))] });
    await declare(ref, [...DECLARATION_NAMES, 'each_asked', 'tells_no_place']);
    const teacher = await world.staff('teacher');
    const lists = async (...ids: string[]) => {
      const [photo] = (await facts(ref)).photos;
      await listPeople(world.web, teacher, ref, photo?.postPhotoId ?? '', pupils(...ids));
      return (await facts(ref)).working.declarations;
    };
    expect(await lists(world.pupil(2))).toContain('each_asked');
    expect(await lists(world.pupil(2), world.pupil(4))).toEqual(['responsible', 'tells_no_place']);
    expect(await codesOf(ref)).toContain('each_to_be_asked');
    const photoId = randomUUID();
    await receivePhoto(world.web, teacher, ref, { photoId, bytes: Buffer.from(`photo ${photoId}`) });
    expect((await facts(ref)).working.declarations).toEqual(['responsible']);
  });

  it('cannot be submitted without the tick, whoever is in a hurry', async () => {
    await settle({ ownConsentAge: 5, ownConsentRolloutFrom: today() });
    await expect(submittedPost(world)).rejects.toBeInstanceOf(MoveRefused);
  });

  it('does not undo anybody’s no', async () => {
    await settle({ ownConsentAge: 5, ownConsentRolloutFrom: today() });
    const ref = await draftPost(world, { photos: [pupils(world.pupil(8))] });
    await declare(ref, [...DECLARATION_NAMES, 'each_asked']);
    await recordProvisionalNo(world.web, await world.staff('teacher'), {
      ...{ schoolId: world.schoolId, pupilId: world.pupil(8), requestKey: randomUUID() },
      ...{ method: 'in_person', saidBy: 'the pupil' },
    });
    expect(await codesOf(ref)).toContain('pupil_may_not_be_shown');
  });

  it('is set for today or later, can be moved or taken back before it begins, and is had once', async () => {
    expect(await begin('2026-01-01')).toMatchObject({ ok: false, issues: [{ code: 'first_day_over' }] });
    expect(await begin('whenever')).toMatchObject({ ok: false, issues: [{ code: 'first_day_unclear' }] });
    expect(await begin('2029-01-01')).toMatchObject({ ok: false, issues: [{ code: 'too_far' }] });
    expect(await begin('2027-01-11')).toEqual({ ok: true });
    expect(await standing()).toBe('ahead');
    const end = async () => endRollout(world.web, await world.staff('data'), { schoolId: world.schoolId });
    await end();
    expect(await standing()).toBe('none');
    await begin(today());
    expect(await standing()).toBe('running');
    await expect(begin(today())).rejects.toMatchObject({ reason: 'rollout_had' });
    await end();
    expect(await standing()).toBe('over');
    const inputs = await loadConsentInputs(world.db, world, await school(), [world.pupil(0)]);
    expect(inputs.get(world.pupil(0))?.settings.ownConsentRolloutFrom).toBeNull();
    await expect(begin(today())).rejects.toMatchObject({ reason: 'rollout_had' });
  });

  it.each(['office', 'head', 'teacher', 'dsl'])('is not for the %s to begin', async (who) => {
    const act = async () =>
      setRollout(world.web, await world.staff(who), { schoolId: world.schoolId, firstDay: today() });
    await expect(act()).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a public task', () => {
  const basis = (over: Partial<RecordBasis> = {}): RecordBasis => ({
    ...{ schoolId: world.schoolId, channel: 'display', purpose: 'celebration' },
    ...{ reference: 'Privacy notice 2026, section 4', firstDay: '2026-09-01', lastDay: null },
    requestKey: randomUUID(),
    ...over,
  });
  const record = async (over: Partial<RecordBasis> = {}, who = 'data') =>
    recordBasis(world.web, await world.staff(who), basis(over));
  /** What the decision says of a pupil without any answer, in a display. */
  const onDisplay = async () => {
    const pupilId = world.pupil(0);
    const inputs = (await loadConsentInputs(world.db, world, await school(), [pupilId])).get(pupilId);
    if (!inputs) throw new Error('no pupil');
    const use = {
      subject: 'image',
      channel: 'display',
      purpose: 'celebration',
      accountKind: 'school',
    } as const;
    const at = world.clock.now();
    return resolve({ ...inputs, decisions: [] }, { ...use, event: null, scene: null, at }).verdict;
  };

  it('is recorded once, needs no yes from then on, and ends', async () => {
    expect(await onDisplay()).toBe('block');
    const requestKey = randomUUID();
    for (let i = 0; i < 2; i++) expect(await record({ requestKey })).toEqual({ ok: true });
    expect(await onDisplay()).toBe('allow');
    const data = await world.staff('data');
    const listed = () => listBases(world.db, data, world.schoolId, world.clock.now());
    expect(await listed()).toMatchObject([{ id: requestKey, state: 'running' }]);
    await endBasis(world.web, data, { schoolId: world.schoolId, basisId: requestKey });
    expect(await onDisplay()).toBe('block');
    expect(await listed()).toMatchObject([{ state: 'over' }]);
  });

  it.each([
    ['no reference', { reference: ' ' }, 'reference_missing'],
    ['a reference as long as a letter', { reference: 'x'.repeat(301) }, 'reference_too_long'],
    ['no first day', { firstDay: '' }, 'first_day_unclear'],
    ['days that are over', { lastDay: '2026-09-02' }, 'already_over'],
  ])('is not recorded with %s', async (_, over, code) => {
    expect(await record(over)).toMatchObject({ ok: false, issues: [{ code }] });
  });

  it('is for the data lead alone, in their own school alone (R-06)', async () => {
    for (const who of ['office', 'head', 'dsl', 'teacher'])
      await expect(record({}, who)).rejects.toMatchObject({ code: 'forbidden' });
    const schoolId = practiceId('school/harrowdean');
    await expect(record({ schoolId })).rejects.toMatchObject({ code: 'not_found' });
    await record();
    const [row] = await world.db.select().from(lawfulBases);
    const other = await openWorld('harrowdean', { db: world.db, close: async () => undefined });
    const end = endBasis(world.web, await other.staff('data'), {
      schoolId: other.schoolId,
      basisId: row?.id ?? '',
    });
    await expect(end).rejects.toMatchObject({ code: 'not_found' });
  });
});
