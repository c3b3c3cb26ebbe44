// What each reader of consent pages gets to see: the effective answer for the office, who and when for two roles, counts for
// classes and trips, and nothing of another school.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#app/domain/actor.ts';
import { changesToday } from '#app/domain/consent/changes-today.ts';
import { readCoverage } from '#app/domain/consent/consent-coverage.ts';
import { classesOfSchool, findPupils, MOST_FOUND, pupilsOfClass } from '#app/domain/consent/find-pupils.ts';
import { listRestrictions } from '#app/domain/consent/list-restrictions.ts';
import { postsShowingPupil } from '#app/domain/consent/posts-showing-pupil.ts';
import { readPupilHistory } from '#app/domain/consent/pupil-history.ts';
import { notePupilViewed, readPupil, readPupilConsent } from '#app/domain/consent/read-pupil-consent.ts';
import { recordProvisionalNo } from '#app/domain/consent/record-provisional-no.ts';
import { setRestriction } from '#app/domain/consent/set-restriction.ts';
import { tripsWithPermissions, tripWithPermissions } from '#app/domain/consent/trip-permissions.ts';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { reopenPost } from '#app/domain/posts/reopen-post.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { type OwnSchool, schoolsOfPerson } from '#app/domain/school/schools-of-person.ts';
import { monitoringEvents } from '#db/schema/audit.ts';
import { pupils as pupilTable } from '#db/schema/pupils.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { postIn } from '#tests/support/posts-in-states.ts';
import { listPeople } from '#tests/support/settling.ts';
import { openWorld, pupils, submittedPost, type World } from '#tests/support/world.ts';

let world: World;
let school: OwnSchool;
let office: Person;
let data: Person;
let dsl: Person;
let teacher: Person;
beforeAll(async () => {
  world = await openWorld();
  [office, data, dsl, teacher] = (await Promise.all(
    ['office', 'data', 'dsl', 'teacher'].map((key) => world.staff(key)),
  )) as [Person, Person, Person, Person];
  const [own] = await schoolsOfPerson(world.db, office, world.clock.now());
  if (!own) throw new Error('the office has no school');
  school = own;
});
afterAll(() => world.close());

const now = () => world.clock.now();
const ref = (index: number) => ({ schoolId: world.schoolId, pupilId: world.pupil(index) });
const USUAL = {
  subjects: ['image', 'first_name'],
  channels: ['x', 'website'],
  purpose: 'celebration',
} as const;
const forbidden = expect.objectContaining({ code: 'forbidden' });
const notFound = expect.objectContaining({ code: 'not_found' });

const withdraw = (index: number) =>
  withdrawConsent(world.web, office, {
    ...ref(index),
    holderId: practiceId(`holder/ashwick/${index}/0`),
    method: 'phone',
    evidence: '',
    requestKey: randomUUID(),
  });

describe('finding a pupil', () => {
  it('finds by any part of the name, by every word typed, and by class', async () => {
    const found = async (typed: string) =>
      (await findPupils(world.db, office, world.schoolId, typed, now())).pupils.map(({ name }) => name);
    expect(await found('amelia')).toEqual(['Amelia Asante', 'Amelia Fenwick']);
    expect(await found('fen amel')).toEqual(['Amelia Fenwick']);
    expect(await found('  ')).toEqual([]);
    expect(await found('50%')).toEqual([]);
    const classes = await classesOfSchool(world.db, office, world.schoolId, now());
    expect(classes.map(({ group, count }) => [group, count])).toEqual([
      ['2 Willow', 18],
      ['4 Hazel', 24],
      ['6 Rowan', 18],
    ]);
    const inClass = await pupilsOfClass(world.db, office, world.schoolId, '6 Rowan', now());
    expect(inClass).toHaveLength(18);
  });

  it('says that there are more than it shows', async () => {
    const { pupils: shown, more } = await findPupils(world.db, office, world.schoolId, 'a', now());
    expect([shown.length, more]).toEqual([MOST_FOUND, true]);
  });

  it('is for those who keep the record, in their own school', async () => {
    for (const key of ['teacher', 'head', 'comms', 'governor'])
      await expect(
        findPupils(world.db, await world.staff(key), world.schoolId, 'amelia', now()),
      ).rejects.toEqual(forbidden);
    const stranger = await world.staff('harrowdean/office');
    await expect(findPupils(world.db, stranger, world.schoolId, 'amelia', now())).rejects.toEqual(notFound);
    const elsewhere = { schoolId: world.schoolId, pupilId: practiceId('pupil/harrowdean/0') };
    await expect(readPupilConsent(world.db, office, school, elsewhere, USUAL, now())).rejects.toEqual(
      notFound,
    );
  });
});

