// Answers enter the consent record once, by those who may, with what they rest on; a no needs no authority and counts at
// once; what has been said is lifted by name, by two roles alone.
import { randomUUID } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#app/domain/errors.ts';
import { liftProvisionalNo } from '#app/domain/consent/lift-provisional-no.ts';
import { liftRestriction } from '#app/domain/consent/lift-restriction.ts';
import { loadConsentInputs } from '#app/domain/consent/load-consent.ts';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import { NO_CONDITIONS, SUBJECTS, type Subject } from '#app/domain/consent/consent-types.ts';
import { recordConsent, type RecordConsent } from '#app/domain/consent/record-consent.ts';
import { recordProvisionalNo } from '#app/domain/consent/record-provisional-no.ts';
import { recordPupilView } from '#app/domain/consent/record-pupil-view.ts';
import { type SetRestriction, setRestriction } from '#app/domain/consent/set-restriction.ts';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { hashOf } from '#app/domain/posts/post-digest.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import { pupils as pupilRows } from '#db/schema/pupils.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { consentDecisions, pupilViews, restrictions } from '#db/schema/consent.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { PRACTICE_SCHOOLS } from '#db/seed/practice-people.ts';
import { inTurn } from '#tests/support/in-turn.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Pupils with a plain yes on record; each test takes its own. */
const WITH_A_YES = [
  0, 2, 4, 5, 7, 8, 10, 12, 14, 15, 17, 19, 21, 23, 24, 25, 27, 29, 30, 32, 34, 36, 38, 40, 41, 42, 44, 45,
  46, 48, 49, 51, 52, 53, 55, 56, 59,
];
const nextIndex = inTurn(WITH_A_YES);
let pupil = { id: '', holderId: '' };
beforeEach(() => {
  const index = nextIndex();
  pupil = { id: world.pupil(index), holderId: practiceId(`holder/ashwick/${index}/0`) };
});

const answered = (more: Partial<RecordConsent> = {}): RecordConsent => ({
  schoolId: world.schoolId,
  pupilId: pupil.id,
  holderId: pupil.holderId,
  answer: 'granted',
  subjects: ['image'],
  channels: ['x'],
  purposes: ['celebration'],
  accountScope: 'own_school',
  eventId: null,
  conditions: NO_CONDITIONS,
  answeredOn: '2026-11-18',
  lastDay: null,
  method: 'phone',
  evidence: 'Call to the office',
  formVersionId: null,
  requestKey: randomUUID(),
  ...more,
});

const withdrawal = (more = {}) => ({
  schoolId: world.schoolId,
  pupilId: pupil.id,
  holderId: pupil.holderId as string | null,
  method: 'phone' as const,
  evidence: '',
  requestKey: randomUUID(),
  ...more,
});

const aNo = (more = {}) => ({
  schoolId: world.schoolId,
  pupilId: pupil.id,
  method: 'in_person' as const,
  saidBy: 'grandmother at the gate',
  requestKey: randomUUID(),
  ...more,
});

/** The verdict on a photo of the pupil among others, on the school's own account, now. */
async function verdict(subject: Subject = 'image', eventId: string | null = null): Promise<string> {
  const home = await findSchool(world.db, world);
  if (!home) throw new Error('no school');
  const school = { ...home, settings: settingsOf(home.settings) };
  const inputs = (await loadConsentInputs(world.db, world, school, [pupil.id])).get(pupil.id);
  if (!inputs) throw new Error('no pupil');
  return resolve(inputs, {
    subject,
    channel: 'x',
    purpose: 'celebration',
    event: eventId ? { id: eventId, firstPostAt: null } : null,
    accountKind: 'school',
    scene: { identifiablePeople: 5, faceOn: 'yes', uniform: 'yes' },
    at: world.clock.now(),
  }).verdict;
}

const decisionsOfPupil = () =>
  world.db
    .select()
    .from(consentDecisions)
    .where(eq(consentDecisions.pupilId, pupil.id))
    .orderBy(desc(consentDecisions.sequence));

/** What the log says of the pupil, newest first. */
async function logOfPupil(): Promise<Record<string, unknown>[]> {
  const rows = await world.db
    .select({ text: auditEvents.text })
    .from(auditEvents)
    .where(eq(auditEvents.pupilId, pupil.id))
    .orderBy(desc(auditEvents.seq));
  return rows.map((row) => JSON.parse(row.text) as Record<string, unknown>);
}

const refusal = (code: string) => expect.objectContaining({ code });

