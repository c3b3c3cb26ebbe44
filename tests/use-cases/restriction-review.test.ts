// A restriction is looked at again: kept with a new date or lifted, by safeguarding leads alone, who are told when it is due. What
// each kind of restriction stops.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { liftRestriction } from '#app/domain/consent/lift-restriction.ts';
import { remindOfReviews } from '#app/domain/consent/remind-of-reviews.ts';
import { restrictionsOfSchool } from '#app/domain/consent/restrictions-of-school.ts';
import { reviewRestriction } from '#app/domain/consent/review-restriction.ts';
import { setRestriction } from '#app/domain/consent/set-restriction.ts';
import type { RestrictionType } from '#app/domain/consent/consent-types.ts';
import { DECLARATION_NAMES } from '#app/domain/posts/declarations.ts';
import { saveDraft } from '#app/domain/posts/save-draft.ts';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { readNotices } from '#app/domain/school/read-notices.ts';
import type { SafeguardingPage } from '#app/presenters/safeguarding.ts';
import { loader as homeLoader } from '#app/routes/s.$school._index.tsx';
import { action, loader } from '#app/routes/s.$school.safeguarding.tsx';
import { auditEvents } from '#db/schema/audit.ts';
import { notices } from '#db/schema/notices.ts';
import { restrictions } from '#db/schema/consent.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { openWeb, type Web } from '#tests/support/web.ts';
import { draftPost, pupils, type World } from '#tests/support/world.ts';

let web: Web;
let world: World;
beforeAll(async () => {
  web = await openWeb();
  world = web.world;
});
afterAll(() => web.close());
beforeEach(async () => {
  await world.db.delete(restrictions);
  await world.db.delete(notices);
  world.clock.set(new Date('2026-11-20T10:00:00Z'));
});

async function restricted(reviewOn: string | null, pupil = 0, type: RestrictionType = 'do_not_publish') {
  const restrictionId = randomUUID();
  const input = { schoolId: world.schoolId, pupilId: world.pupil(pupil), type, reason: 'Sealed', reviewOn };
  const set = await setRestriction(world.web, await world.staff('dsl'), {
    ...input,
    requestKey: restrictionId,
  });
  expect(set).toMatchObject({ ok: true });
  return { schoolId: world.schoolId, pupilId: world.pupil(pupil), restrictionId };
}
const review = async (ref: Awaited<ReturnType<typeof restricted>>, reviewOn: string, who = 'dsl') =>
  reviewRestriction(world.web, await world.staff(who), { ...ref, reviewOn });
const open = async (who = 'dsl') =>
  restrictionsOfSchool(world.db, await world.staff(who), world.schoolId, world.clock.now());
const page = async (as = 'ashwick/dsl') => (await look(web, loader, as, null)).data as SafeguardingPage;

describe('a review', () => {
  it('is due on its day, and keeps the restriction with the next', async () => {
    const ref = await restricted('2026-11-27');
    await restricted(null, 1);
    expect((await open()).map(({ due }) => due)).toEqual([false, false]);
    world.clock.set(new Date('2026-11-27T00:00:00Z'));
    expect(await open()).toMatchObject([{ id: ref.restrictionId, due: true }, { due: false }]);
    expect(await review(ref, '2027-01-11')).toEqual({ ok: true });
    expect((await open()).map(({ due }) => due)).toEqual([false, false]);
  });

  it('is in the log as any change of a permission is', async () => {
    const ref = await restricted('2026-11-27');
    await review(ref, '2027-01-11');
    const rows = await world.db.select().from(auditEvents).where(eq(auditEvents.pupilId, ref.pupilId));
    const last = rows.map(({ text }) => JSON.parse(text) as Record<string, unknown>).slice(-2);
    expect(last.map((event) => event['type'])).toEqual(['permission.changed', 'permission.changed']);
    expect(new Set(last.map((event) => Object.keys(event).join()))).toHaveLength(1);
  });

  it('needs a day that is still to come, and a restriction in force', async () => {
    const ref = await restricted('2026-11-27');
    for (const day of ['2026-11-20', '2026-02-30', ''])
      expect(await review(ref, day)).toMatchObject({ ok: false, issues: [{ code: 'review_not_to_come' }] });
    await liftRestriction(world.web, await world.staff('dsl'), ref);
    await expect(review(ref, '2027-01-11')).rejects.toMatchObject({ reason: 'restriction_lifted' });
  });

  it('is another pupil’s to nobody (R-06)', async () => {
    const ref = await restricted('2026-11-27');
    const other = { ...ref, pupilId: world.pupil(1) };
    await expect(review(other, '2027-01-11')).rejects.toMatchObject({ code: 'not_found' });
  });

  it.each(['data', 'head', 'office', 'teacher', 'comms'])('is not for the %s', async (who) => {
    const ref = await restricted('2026-11-27');
    await expect(review(ref, '2027-01-11', who)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(open(who)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await look(web, loader, `ashwick/${who}`, null)).status).toBe(404);
  });

  it('is told to the safeguarding leads once, and to nobody else', async () => {
    await restricted('2026-11-27');
    await restricted('2026-11-27', 1);
    await remindOfReviews(world.worker);
    expect(await world.db.select().from(notices).where(eq(notices.kind, 'restriction_review_due'))).toEqual(
      [],
    );
    world.clock.set(new Date('2026-11-28T10:00:00Z'));
    for (const _ of [1, 2]) await remindOfReviews(world.worker);
    const told = async (who: string) =>
      (await readNotices(world.db, await world.staff(who), world.schoolId, 20)).filter(
        ({ kind }) => kind === 'restriction_review_due',
      ).length;
    expect(await told('dsl')).toBe(1);
    for (const who of ['data', 'head', 'office', 'teacher', 'comms']) expect(await told(who)).toBe(0);
  });
});