describe('a pupil’s position', () => {
  it('is the effective answer alone for the office, and its reasons for two roles', async () => {
    const seen = await readPupilConsent(world.db, office, school, ref(16), USUAL, now());
    expect(seen.cells.map(({ subject, channel, answer }) => [subject, channel, answer])).toEqual([
      ['image', 'x', 'not_asked'],
      ['image', 'website', 'yes'],
      ['first_name', 'x', 'not_asked'],
      ['first_name', 'website', 'yes'],
    ]);
    expect(seen.cells.every(({ because }) => because === null)).toBe(true);
    for (const person of [data, dsl]) {
      const known = await readPupilConsent(world.db, person, school, ref(16), USUAL, now());
      expect(known.cells[1]?.because?.decisionIds).toHaveLength(1);
      expect(known.cells[0]?.because?.explanations).toHaveLength(1);
    }
  });

  it('is told in full to the data lead and the safeguarding leads, and to nobody else', async () => {
    const history = await readPupilHistory(world.db, data, ref(6), now());
    expect(history.entries.map((entry) => entry.kind === 'answer' && entry.decision)).toEqual([
      'withdrawn',
      'granted',
    ]);
    expect(history.entries[0]).toMatchObject({ recordedBy: 'Imran Sheikh', by: { relationship: 'mother' } });
    expect(history.restricted).toBe(false);
    for (const key of ['office', 'teacher', 'head'])
      await expect(readPupilHistory(world.db, await world.staff(key), ref(6), now())).rejects.toEqual(
        forbidden,
      );
  });

  it('tells the data lead that there is a restriction and nothing more; its list is the safeguarding leads’', async () => {
    const history = await readPupilHistory(world.db, data, ref(18), now());
    expect(history.restricted).toBe(true);
    expect(JSON.stringify(history)).not.toContain('do_not_publish');
    const listed = await listRestrictions(world.db, dsl, ref(18), now());
    expect(listed).toMatchObject([{ type: 'do_not_publish', setBy: 'Ruth Adeyemi', overdue: false }]);
    for (const person of [data, office, teacher])
      await expect(listRestrictions(world.db, person, ref(18), now())).rejects.toEqual(forbidden);
  });

  it('notes who opened it, for the monitoring that people are told of (R-97)', async () => {
    await notePupilViewed(world.db, office, ref(0), now());
    const rows = await world.db
      .select()
      .from(monitoringEvents)
      .where(eq(monitoringEvents.subjectId, world.pupil(0)));
    expect(rows).toMatchObject([{ what: 'viewed_pupil', userId: office.userId, schoolId: world.schoolId }]);
  });

  it('knows somebody who has left, and still shows their record', async () => {
    await world.db
      .update(pupilTable)
      .set({ leavesOn: '2026-11-17' })
      .where(eq(pupilTable.id, world.pupil(59)));
    expect(await readPupil(world.db, office, school, ref(59), now(), 'pupil.find')).toMatchObject({
      left: true,
    });
    const { cells } = await readPupilConsent(world.db, office, school, ref(59), USUAL, now());
    expect(new Set(cells.map(({ answer }) => answer))).toEqual(new Set(['ended']));
  });
});

describe('the posts that show a pupil', () => {
  it('are counted by where they stand; which ones, only for those who may read posts', async () => {
    const index = 24;
    const photos = [pupils(world.pupil(index))];
    const live = await postIn(world, 'published', { photos });
    await postIn(world, 'scheduled', { photos });
    await postIn(world, 'draft', { photos });
    const before = await postsShowingPupil(world.db, office, school, ref(index), now());
    expect(before).toMatchObject({ counts: { live: 1, on_its_way: 1, stopped: 0 }, posts: null });
    await withdraw(index);
    const after = await postsShowingPupil(world.db, office, school, ref(index), now());
    expect(after).toMatchObject({ counts: { coming_down: 1, stopped: 1, live: 0 }, posts: null });
    expect(after.deadlineAt).toEqual(new Date('2026-11-18T17:00:00Z'));
    expect([after.wasPublic, before.deadlineAt]).toEqual([true, null]);
    const known = await postsShowingPupil(world.db, data, school, ref(index), now());
    expect(known.posts?.find(({ place }) => place === 'coming_down')?.postId).toBe(live.postId);
    await expect(postsShowingPupil(world.db, teacher, school, ref(index), now())).rejects.toEqual(forbidden);
  });

  it('are to be removed when they were in the air as somebody said no, and simply on their way before', async () => {
    const index = 29;
    await postIn(world, 'unknown', { photos: [pupils(world.pupil(index))] });
    const counts = async () => (await postsShowingPupil(world.db, office, school, ref(index), now())).counts;
    expect(await counts()).toMatchObject({ on_its_way: 1, in_the_air: 0 });
    await withdraw(index);
    expect(await counts()).toMatchObject({ on_its_way: 0, in_the_air: 1 });
  });

  it('puts a live post whose permission only ran out before a person', async () => {
    const index = 31;
    await postIn(world, 'published', { photos: [pupils(world.pupil(index))] });
    const later = new Date(now().getTime() + 30 * 86_400_000);
    const then = await postsShowingPupil(world.db, data, school, ref(index), later);
    expect(then.counts).toMatchObject({ to_decide: 1, live: 0 });
  });

  it('leaves out a post that showed the pupil once and no longer does', async () => {
    const [gone, kept] = [world.pupil(25), world.pupil(27)];
    const post = await submittedPost(world, { photos: [pupils(gone, kept)] });
    const shows = async (index: number) =>
      (await postsShowingPupil(world.db, data, school, ref(index), now())).counts.on_its_way;
    expect([await shows(25), await shows(27)]).toEqual([1, 1]);
    await reopenPost(world.web, teacher, post);
    const { photos } = await readPostFacts(world.db, post, now());
    const placeId = photos[0]?.postPhotoId ?? '';
    const { version } = await listPeople(world.web, teacher, post, placeId, pupils(kept));
    await submitPost(world.web, teacher, post, { version });
    expect([await shows(25), await shows(27)]).toEqual([0, 1]);
  });
});