describe('recording an answer', () => {
  const inYear = (yearGroup: string) =>
    world.db.update(pupilRows).set({ yearGroup }).where(eq(pupilRows.id, pupil.id));

  it('keeps who, what, when, how and until when, and runs to 31 October, or 31 August for who moves on', async () => {
    await inYear('3');
    const office = await world.staff('office');
    const recorded = await recordConsent(world.web, office, answered());
    const [row] = await decisionsOfPupil();
    expect(recorded).toMatchObject({ ok: true, decisionId: row?.id });
    expect(row).toMatchObject({
      holderId: pupil.holderId,
      decision: 'granted',
      subjects: ['image'],
      channels: ['x'],
      purposes: ['celebration'],
      method: 'phone',
      source: 'office',
      evidence: 'Call to the office',
      recordedBy: office.userId,
      recordedAt: world.clock.now(),
      decidedAt: world.clock.now(),
      expiresAt: new Date('2027-11-01T00:00:00Z'),
    });
    expect(row?.supersedesId).not.toBeNull();
    await inYear('6');
    world.clock.advance(60_000);
    await recordConsent(world.web, office, answered());
    const [again] = await decisionsOfPupil();
    expect(again?.expiresAt).toEqual(new Date('2027-08-31T23:00:00Z'));
  });

  it('dates an answer of an earlier day at the beginning of that day, and ends it after its last day', async () => {
    await recordConsent(
      world.web,
      await world.staff('office'),
      answered({ answeredOn: '2026-06-15', lastDay: '2026-12-24', method: 'paper' }),
    );
    const [row] = await decisionsOfPupil();
    expect(row?.decidedAt).toEqual(new Date('2026-06-14T23:00:00Z'));
    expect(row?.expiresAt).toEqual(new Date('2026-12-25T00:00:00Z'));
    expect(row?.source).toBe('form');
  });

  it('records a double tap once', async () => {
    const office = await world.staff('office');
    const form = answered();
    const before = (await decisionsOfPupil()).length;
    const [first, second] = await Promise.all([
      recordConsent(world.web, office, form),
      recordConsent(world.web, office, form),
    ]);
    expect(first).toMatchObject({ ok: true });
    expect(second).toMatchObject({ ok: true, decisionId: first.ok ? first.decisionId : '' });
    expect(await decisionsOfPupil()).toHaveLength(before + 1);
    expect(await logOfPupil()).toHaveLength(1);
  });

  it('does not record one form for two pupils', async () => {
    const office = await world.staff('office');
    const form = answered();
    await recordConsent(world.web, office, form);
    const other = { ...form, pupilId: world.pupil(58), holderId: practiceId('holder/ashwick/58/0') };
    await expect(recordConsent(world.web, office, other)).rejects.toEqual(refusal('illegal_move'));
  });

  it('asks for what a yes is about, and for dates that make sense, all at once', async () => {
    const form = answered({
      subjects: [],
      channels: [],
      purposes: [],
      answeredOn: '2026-11-19',
      evidence: 'x'.repeat(501),
    });
    const recorded = await recordConsent(world.web, await world.staff('office'), form);
    const fields = recorded.ok ? [] : recorded.issues.map((issue) => issue.field);
    expect(fields).toEqual(['answeredOn', 'evidence', 'subjects', 'channels', 'purposes']);
    expect(
      await recordConsent(world.web, await world.staff('office'), answered({ lastDay: '2026-11-17' })),
    ).toMatchObject({ ok: false, issues: [{ code: 'already_over', field: 'lastDay' }] });
    for (const answeredOn of ['2026-02-30', 'yesterday', ''])
      expect(
        await recordConsent(world.web, await world.staff('office'), answered({ answeredOn })),
      ).toMatchObject({
        ok: false,
      });
  });

  it('takes a no without sets as a no to everything', async () => {
    const form = answered({ answer: 'refused', subjects: [], channels: [], purposes: [] });
    expect(await recordConsent(world.web, await world.staff('office'), form)).toMatchObject({ ok: true });
    expect(await verdict('image')).toBe('block');
    expect(await verdict('work')).toBe('block');
  });

  it('takes a yes for one trip without asking for a purpose', async () => {
    const form = answered({ purposes: [], eventId: world.trip('now') });
    expect(await recordConsent(world.web, await world.staff('office'), form)).toMatchObject({ ok: true });
    const [row] = await decisionsOfPupil();
    expect(row).toMatchObject({ purposes: ['trip'], eventId: world.trip('now') });
  });

  it('finds nobody among another pupil’s people', async () => {
    // Number 58 is nobody's own in these tests.
    const holderId = practiceId('holder/ashwick/58/0');
    const form = answered({ holderId });
    await expect(recordConsent(world.web, await world.staff('office'), form)).rejects.toEqual(
      refusal('not_found'),
    );
  });

  it('keeps a no of one person when another says yes', async () => {
    const office = await world.staff('office');
    await recordProvisionalNo(world.web, office, aNo());
    world.clock.advance(60_000);
    await recordConsent(world.web, office, answered({ purposes: ['celebration', 'trip'] }));
    expect(await verdict()).toBe('block');
  });
});

