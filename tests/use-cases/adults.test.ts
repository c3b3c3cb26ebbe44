// Adults, and other people's material: shown and used only under a permission on record, which the office ends, or its giver
// takes back, and then live posts come down.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endAdultPermission } from '#app/domain/adults/end-adult-permission.ts';
import { listAdults } from '#app/domain/adults/list-adults.ts';
import { ownPermissions } from '#app/domain/adults/own-record.ts';
import {
  giveOwnPermission,
  recordAdultPermission,
  type RecordAdultPermission,
} from '#app/domain/adults/record-adult-permission.ts';
import { runChecks } from '#app/domain/checks/index.ts';
import type { AppError } from '#app/domain/errors.ts';
import { endMaterial } from '#app/domain/materials/end-material.ts';
import { listMaterials, materialsForPost } from '#app/domain/materials/list-materials.ts';
import { recordMaterial, type RecordMaterial } from '#app/domain/materials/record-material.ts';
import { answerAboutPhoto } from '#app/domain/posts/answer-about-photo.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { adultLines, ownLines } from '#app/presenters/adults.ts';
import { ORDINARY_PHOTO } from '#tests/support/about-photo.ts';
import { postIn, statusOf } from '#tests/support/posts-in-states.ts';
import { approvedPost, draftPost, openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const blocking = async (ref: PostRef) =>
  runChecks(await facts(ref), 'gate').flatMap(({ level, code }) => (level === 'block' ? [code] : []));
const reasonOf = (run: Promise<unknown>) =>
  run.then(
    () => 'done',
    (error: AppError) => error.code,
  );

const agreed = (differs: Partial<RecordAdultPermission> = {}): RecordAdultPermission => ({
  schoolId: world.schoolId,
  name: 'Dilys Frayne',
  kind: 'parent',
  subjects: ['image'],
  channels: ['x'],
  purposes: [],
  tripId: null,
  evidence: 'E-mail of 3 November, office folder',
  firstDay: '2026-11-01',
  lastDay: null,
  requestKey: randomUUID(),
  ...differs,
});

async function recorded(differs: Partial<RecordAdultPermission> = {}): Promise<string> {
  const done = await recordAdultPermission(world.web, await world.staff('office'), agreed(differs));
  if (!done.ok) throw new Error(done.issues.map(({ code }) => code).join());
  return done.adultPermissionId;
}
const showing = (id: string) => ({ photos: [[{ kind: 'adult' as const, id }]] });

describe('an adult', () => {
  it('may be shown where they agreed to be, and nowhere else', async () => {
    const here = await draftPost(world, showing(await recorded()));
    expect(await blocking(here)).not.toContain('adult_has_not_agreed');
    const elsewhere = await draftPost(world, showing(await recorded({ channels: ['website'] })));
    expect(await blocking(elsewhere)).toContain('adult_has_not_agreed');
    const namedOnly = await draftPost(world, showing(await recorded({ subjects: ['full_name'] })));
    expect(await blocking(namedOnly)).toContain('adult_has_not_agreed');
    const otherTrip = await draftPost(world, showing(await recorded({ tripId: world.trip('now') })));
    expect(await blocking(otherTrip)).toContain('adult_has_not_agreed');
  });

  it('is recorded once, however often the form is sent', async () => {
    const [office, input] = [await world.staff('office'), agreed({ name: 'Once Only' })];
    const ids = [
      await recordAdultPermission(world.web, office, input),
      await recordAdultPermission(world.web, office, input),
    ];
    expect(ids[0]).toEqual(ids[1]);
    const { adults } = await listAdults(
      world.db,
      office,
      { ...world, trustId: office.trustId },
      world.clock.now(),
    );
    expect(adults.filter(({ row }) => row.name === 'Once Only')).toHaveLength(1);
  });

  it('without a last day is asked again with the school year', async () => {
    const office = await world.staff('office');
    await recorded({ name: 'Year End' });
    const { adults } = await listAdults(
      world.db,
      office,
      { ...world, trustId: office.trustId },
      world.clock.now(),
    );
    const row = adults.find(({ row: { name } }) => name === 'Year End')?.row;
    expect(row?.endsAt?.toISOString()).toBe('2027-08-31T23:00:00.000Z');
  });

  it('who takes it back is stopped where nothing went out, and comes down where it did; twice changes nothing', async () => {
    const id = await recorded();
    const waiting = await approvedPost(world, showing(id));
    const live = await postIn(world, 'published', showing(id));
    const office = await world.staff('office');
    const input = { schoolId: world.schoolId, adultPermissionId: id, withdrawn: true };
    const reached = await endAdultPermission(world.web, office, input);
    expect(reached).toMatchObject({ held: [waiting.postId], comingDown: [live.postId] });
    expect(await statusOf(world, live)).toBe('takedown_requested');
    expect(await endAdultPermission(world.web, office, input)).toMatchObject({ held: [], comingDown: [] });
  });

  it('whose permission was over can still take back what is live under it', async () => {
    const id = await recorded();
    const live = await postIn(world, 'published', showing(id));
    const office = await world.staff('office');
    const input = { schoolId: world.schoolId, adultPermissionId: id };
    expect(await endAdultPermission(world.web, office, { ...input, withdrawn: false })).toMatchObject({
      toDecide: [live.postId],
    });
    expect(await endAdultPermission(world.web, office, { ...input, withdrawn: true })).toMatchObject({
      comingDown: [live.postId],
    });
  });

  it('is recorded by those who keep permissions alone', async () => {
    const asTeacher = recordAdultPermission(world.web, await world.staff('teacher'), agreed());
    expect(await reasonOf(asTeacher)).toBe('forbidden');
  });
});

describe('a member of staff', () => {
  const give = async (who: string) =>
    giveOwnPermission(world.web, await world.staff(who), {
      ...{ schoolId: world.schoolId, requestKey: randomUUID() },
      ...{ subjects: ['image'] as const, channels: ['x'] as const, purposes: [] },
    });

  it('gives their own permission, and takes it back with everything under it', async () => {
    const given = await give('comms');
    if (!given.ok) throw new Error('not given');
    const comms = await world.staff('comms');
    const own = await ownPermissions(world.db, comms, world.schoolId, world.clock.now());
    expect(own.map(({ id }) => id)).toContain(given.adultPermissionId);
    const live = await postIn(world, 'published', showing(given.adultPermissionId));
    const input = { schoolId: world.schoolId, adultPermissionId: given.adultPermissionId, withdrawn: true };
    expect(await endAdultPermission(world.web, comms, input)).toMatchObject({ comingDown: [live.postId] });
    const after = await ownPermissions(world.db, comms, world.schoolId, world.clock.now());
    expect(after.map(({ id }) => id)).not.toContain(given.adultPermissionId);
  });

  it('whose own permission ran out still finds it, to take back what is live under it', async () => {
    const given = await give('deputy');
    if (!given.ok) throw new Error('not given');
    const input = { schoolId: world.schoolId, adultPermissionId: given.adultPermissionId };
    await endAdultPermission(world.web, await world.staff('office'), { ...input, withdrawn: false });
    const deputy = await world.staff('deputy');
    const now = world.clock.now();
    const mine = async () =>
      ownLines(await ownPermissions(world.db, deputy, world.schoolId, now), 'Europe/London', now).find(
        ({ id }) => id === given.adultPermissionId,
      );
    const inTheOffice = async () => {
      const office = await world.staff('office');
      const page = await listAdults(world.db, office, { ...world, trustId: office.trustId }, now);
      return adultLines(page, 'Europe/London', now).find(({ id }) => id === given.adultPermissionId);
    };
    expect((await mine())?.days).toMatch(/^Over/);
    expect(await inTheOffice()).toMatchObject({ runs: false, takenBack: false });
    await endAdultPermission(world.web, deputy, { ...input, withdrawn: true });
    expect(await mine()).toBeUndefined();
    expect(await inTheOffice()).toMatchObject({ runs: false, takenBack: true });
  });

  it('takes back nobody else’s, and ends none as merely over', async () => {
    const given = await give('dsl');
    if (!given.ok) throw new Error('not given');
    const input = { schoolId: world.schoolId, adultPermissionId: given.adultPermissionId };
    const teacher = await world.staff('teacher');
    expect(await reasonOf(endAdultPermission(world.web, teacher, { ...input, withdrawn: true }))).toBe(
      'forbidden',
    );
    const dsl = await world.staff('dsl');
    expect(await reasonOf(endAdultPermission(world.web, dsl, { ...input, withdrawn: false }))).toBe(
      'forbidden',
    );
    expect(await reasonOf(endAdultPermission(world.web, dsl, { ...input, withdrawn: true }))).toBe('done');
  });
});

describe('somebody else’s material', () => {
  const permitted = (differs: Partial<RecordMaterial> = {}): RecordMaterial => ({
    schoolId: world.schoolId,
    what: 'Photos of the county cross-country',
    kind: 'picture',
    givenBy: 'Peter Lowe',
    channels: ['x'],
    evidence: 'Contract of 3 November, office folder',
    firstDay: '2026-11-01',
    lastDay: null,
    requestKey: randomUUID(),
    ...differs,
  });
  async function onRecord(differs: Partial<RecordMaterial> = {}): Promise<string> {
    const done = await recordMaterial(world.web, await world.staff('office'), permitted(differs));
    if (!done.ok) throw new Error(done.issues.map(({ code }) => code).join());
    return done.materialPermissionId;
  }
  /** Names the permission for the first photo of a draft. */
  async function naming(ref: PostRef, materialId: string): Promise<PostRef> {
    const [photo] = (await facts(ref)).photos;
    const answers = { ...ORDINARY_PHOTO, takenBy: 'professional' as const, materialId };
    const input = { postPhotoId: photo?.postPhotoId ?? '', answers, forAll: false };
    await answerAboutPhoto(world.web, await world.staff('teacher'), ref, input);
    return ref;
  }

  it('is used under the permission that the author chose, while it runs and covers the place', async () => {
    const running = await naming(await draftPost(world), await onRecord());
    expect(await blocking(running)).not.toContain('material_not_permitted');
    const printOnly = await naming(await draftPost(world), await onRecord({ channels: ['print'] }));
    expect(await blocking(printOnly)).toContain('material_not_permitted');
    const unknown = await naming(await draftPost(world), randomUUID());
    expect(await blocking(unknown)).toContain('material_not_permitted');
  });

  it('that its owner takes back stops the post; what covers no post is not offered', async () => {
    const id = await onRecord({ what: 'Taken back' });
    const ref = await naming(await draftPost(world), id);
    const office = await world.staff('office');
    const input = { schoolId: world.schoolId, materialPermissionId: id, withdrawn: true };
    await endMaterial(world.web, office, input);
    expect(await blocking(ref)).toContain('material_not_permitted');
    const other = await facts(await draftPost(world));
    expect((await materialsForPost(world.db, other)).map((each) => each.id)).not.toContain(id);
    const listed = await listMaterials(
      world.db,
      office,
      { ...world, trustId: office.trustId },
      world.clock.now(),
    );
    expect(listed.find(({ row }) => row.id === id)?.state).toBe('withdrawn');
    expect(await endMaterial(world.web, office, input)).toMatchObject({ held: [] });
  });
});
