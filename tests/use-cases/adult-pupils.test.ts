// A pupil of eighteen or over answers alone: they are chosen on the form before they have an entry, and a withdrawal reaches what is
// live after they have left.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAnswerForm } from '#app/domain/consent/answer-form.ts';
import { NO_CONDITIONS } from '#app/domain/consent/consent-types.ts';
import { recordConsent } from '#app/domain/consent/record-consent.ts';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { authorityHolders } from '#db/schema/consent.ts';
import { pupils as pupilsTable } from '#db/schema/pupils.ts';
import { postIn, statusOf } from '#tests/support/posts-in-states.ts';
import { draftPost, openWorld, pupils, type World } from '#tests/support/world.ts';

let world: World;
let start: Date;
beforeAll(async () => {
  world = await openWorld();
  start = world.clock.now();
});
afterAll(() => world.close());

const change = (pupilId: string, set: Partial<typeof pupilsTable.$inferInsert>) =>
  world.db.update(pupilsTable).set(set).where(eq(pupilsTable.id, pupilId));
const form = async (pupilId: string) =>
  readAnswerForm(
    world.db,
    await world.staff('office'),
    { zone: 'Europe/London' },
    { schoolId: world.schoolId, pupilId },
    world.clock.now(),
  );
const says = async (pupilId: string, holderId: string) =>
  recordConsent(world.web, await world.staff('office'), {
    ...{ schoolId: world.schoolId, pupilId, holderId, answer: 'granted', subjects: ['image'] },
    ...{ channels: ['x'], purposes: ['celebration', 'trip'], accountScope: 'own_school', eventId: null },
    ...{ conditions: NO_CONDITIONS, answeredOn: '2026-11-18', lastDay: null, method: 'in_person' },
    ...{ evidence: 'Spoke to them', formVersionId: null, requestKey: randomUUID() },
  });

describe('a pupil of eighteen', () => {
  it('is offered on the form, answers alone, and gets one entry', async () => {
    const pupilId = world.pupil(4);
    expect((await form(pupilId)).people.map(({ basis }) => basis)).not.toContain('self');
    await change(pupilId, { dateOfBirth: '2008-11-18' });
    world.clock.set(new Date('2026-11-18T12:00:00Z'));
    const [own] = (await form(pupilId)).people;
    expect(own).toMatchObject({ id: pupilId, basis: 'self' });
    const ref = await draftPost(world, { photos: [pupils(pupilId)] });
    const verdict = async () => (await readPostFacts(world.db, ref, world.clock.now())).verdicts[0]?.verdict;
    expect(await verdict()).toBe('block');
    world.clock.advance(60_000);
    for (let i = 0; i < 2; i++) expect(await says(pupilId, pupilId)).toMatchObject({ ok: true });
    expect(await verdict()).not.toBe('block');
    const entries = await world.db
      .select()
      .from(authorityHolders)
      .where(eq(authorityHolders.pupilId, pupilId));
    expect(entries.filter(({ authority }) => authority === 'self')).toHaveLength(1);
    expect((await form(pupilId)).people.filter(({ basis }) => basis === 'self')).toHaveLength(1);
  });

  it('is nobody who can be chosen a day before', async () => {
    const pupilId = world.pupil(5);
    await change(pupilId, { dateOfBirth: '2008-11-19' });
    await expect(says(pupilId, pupilId)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a pupil who has left', () => {
  it('still withdraws, and what is live comes down', async () => {
    world.clock.set(start);
    const pupilId = world.pupil(0);
    const ref = await postIn(world, 'published', { photos: [pupils(pupilId)] });
    await change(pupilId, { leavesOn: '2026-11-17' });
    world.clock.advance(60_000);
    const { reached } = await withdrawConsent(world.web, await world.staff('office'), {
      ...{ schoolId: world.schoolId, pupilId, holderId: null, method: 'phone' },
      ...{ evidence: '', requestKey: randomUUID() },
    });
    expect(reached.comingDown).toEqual([ref.postId]);
    expect(await statusOf(world, ref)).toBe('takedown_requested');
  });
});