describe('withdrawing', () => {
  it('takes everything back at the moment it is said, with one tap', async () => {
    expect(await verdict()).toBe('allow');
    const { decisionId } = await withdrawConsent(world.web, await world.staff('office'), withdrawal());
    const [row] = await decisionsOfPupil();
    expect(row).toMatchObject({ id: decisionId, decision: 'withdrawn', subjects: [...SUBJECTS] });
    expect(row?.supersedesId).not.toBeNull();
    expect(await verdict('image')).toBe('block');
    expect(await verdict('first_name')).toBe('block');
  });

  it('takes back only what was chosen, when something was', async () => {
    await withdrawConsent(world.web, await world.staff('office'), withdrawal({ subjects: ['first_name'] }));
    expect(await verdict('image')).toBe('allow');
    expect(await verdict('first_name')).toBe('block');
  });

  it('is never refused for its words', async () => {
    await withdrawConsent(
      world.web,
      await world.staff('office'),
      withdrawal({ evidence: 'x'.repeat(9_000) }),
    );
    const [row] = await decisionsOfPupil();
    expect(row?.evidence).toHaveLength(500);
  });

  it('hears somebody who is on no record: provisional, and effective at once', async () => {
    await withdrawConsent(world.web, await world.staff('office'), withdrawal({ holderId: null }));
    const [row] = await decisionsOfPupil();
    expect(row).toMatchObject({ decision: 'refused', holderId: null });
    expect(await verdict()).toBe('block');
  });

  it('records a double tap once', async () => {
    const office = await world.staff('office');
    const form = withdrawal();
    const before = (await decisionsOfPupil()).length;
    await withdrawConsent(world.web, office, form);
    await withdrawConsent(world.web, office, form);
    expect(await decisionsOfPupil()).toHaveLength(before + 1);
  });
});

describe('anyone’s no', () => {
  it.each(['teacher', 'head', 'deputy', 'comms', 'office', 'data', 'dsl', 'deputy-dsl'])(
    'is recorded by %s in one tap, for everything',
    async (key) => {
      const person = await world.staff(key);
      const { decisionId } = await recordProvisionalNo(world.web, person, aNo());
      const [row] = await decisionsOfPupil();
      expect(row).toMatchObject({
        id: decisionId,
        decision: 'refused',
        holderId: null,
        subjects: [...SUBJECTS],
        recordedBy: person.userId,
        evidence: 'grandmother at the gate',
      });
    },
  );

  it('counts at once', async () => {
    expect(await verdict()).toBe('allow');
    await recordProvisionalNo(world.web, await world.staff('teacher'), aNo());
    expect(await verdict()).toBe('block');
  });

  it.each(['governor', 'trust/dpo', 'trust/admin'])('is not for %s to record', async (key) => {
    const before = (await decisionsOfPupil()).length;
    await expect(recordProvisionalNo(world.web, await world.staff(key), aNo())).rejects.toEqual(
      refusal('forbidden'),
    );
    expect(await decisionsOfPupil()).toHaveLength(before);
  });

  it('is lifted by name, by the data lead or a safeguarding lead, and by nobody else', async () => {
    const { decisionId } = await recordProvisionalNo(world.web, await world.staff('teacher'), aNo());
    const lift = (why = 'Spoke with both parents', requestKey = randomUUID()) => ({
      schoolId: world.schoolId,
      pupilId: pupil.id,
      decisionId,
      why,
      requestKey,
    });
    world.clock.advance(60_000);
    for (const key of ['teacher', 'head', 'comms', 'office'])
      await expect(liftProvisionalNo(world.web, await world.staff(key), lift())).rejects.toEqual(
        refusal('forbidden'),
      );
    const data = await world.staff('data');
    await expect(liftProvisionalNo(world.web, data, lift('  '))).rejects.toEqual(
      expect.objectContaining({ reason: 'reason_missing' }),
    );
    expect(await verdict()).toBe('block');
    const form = lift();
    await liftProvisionalNo(world.web, data, form);
    await liftProvisionalNo(world.web, data, form);
    expect(await verdict()).toBe('allow');
    await expect(liftProvisionalNo(world.web, data, lift())).rejects.toEqual(
      expect.objectContaining({ reason: 'already_lifted' }),
    );
  });

  it('cannot be lifted where a named person said it', async () => {
    const { decisionId } = await withdrawConsent(world.web, await world.staff('office'), withdrawal());
    const form = {
      schoolId: world.schoolId,
      pupilId: pupil.id,
      decisionId,
      why: 'A mistake',
      requestKey: randomUUID(),
    };
    await expect(liftProvisionalNo(world.web, await world.staff('dsl'), form)).rejects.toEqual(
      refusal('not_found'),
    );
    expect(await verdict()).toBe('block');
  });
});