describe('a class and a school', () => {
  it('are counted, every pupil once', async () => {
    const { classes, schoolSentence } = await readCoverage(
      world.db,
      data,
      { ...school },
      { subject: 'image', channel: 'x', purpose: 'celebration' },
      now(),
    );
    expect(classes.map(({ group }) => group)).toEqual(['2 Willow', '4 Hazel', '6 Rowan']);
    for (const { pupils: size, counts } of classes)
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(size);
    const hazel = classes[1];
    expect(hazel?.counts.with_condition).toBe(1);
    expect(hazel?.counts.ended).toBe(1);
    expect(hazel?.counts.no).toBeGreaterThanOrEqual(5);
    expect(schoolSentence).toBeNull();
    await expect(
      readCoverage(world.db, office, school, { subject: 'image', channel: 'x', purpose: 'trip' }, now()),
    ).rejects.toEqual(forbidden);
  });

  it('says an old export once, for the school', async () => {
    const stale = { ...school, consentExportedAt: new Date(now().getTime() - 30 * 86_400_000) };
    const use = { subject: 'image', channel: 'x', purpose: 'celebration' } as const;
    const { schoolSentence } = await readCoverage(world.db, data, stale, use, now());
    expect(schoolSentence).toMatch(/out of date/);
  });

  it('shows who may no longer be shown since this morning, in one kind of line', async () => {
    const no = { ...ref(44), method: 'phone' as const, saidBy: '', requestKey: randomUUID() };
    world.clock.advance(60_000);
    await recordProvisionalNo(world.web, office, no);
    world.clock.advance(60_000);
    await setRestriction(world.web, dsl, {
      ...ref(45),
      type: 'do_not_publish',
      reason: 'Sealed',
      reviewOn: null,
      requestKey: randomUUID(),
    });
    const lines = await changesToday(world.db, data, school, now());
    const [latest, earlier] = lines;
    expect([latest?.pupilId, earlier?.pupilId]).toEqual([world.pupil(45), world.pupil(44)]);
    expect(Object.keys(latest ?? {})).toEqual(Object.keys(earlier ?? {}));
    const tomorrow = new Date(now().getTime() + 86_400_000);
    expect(await changesToday(world.db, data, school, tomorrow)).toEqual([]);
    await expect(changesToday(world.db, office, school, now())).rejects.toEqual(forbidden);
  });
});

describe('a trip', () => {
  it('shows those who write posts one word for each pupil', async () => {
    const trips = await tripsWithPermissions(world.db, teacher, school, now());
    expect(trips.map(({ name }) => name)).toEqual([
      'Year 2 in the woods',
      'Year 6 at the Old Mill Museum',
      'Year 4 at Tidewater Farm',
    ]);
    const trip = await tripWithPermissions(world.db, teacher, school, world.trip('over'), now());
    const word = (index: number) => trip.pupils.find(({ id }) => id === world.pupil(index))?.word;
    expect([word(0), word(13), word(3), word(11), word(18)]).toEqual([
      'can be shown',
      'only in a group',
      'not in photos',
      'not in photos',
      'not in photos',
    ]);
  });

  it('counts a yes that was given for that trip alone', async () => {
    const trip = await tripWithPermissions(world.db, office, school, world.trip('now'), now());
    expect(trip.pupils.find(({ id }) => id === world.pupil(33))?.word).toBe('can be shown');
  });

  it('is not for those who neither write nor keep the record, nor for another school', async () => {
    for (const key of ['governor', 'trust/dpo'])
      await expect(tripsWithPermissions(world.db, await world.staff(key), school, now())).rejects.toEqual(
        forbidden,
      );
    const theirs = practiceId('trip/harrowdean/over');
    await expect(tripWithPermissions(world.db, teacher, school, theirs, now())).rejects.toEqual(notFound);
  });
});