describe('the page of the safeguarding leads', () => {
  it('asks about what is due first, keeps it, and says a wrong date beside its field', async () => {
    const ref = await restricted('2026-11-27');
    await restricted('2026-12-24', 1);
    world.clock.set(new Date('2026-11-28T10:00:00Z'));
    expect(await page()).toMatchObject({
      title: '1 second check is due',
      due: [{ id: ref.restrictionId, review: 'Was to be looked at on Fri 27 November' }],
      others: [{ pupilId: world.pupil(1) }],
    });
    expect(JSON.stringify(await page())).not.toContain('Sealed');
    const post = { schoolId: world.schoolId, postId: '' };
    const { pupilId, restrictionId } = ref;
    const wrong = await press(web, action, 'ashwick/dsl', post, { pupilId, restrictionId, reviewOn: '' });
    expect(wrong).toMatchObject({
      status: 422,
      data: { error: expect.stringContaining('still to come') as string },
    });
    const kept = await press(web, action, 'ashwick/dsl', post, {
      pupilId,
      restrictionId,
      reviewOn: '2027-01-11',
    });
    expect(kept.to).toBe(`${BASE}/safeguarding?note=kept`);
    expect((await page()).due).toEqual([]);
  });

  it('is pointed to from their home, and from nobody else’s', async () => {
    await restricted('2026-11-27');
    world.clock.set(new Date('2026-11-28T10:00:00Z'));
    const checks = async (as: string) =>
      ((await look(web, homeLoader, as, null)).data as { secondChecks: number }).secondChecks;
    expect(await checks('ashwick/dsl')).toBe(1);
    for (const who of ['data', 'head', 'teacher', 'office']) expect(await checks(`ashwick/${who}`)).toBe(0);
  });
});

describe('each kind of restriction', () => {
  it.each([
    ['do_not_publish', 4, 'block'],
    ['ask_safeguarding_lead', 4, 'block'],
    ['no_place', 4, 'block'],
    ['no_name', 4, 'allow'],
    ['group_only', 2, 'block'],
    ['group_only', 3, 'allow'],
  ] as const)('%s, with %d people in the photo: %s', async (type, people, verdict) => {
    const shown = [0, 4, 5, 6].slice(0, people).map((index) => world.pupil(index));
    const ref = await draftPost(world, { photos: [pupils(...shown)], tripId: null });
    await restricted(null, 0, type);
    const { verdicts } = await readPostFacts(world.db, ref, world.clock.now());
    expect(verdicts.find(({ id }) => id === world.pupil(0))?.verdict).toBe(verdict);
  });

  it('no_place stops a photo whatever the post declares of its place, so that no word changes with a tick', async () => {
    const ref = await draftPost(world, {
      photos: [pupils(world.pupil(0), ...[4, 5, 6].map((index) => world.pupil(index)))],
    });
    await restricted(null, 0, 'no_place');
    for (const declarations of [[...DECLARATION_NAMES], [...DECLARATION_NAMES, 'tells_no_place']]) {
      const { post } = await readPostFacts(world.db, ref, world.clock.now());
      const saved = { version: post.version, declarations };
      await saveDraft(world.web, await world.staff('teacher'), ref, saved);
      const { verdicts } = await readPostFacts(world.db, ref, world.clock.now());
      expect(verdicts.find(({ id }) => id === world.pupil(0))?.verdict).toBe('block');
    }
  });
});