describe('a page gone back to, with the key that it was made with', () => {
  const lost = expect.objectContaining({ code: 'illegal_move', reason: 'already_recorded' });

  it('never takes a no for the echo of what was said before: it is said that it was not written', async () => {
    const requestKey = randomUUID();
    const office = await world.staff('office');
    const yes = answered({ requestKey });
    expect(await recordConsent(world.web, office, yes)).toMatchObject({ ok: true });
    expect(await recordConsent(world.web, office, yes)).toMatchObject({ ok: true });
    await expect(recordConsent(world.web, office, { ...yes, answer: 'refused' })).rejects.toEqual(lost);
    const narrow = withdrawal({ subjects: ['video'] });
    await withdrawConsent(world.web, office, narrow);
    await withdrawConsent(world.web, office, narrow);
    for (const more of [{ subjects: ['image'] }, { holderId: null }])
      await expect(withdrawConsent(world.web, office, withdrawal({ ...narrow, ...more }))).rejects.toEqual(
        lost,
      );
  });

  it('nor a pupil’s no, nor a wider restriction', async () => {
    const office = await world.staff('office');
    const view = {
      schoolId: world.schoolId,
      pupilId: pupil.id,
      answer: 'yes' as const,
      subjects: ['image' as const],
      askedHow: 'private slip',
      requestKey: randomUUID(),
    };
    await recordPupilView(world.web, office, view);
    await expect(recordPupilView(world.web, office, { ...view, answer: 'no' })).rejects.toEqual(lost);
    const dsl = await world.staff('dsl');
    const restriction: SetRestriction = {
      schoolId: world.schoolId,
      pupilId: pupil.id,
      type: 'no_name',
      reason: 'Sealed',
      reviewOn: null,
      requestKey: randomUUID(),
    };
    await setRestriction(world.web, dsl, restriction);
    await expect(setRestriction(world.web, dsl, { ...restriction, type: 'do_not_publish' })).rejects.toEqual(
      lost,
    );
  });
});

describe('what the pupil said', () => {
  const said = (answer: 'yes' | 'no', subjects: Subject[] = [], requestKey = randomUUID()) => ({
    schoolId: world.schoolId,
    pupilId: pupil.id,
    answer,
    subjects,
    askedHow: 'private slip in tutor time',
    requestKey,
  });

  it('wins over everybody’s yes, may be written down by any teacher, and a double tap once', async () => {
    const teacher = await world.staff('teacher');
    const form = said('no');
    await recordPupilView(world.web, teacher, form);
    await recordPupilView(world.web, teacher, form);
    const rows = await world.db.select().from(pupilViews).where(eq(pupilViews.pupilId, pupil.id));
    expect(rows.map((row) => row.subject).sort()).toEqual([...SUBJECTS].sort());
    expect(await verdict('image')).toBe('block');
    expect(await verdict('work')).toBe('block');
  });

  it('is a yes only to what was asked, and only the keepers of the record write a yes', async () => {
    await expect(
      recordPupilView(world.web, await world.staff('teacher'), said('yes', ['image'])),
    ).rejects.toEqual(refusal('forbidden'));
    await expect(recordPupilView(world.web, await world.staff('office'), said('yes'))).rejects.toEqual(
      expect.objectContaining({ reason: 'use_missing' }),
    );
    await recordPupilView(world.web, await world.staff('office'), said('yes', ['image', 'image']));
    const rows = await world.db.select().from(pupilViews).where(eq(pupilViews.pupilId, pupil.id));
    expect(rows).toMatchObject([{ subject: 'image', answer: 'yes' }]);
  });
});

