// Personal links from making to ending: who opens what, what one sitting writes and does to posts, and that nothing is written when the
// link ended meanwhile, the form is sent twice, or there is nothing to say (R-63, R-64, F-19).
import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changePupilPermission } from '#app/domain/consent/apply-permission-change.ts';
import { answerByLink } from '#app/domain/consent/answer-by-link.ts';
import { askOne, readAskPage } from '#app/domain/consent/ask-one.ts';
import { endLink } from '#app/domain/consent/consent-link.ts';
import { openLink, ownAnswersOf } from '#app/domain/consent/open-link.ts';
import { publishForm } from '#app/domain/consent/publish-form.ts';
import { readReceipt } from '#app/domain/consent/read-receipt.ts';
import { recordOnForm } from '#app/domain/consent/record-on-form.ts';
import { countPupilsOn, retireForm } from '#app/domain/consent/retire-form.ts';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { wordingHashOf } from '#app/domain/consent/form-text.ts';
import { loadConsentInputs } from '#app/domain/consent/load-consent.ts';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import type { Channel, Purpose } from '#app/domain/consent/consent-types.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { verifyAudit } from '#app/domain/verify-audit.ts';
import { findForm } from '#db/queries/consent.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { consentDecisions, consentFormVersions } from '#db/schema/consent.ts';
import { consentLinks, consentReceipts } from '#db/schema/consent-asking.ts';
import { pupils as pupilsTable } from '#db/schema/pupils.ts';
import { removalRequests } from '#db/schema/removal-requests.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import {
  anotherPerson,
  answered,
  holderOf,
  linkFor,
  opened,
  questionsId,
} from '#tests/support/consent-links.ts';
import { inTurn } from '#tests/support/in-turn.ts';
import { postIn, statusOf } from '#tests/support/posts-in-states.ts';
import { testAuditSeal } from '#tests/support/test-seals.ts';
import { openWorld, pupils, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Pupils with a plain yes on the paper form; each test takes its own. */
const WITH_A_YES = [
  0, 2, 4, 5, 8, 10, 12, 14, 15, 17, 19, 21, 23, 24, 25, 27, 29, 30, 32, 34, 36, 38, 40, 41, 42,
];
const nextPupil = inTurn(WITH_A_YES);

const at = () => world.clock.now();
const codeOf = async (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );
const ownDecisions = async (pupil: number) =>
  (
    await world.db
      .select()
      .from(consentDecisions)
      .where(eq(consentDecisions.pupilId, world.pupil(pupil)))
  ).filter(({ method }) => method === 'link');

/** What the log holds, oldest first. */
const logged = async (of = world) =>
  (await of.db.select().from(auditEvents)).map(
    ({ text }) => JSON.parse(text) as { actor: string; type: string },
  );

/** What the decision says of a photo in a group, on the school's own account. */
async function verdict(pupil: number, channel: Channel, purpose: Purpose = 'celebration'): Promise<string> {
  const scope = { schoolId: world.schoolId };
  const home = await findSchool(world.db, scope);
  if (!home) throw new Error('no school');
  const inputs = await loadConsentInputs(world.db, scope, { ...home, settings: settingsOf(home.settings) }, [
    world.pupil(pupil),
  ]);
  const found = inputs.get(world.pupil(pupil));
  if (!found) throw new Error('no pupil');
  const scene = { identifiablePeople: 3, faceOn: 'no', uniform: 'no', placeTold: 'no' } as const;
  return resolve(found, {
    subject: 'image',
    channel,
    purpose,
    event: null,
    accountKind: 'school',
    scene,
    at: at(),
  }).verdict;
}

it('a family can change nothing of another pupil’s, whatever it asks for (R-06)', async () => {
  const [own, other] = [world.pupil(nextPupil()), world.pupil(nextPupil())];
  const family = { kind: 'family', name: 'link:made-up', schoolId: world.schoolId, pupilId: own } as const;
  const of = { schoolId: world.schoolId, pupilId: other, permission: 'consent.answerOwn' } as const;
  let asked = false;
  const change = changePupilPermission(world.web, family, of, async () => {
    asked = true;
    return null;
  });
  expect(await codeOf(change)).toBe('not_found');
  expect(asked).toBe(false);
});

describe('a link', () => {
  it('opens one person’s page in their own language, with the forename alone', async () => {
    const { secret, linkId } = await linkFor(world, 7);
    const link = await opened(world, secret);
    expect(link).toMatchObject({ linkId, holderId: holderOf(world, 7), form: { language: 'cy', number: 2 } });
    expect(link.languages).toEqual(['en-GB']);
    expect(link.forename).toMatch(/^\S+$/);
    expect((await opened(world, secret, 'en-GB')).form.language).toBe('en-GB');
    const [row] = await world.db.select().from(consentLinks).where(eq(consentLinks.id, linkId));
    expect(JSON.stringify(row)).not.toContain(secret.slice(0, 13));
  });

  it('runs thirty days unless the school settled another time, and a newer one of the same person ends it', async () => {
    const pupil = nextPupil();
    const first = await linkFor(world, pupil);
    expect(first.expiresAt.getTime() - at().getTime()).toBe(30 * 86_400_000);
    const forTrip = await linkFor(world, pupil, { tripId: world.trip('now') });
    const second = await linkFor(world, pupil);
    expect(await openLink(world.db, first.secret, null, at())).toBeNull();
    expect(await openLink(world.db, second.secret, null, at())).not.toBeNull();
    expect(await openLink(world.db, forTrip.secret, null, at())).not.toBeNull();
    expect(await openLink(world.db, second.secret, null, second.expiresAt)).toBeNull();
    const other = await linkFor(world, pupil, { holderId: await anotherPerson(world, pupil) });
    expect(await openLink(world.db, second.secret, null, at())).not.toBeNull();
    expect(await openLink(world.db, other.secret, null, at())).not.toBeNull();
  });

  it('is ended by the office at once, with the person’s authority, and with the pupil’s last day', async () => {
    const pupil = nextPupil();
    const byHand = await linkFor(world, pupil);
    const of = { schoolId: world.schoolId, pupilId: world.pupil(pupil), linkId: byHand.linkId };
    expect(await codeOf(endLink(world.web, await world.staff('teacher'), of))).toBe('forbidden');
    const wrong = { ...of, pupilId: world.pupil(3) };
    expect(await codeOf(endLink(world.web, await world.staff('office'), wrong))).toBe('not_found');
    await endLink(world.web, await world.staff('office'), of);
    expect(await openLink(world.db, byHand.secret, null, at())).toBeNull();

    const until = new Date(at().getTime() + 3_600_000);
    const holderId = await anotherPerson(world, pupil, { authorityUntil: until });
    const leaving = await linkFor(world, pupil, { holderId });
    expect(await openLink(world.db, leaving.secret, null, at())).not.toBeNull();
    expect(await openLink(world.db, leaving.secret, null, until)).toBeNull();

    const left = nextPupil();
    const there = await linkFor(world, left);
    await world.db
      .update(pupilsTable)
      .set({ leavesOn: '2026-11-18' })
      .where(eq(pupilsTable.id, world.pupil(left)));
    const midnight = new Date('2026-11-19T00:00:00Z');
    expect(await openLink(world.db, there.secret, null, new Date(midnight.getTime() - 1))).not.toBeNull();
    expect(await openLink(world.db, there.secret, null, midnight)).toBeNull();
  });

  it('is made by those who may ask, for a person of this pupil at this school', async () => {
    const office = await world.staff('office');
    const base = {
      schoolId: world.schoolId,
      pupilId: world.pupil(9),
      holderId: holderOf(world, 9),
      tripId: null,
    };
    const formSeries = (await opened(world, (await linkFor(world, 9)).secret)).form.series;
    expect(await codeOf(askOne(world.web, await world.staff('teacher'), { ...base, formSeries }))).toBe(
      'forbidden',
    );
    expect(
      await codeOf(askOne(world.web, office, { ...base, formSeries, holderId: holderOf(world, 2) })),
    ).toBe('not_found');
    expect(await codeOf(askOne(world.web, office, { ...base, formSeries: randomUUID() }))).toBe('not_found');
    const foreign = practiceId('pupil/harrowdean/1');
    expect(await codeOf(askOne(world.web, office, { ...base, formSeries, pupilId: foreign }))).toBe(
      'not_found',
    );
    const letter = await askOne(world.web, office, { ...base, formSeries });
    expect(letter.language).toBe('en-GB');
    const page = await readAskPage(world.db, office, { zone: 'Europe/London' }, base, at());
    expect(page.links).toHaveLength(1);
    expect(JSON.stringify(page)).not.toContain(letter.secret.slice(0, 6));
  });
});

describe('a sitting', () => {
  it('writes every answer as the person’s own, in one change, with a receipt that says so for ever', async () => {
    const pupil = nextPupil();
    const { secret, linkId } = await linkFor(world, pupil);
    world.clock.advance(60_000);
    const done = await answered(world, secret, [
      { key: 'image_print', answer: 'yes' },
      { key: 'name_beside', answer: 'no', channels: ['x'], newOnly: true },
    ]);
    if (!done.ok) throw new Error('not taken');
    const rows = await ownDecisions(pupil);
    expect(rows.map(({ decision, leavesLive }) => [decision, leavesLive])).toEqual([
      ['granted', false],
      ['withdrawn', true],
    ]);
    for (const row of rows)
      expect(row).toMatchObject({
        holderId: holderOf(world, pupil),
        recordedBy: null,
        linkId,
        source: 'parent_link',
        evidence: done.receiptId,
        formVersionId: questionsId(world),
      });
    expect(await verdict(pupil, 'print')).toBe('allow');
    const link = await opened(world, secret);
    const receipt = await readReceipt(world.db, link, done.receiptId);
    expect(receipt.lines).toMatchObject([
      { yes: true, onlyIn: null, newOnly: false },
      { yes: false, onlyIn: ['x'], newOnly: true, until: null },
    ]);
    const other = await opened(world, (await linkFor(world, 0)).secret);
    expect(await codeOf(readReceipt(world.db, other, done.receiptId))).toBe('not_found');
    const own = (await logged()).filter(({ actor }) => actor === `link:${linkId}`);
    expect(own.map(({ type }) => type)).toEqual(['permission.changed', 'permission.changed']);
    expect(await verifyAudit(world.db, testAuditSeal, [])).toMatchObject({ ok: true });
  });

  it('is once, however often its form is sent, and belongs to one link', async () => {
    const pupil = nextPupil();
    const { secret } = await linkFor(world, pupil);
    const requestKey = randomUUID();
    const sit = () => answered(world, secret, [{ key: 'image_press', answer: 'no' }], requestKey);
    const [first, second] = [await sit(), await sit()];
    expect(second).toEqual(first);
    expect(await ownDecisions(pupil)).toHaveLength(1);
    const other = await linkFor(world, 0);
    expect(
      await codeOf(answered(world, other.secret, [{ key: 'image_press', answer: 'no' }], requestKey)),
    ).toBe('illegal_move');
  });

  it('is another one when its page came back with the browser’s own key and something else was said, however often', async () => {
    const pupil = nextPupil();
    const { secret } = await linkFor(world, pupil);
    const requestKey = randomUUID();
    const receipts = new Set<string>();
    for (const answer of ['yes', 'no', 'yes', 'no'] as const) {
      world.clock.advance(60_000);
      const done = await answered(world, secret, [{ key: 'image_print', answer }], requestKey);
      if (!done.ok) throw new Error('not answered');
      receipts.add(done.receiptId);
      expect(await verdict(pupil, 'print')).toBe(answer === 'yes' ? 'allow' : 'block');
    }
    expect(receipts.size).toBe(4);
  });

  it('writes nothing when the link was ended between opening and answering', async () => {
    const pupil = nextPupil();
    const { secret, linkId } = await linkFor(world, pupil);
    const link = await opened(world, secret);
    const of = { schoolId: world.schoolId, pupilId: world.pupil(pupil), linkId };
    await endLink(world.web, await world.staff('office'), of);
    const late = answerByLink(world.web, link, {
      formVersionId: link.form.id,
      answers: [{ key: 'video', answer: 'yes' }],
      requestKey: randomUUID(),
    });
    expect(await codeOf(late)).toBe('not_found');
    expect(await ownDecisions(pupil)).toEqual([]);
    expect(await world.db.$count(consentReceipts, eq(consentReceipts.linkId, linkId))).toBe(0);
  });

  it('writes nothing when it answers nothing, or other words than those that are asked now', async () => {
    const pupil = nextPupil();
    const { secret } = await linkFor(world, pupil);
    expect(await answered(world, secret, [])).toMatchObject({ ok: false });
    expect(
      await answered(world, secret, [
        { key: 'trust', answer: 'yes' },
        { key: 'image_social', answer: 'no' },
      ]),
    ).toMatchObject({ ok: false });
    const link = await opened(world, secret);
    const stale = answerByLink(world.web, link, {
      formVersionId: randomUUID(),
      answers: [{ key: 'video', answer: 'yes' }],
      requestKey: randomUUID(),
    });
    expect(await codeOf(stale)).toBe('stale_revision');
    expect(await ownDecisions(pupil)).toEqual([]);
  });

  it('shows each of two people their own answers alone', async () => {
    const pupil = nextPupil();
    const mother = await linkFor(world, pupil);
    const father = await linkFor(world, pupil, { holderId: await anotherPerson(world, pupil) });
    const before = await ownAnswersOf(world.db, await opened(world, father.secret), at());
    await answered(world, mother.secret, [{ key: 'image_social', answer: 'no' }]);
    const link = await opened(world, father.secret);
    expect(await ownAnswersOf(world.db, link, at())).toEqual(before);
    const own = await ownAnswersOf(world.db, await opened(world, mother.secret), at());
    expect(own.find(({ key }) => key === 'image_social')?.said).toBe('no');
    world.clock.advance(1_000);
    await answered(world, father.secret, [{ key: 'image_social', answer: 'yes' }]);
    expect(await verdict(pupil, 'x')).toBe('block');
  });

  it('about a trip speaks of that trip alone', async () => {
    const pupil = nextPupil();
    const { secret } = await linkFor(world, pupil, { tripId: world.trip('now') });
    expect((await opened(world, secret)).options.map(({ key }) => key)).toEqual(['name_beside', 'trip']);
    await answered(world, secret, [{ key: 'trip', answer: 'yes' }]);
    expect(await ownDecisions(pupil)).toMatchObject([{ eventId: world.trip('now'), purposes: ['trip'] }]);
  });
});

describe('somebody who may not agree', () => {
  it.each([
    ['a court has said so', { mayNotConsent: true }],
    ['their authority ended long ago', { authorityUntil: new Date('2025-01-01T00:00:00Z') }],
    ['nobody has verified it', { verifiedAt: null }],
  ])('is heard in the same words when %s: the no counts, the yes does not', async (_why, over) => {
    const said = [];
    for (const more of [{}, over]) {
      const pupil = nextPupil();
      const holderId = await anotherPerson(world, pupil, more);
      const { secret } = await linkFor(world, pupil, { holderId });
      expect(await answered(world, secret, [{ key: 'image_press', answer: 'yes' }])).toMatchObject({
        ok: true,
      });
      const own = await ownAnswersOf(world.db, await opened(world, secret), at());
      const counts = await verdict(pupil, 'press', 'press');
      world.clock.advance(1_000);
      await answered(world, secret, [{ key: 'image_website', answer: 'no' }]);
      said.push({ own: own.map((each) => each.said), counts, afterNo: await verdict(pupil, 'website') });
    }
    expect(said[1]?.own).toEqual(said[0]?.own);
    expect(said.map(({ counts }) => counts)).toEqual(['allow', 'block']);
    expect(said.map(({ afterNo }) => afterNo)).toEqual(['block', 'block']);
  });
});

describe('a no by a link', () => {
  const photosOf = (pupil: number) => [pupils(world.pupil(pupil))];
  /** The practice posts are about a trip. */
  const key = 'trip';
  const removalsAbout = (pupil: number) =>
    world.db
      .select()
      .from(removalRequests)
      .where(eq(removalRequests.pupilId, world.pupil(pupil)));

  it('for everything stops what has not gone out and takes down what is live', async () => {
    const pupil = nextPupil();
    const { secret } = await linkFor(world, pupil);
    const live = await postIn(world, 'published', { photos: photosOf(pupil) });
    const planned = await postIn(world, 'scheduled', { photos: photosOf(pupil) });
    world.clock.advance(60_000);
    await answered(world, secret, [{ key, answer: 'no' }]);
    expect(await statusOf(world, live)).toBe('takedown_requested');
    expect(await statusOf(world, planned)).toBe('held');
    const asked = await removalsAbout(pupil);
    expect(asked).toEqual([
      expect.objectContaining({
        ...{ from: 'parent', way: 'link', recordedBy: null, toldAt: null },
        ...{ heldPostIds: [planned.postId], removedPostIds: [live.postId] },
      }),
    ]);
  });

  it('that touches no post and takes back no yes leaves nothing to tell', async () => {
    const neverAsked = 3;
    const { secret } = await linkFor(world, neverAsked);
    world.clock.advance(60_000);
    await answered(world, secret, [{ key, answer: 'no' }]);
    expect(await removalsAbout(neverAsked)).toEqual([]);
  });

  it('for new posts only leaves what is live, also when somebody later says no to something else', async () => {
    const pupil = nextPupil();
    const { secret } = await linkFor(world, pupil);
    const live = await postIn(world, 'published', { photos: photosOf(pupil) });
    const planned = await postIn(world, 'scheduled', { photos: photosOf(pupil) });
    const waiting = await postIn(world, 'in_review', { photos: photosOf(pupil) });
    world.clock.advance(60_000);
    await answered(world, secret, [{ key, answer: 'no', newOnly: true }]);
    expect(await statusOf(world, live)).toBe('published');
    expect(await statusOf(world, planned)).toBe('held');
    expect(await statusOf(world, waiting)).toBe('held');
    expect(await verdict(pupil, 'x', 'trip')).toBe('block');

    const father = await linkFor(world, pupil, { holderId: await anotherPerson(world, pupil) });
    world.clock.advance(60_000);
    await answered(world, father.secret, [{ key: 'image_print', answer: 'no' }]);
    expect(await statusOf(world, live)).toBe('published');
    await answered(world, father.secret, [{ key, answer: 'no' }]);
    expect(await statusOf(world, live)).toBe('takedown_requested');
  });

  it('for new posts only, made whole later, takes down what was left', async () => {
    const pupil = nextPupil();
    const { secret } = await linkFor(world, pupil);
    const live = await postIn(world, 'published', { photos: photosOf(pupil) });
    world.clock.advance(60_000);
    await answered(world, secret, [{ key, answer: 'no', newOnly: true }]);
    world.clock.advance(60_000);
    await withdrawConsent(world.web, await world.staff('office'), {
      schoolId: world.schoolId,
      pupilId: world.pupil(pupil),
      holderId: holderOf(world, pupil),
      method: 'phone',
      evidence: '',
      requestKey: randomUUID(),
    });
    expect(await statusOf(world, live)).toBe('takedown_requested');
  });

  it('for one place leaves posts in another', async () => {
    const pupil = nextPupil();
    const { secret } = await linkFor(world, pupil);
    const live = await postIn(world, 'published', { photos: photosOf(pupil) });
    const planned = await postIn(world, 'scheduled', { photos: photosOf(pupil) });
    world.clock.advance(60_000);
    await answered(world, secret, [{ key, answer: 'no', channels: ['website'] }]);
    expect(await statusOf(world, live)).toBe('published');
    expect(await statusOf(world, planned)).toBe('scheduled');
    expect(await verdict(pupil, 'website', 'trip')).toBe('block');
  });

  it('beside a yes in the same sitting counts as a no', async () => {
    const pupil = nextPupil();
    const { secret } = await linkFor(world, pupil);
    const live = await postIn(world, 'published', { photos: photosOf(pupil) });
    world.clock.advance(60_000);
    await answered(world, secret, [
      { key: 'image_website', answer: 'yes' },
      { key, answer: 'no' },
    ]);
    expect(await statusOf(world, live)).toBe('takedown_requested');
  });
});

describe('the office with a signed paper', () => {
  const paper = (pupil: number, over: object = {}) => ({
    schoolId: world.schoolId,
    pupilId: world.pupil(pupil),
    holderId: holderOf(world, pupil),
    formVersionId: questionsId(world),
    answers: [
      { key: 'image_print', answer: 'yes' as const },
      { key: 'video', answer: 'no' as const },
    ],
    eventId: null,
    answeredOn: '2026-11-17',
    method: 'paper' as const,
    evidence: 'Signed form in the pupil file',
    requestKey: randomUUID(),
    ...over,
  });

  it('writes each question down once, dated as the paper, and says where a yes is kept', async () => {
    const pupil = nextPupil();
    const office = await world.staff('office');
    const input = paper(pupil);
    expect(await recordOnForm(world.web, office, input)).toMatchObject({ ok: true });
    expect(await recordOnForm(world.web, office, input)).toMatchObject({ ok: true });
    const rows = (
      await world.db
        .select()
        .from(consentDecisions)
        .where(eq(consentDecisions.pupilId, world.pupil(pupil)))
    ).filter(({ formVersionId }) => formVersionId === questionsId(world));
    expect(rows.map(({ decision, recordedBy }) => [decision, recordedBy])).toEqual([
      ['granted', office.userId],
      ['refused', office.userId],
    ]);
    expect(rows[0]?.decidedAt.toISOString()).toBe('2026-11-17T00:00:00.000Z');
    expect(await verdict(pupil, 'print')).toBe('allow');
    expect(await recordOnForm(world.web, office, paper(pupil, { evidence: ' ' }))).toMatchObject({
      ok: false,
      issues: [{ code: 'evidence_missing' }],
    });
    const onlyNo = paper(pupil, { evidence: '', answers: [{ key: 'video', answer: 'no' }] });
    expect(await recordOnForm(world.web, office, onlyNo)).toMatchObject({ ok: true });
    expect(await codeOf(recordOnForm(world.web, await world.staff('teacher'), paper(pupil)))).toBe(
      'forbidden',
    );
    expect(
      await codeOf(recordOnForm(world.web, office, paper(pupil, { holderId: holderOf(world, 3) }))),
    ).toBe('not_found');
  });
});

describe('publishing and retiring', () => {
  // A school of its own: what families are asked with changes here.
  let world: World;
  const at = () => world.clock.now();
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  const publish = async (over: object = {}, by = 'data') => {
    const from = await findForm(world.db, world, questionsId(world));
    if (!from) throw new Error('no form');
    const text = { ...from, wording: `${from.wording}\n\nMore words.` };
    return publishForm(world.web, await world.staff(by), {
      schoolId: world.schoolId,
      text,
      fromId: from.id,
      as: 'new_version',
      seenHash: wordingHashOf(text),
      requestKey: randomUUID(),
      ...over,
    });
  };

  it('is the data lead’s, publishes only what was looked at, and numbers within the series', async () => {
    expect(await codeOf(publish({}, 'office'))).toBe('forbidden');
    expect(await codeOf(publish({ seenHash: 'f'.repeat(64) }))).toBe('stale_revision');
    const requestKey = randomUUID();
    const first = await publish({ requestKey });
    expect(await publish({ requestKey })).toEqual(first);
    const third = await findForm(world.db, world, requestKey);
    expect(third).toMatchObject({
      number: 3,
      retiredAt: null,
      wordingHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const { secret } = await linkFor(world, 7);
    expect((await opened(world, secret)).form, 'the Welsh words are older than the newest').toMatchObject({
      number: 3,
      language: 'en-GB',
    });
    const welsh = { ...(third as NonNullable<typeof third>), language: 'cy', title: 'Lluniau' };
    const asTranslation = {
      text: welsh,
      fromId: requestKey,
      as: 'translation',
      seenHash: wordingHashOf(welsh),
    };
    expect(
      await publish({ ...asTranslation, text: { ...welsh, options: welsh.options.slice(1) } }),
    ).toMatchObject({
      ok: false,
      issues: [{ code: 'meaning_differs' }],
    });
    expect(await publish(asTranslation)).toMatchObject({ ok: true });
    expect((await opened(world, secret)).form).toMatchObject({ number: 3, language: 'cy' });
    const older = { ...welsh, language: 'pl' };
    expect(
      await codeOf(publish({ text: older, as: 'translation', seenHash: wordingHashOf(older) })),
      'nobody translates what is no longer asked',
    ).toBe('stale_revision');
    expect(await world.db.$count(consentFormVersions, eq(consentFormVersions.number, 3))).toBe(2);
  });

  it('retires every language at once: yeses on it end, planned posts stop, live ones stay for a person', async () => {
    const pupil = 42;
    const { secret } = await linkFor(world, pupil);
    world.clock.advance(60_000);
    await answered(world, secret, [{ key: 'trip', answer: 'yes' }]);
    const live = await postIn(world, 'published', { photos: [pupils(world.pupil(pupil))] });
    const planned = await postIn(world, 'scheduled', { photos: [pupils(world.pupil(pupil))] });
    const form = (await opened(world, secret)).form;
    const of = { schoolId: world.schoolId, formVersionId: form.id };
    const data = await world.staff('data');
    expect(await countPupilsOn(world.db, data, of, at())).toBe(1);
    expect(await codeOf(retireForm(world.web, await world.staff('office'), of))).toBe('forbidden');
    world.clock.advance(60_000);
    await retireForm(world.web, data, of);
    await retireForm(world.web, data, of);
    expect(await statusOf(world, live)).toBe('published');
    expect(await statusOf(world, planned)).toBe('held');
    const inAllLanguages = await world.db
      .select()
      .from(consentFormVersions)
      .where(and(eq(consentFormVersions.series, form.series), eq(consentFormVersions.number, form.number)));
    expect(inAllLanguages.map(({ retiredAt }) => retiredAt?.getTime())).toEqual([
      at().getTime(),
      at().getTime(),
    ]);
    expect((await logged(world)).filter(({ type }) => type === 'consent_form.retired')).toHaveLength(2);
    expect(await openLink(world.db, secret, null, at()), 'nothing is left to ask with').toBeNull();
  });
});