describe('a restriction', () => {
  const restriction = (more = {}) => ({
    schoolId: world.schoolId,
    pupilId: pupil.id,
    type: 'do_not_publish' as const,
    reason: 'The family must not be found.',
    reviewOn: '2027-01-15',
    requestKey: randomUUID(),
    ...more,
  });

  it('is set and lifted by the safeguarding leads alone', async () => {
    for (const key of ['teacher', 'head', 'comms', 'office', 'data', 'governor'])
      await expect(setRestriction(world.web, await world.staff(key), restriction())).rejects.toEqual(
        refusal('forbidden'),
      );
    const set = await setRestriction(world.web, await world.staff('deputy-dsl'), restriction());
    if (!set.ok) throw new Error('not set');
    expect(await verdict()).toBe('block');
    const ref = { schoolId: world.schoolId, pupilId: pupil.id, restrictionId: set.restrictionId };
    await expect(liftRestriction(world.web, await world.staff('data'), ref)).rejects.toEqual(
      refusal('forbidden'),
    );
    world.clock.advance(60_000);
    await liftRestriction(world.web, await world.staff('dsl'), ref);
    await liftRestriction(world.web, await world.staff('dsl'), ref);
    expect(await verdict()).toBe('allow');
  });

  it('keeps its reason sealed, and a double tap once', async () => {
    const form = restriction();
    const dsl = await world.staff('dsl');
    await setRestriction(world.web, dsl, form);
    await setRestriction(world.web, dsl, form);
    const rows = await world.db.select().from(restrictions).where(eq(restrictions.pupilId, pupil.id));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('must not be found');
    expect(rows[0]).toMatchObject({ keyId: 'test-vault', reviewOn: new Date('2027-01-15T00:00:00Z') });
  });

  it('needs a reason, and a review that is still to come', async () => {
    const set = await setRestriction(
      world.web,
      await world.staff('dsl'),
      restriction({ reason: ' ', reviewOn: '2026-11-18' }),
    );
    expect(set).toMatchObject({
      ok: false,
      issues: [{ code: 'reason_missing' }, { code: 'review_not_to_come' }],
    });
  });
});

describe('the log', () => {
  it('has one name for every kind of change, and the digest of what was recorded', async () => {
    const office = await world.staff('office');
    const dsl = await world.staff('dsl');
    await recordConsent(world.web, office, answered());
    await withdrawConsent(world.web, office, withdrawal());
    await recordProvisionalNo(world.web, office, aNo());
    const view = { schoolId: world.schoolId, pupilId: pupil.id, subjects: [], askedHow: '' };
    await recordPupilView(world.web, office, { ...view, answer: 'no', requestKey: randomUUID() });
    await setRestriction(world.web, dsl, {
      schoolId: world.schoolId,
      pupilId: pupil.id,
      type: 'no_name',
      reason: 'r',
      reviewOn: null,
      requestKey: randomUUID(),
    });
    const events = await logOfPupil();
    expect(events).toHaveLength(5);
    expect(new Set(events.map((event) => event['type']))).toEqual(new Set(['permission.changed']));
    const shapes = events.map((event) => Object.keys(event).sort().join());
    expect(new Set(shapes).size).toBe(1);

    const [withdrawn] = await world.db
      .select()
      .from(consentDecisions)
      .where(and(eq(consentDecisions.pupilId, pupil.id), eq(consentDecisions.decision, 'withdrawn')));
    const logged = events.find((event) => event['changeId'] === withdrawn?.id);
    expect(logged?.['recordHash']).toBe(hashOf(withdrawn));
    expect(logged?.['recordHash']).not.toBe(hashOf({ ...withdrawn, decision: 'granted' }));
  });
});

describe('another school', () => {
  it('finds no pupil, holder or form that is not its own (R-06)', async () => {
    const otherSchool = PRACTICE_SCHOOLS.harrowdean.id;
    const stranger = await world.staff('harrowdean/office');
    const own = await world.staff('office');
    const theirs = practiceId('pupil/harrowdean/0');
    const attempts = [
      () => recordConsent(world.web, stranger, answered()),
      () => recordConsent(world.web, stranger, answered({ schoolId: otherSchool })),
      () => recordConsent(world.web, own, answered({ pupilId: theirs })),
      () => recordConsent(world.web, own, answered({ formVersionId: practiceId('form/harrowdean/1') })),
      () => recordConsent(world.web, own, answered({ eventId: practiceId('trip/harrowdean/now') })),
      () => withdrawConsent(world.web, stranger, withdrawal()),
      () => withdrawConsent(world.web, own, withdrawal({ pupilId: theirs, holderId: null })),
      () => withdrawConsent(world.web, own, withdrawal({ holderId: practiceId('holder/harrowdean/0/0') })),
      () => recordProvisionalNo(world.web, stranger, aNo()),
      () => recordProvisionalNo(world.web, own, aNo({ pupilId: theirs })),
    ];
    const before = (await decisionsOfPupil()).length;
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow(AppError);
    for (const attempt of attempts) await expect(attempt()).rejects.toEqual(refusal('not_found'));
    expect(await decisionsOfPupil()).toHaveLength(before);
  });
});
