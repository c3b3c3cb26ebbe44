// Names and logos of others in words and photos, against the permissions on record: which covers a post, and what its end does (T-17, R-54).
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runChecks } from '#app/domain/checks/index.ts';
import { endMaterial } from '#app/domain/materials/end-material.ts';
import { recordMaterial, type RecordMaterial } from '#app/domain/materials/record-material.ts';
import { answerAboutPhoto } from '#app/domain/posts/answer-about-photo.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { approvePost } from '#app/domain/posts/review-post.ts';
import { schedulePost } from '#app/domain/posts/schedule-post.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { findingsOfRevision } from '#db/queries/finding-answers.server.ts';
import { wordLists } from '#db/schema/words.ts';
import { PRACTICE_TRUST } from '#db/seed/practice-people.ts';
import { ORDINARY_PHOTO } from '#tests/support/about-photo.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { publishNow, statusOf } from '#tests/support/posts-in-states.ts';
import { draftPost, openWorld, shownOn, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.db.insert(wordLists).values({
    ...{ id: randomUUID(), trustId: PRACTICE_TRUST.id, list: 'trademarks', version: 1 },
    entries: ['Zogglewick', 'Brambletot', 'Quorrimond', 'Fernipple'],
    ...{ publishedAt: world.clock.now(), publishedBy: (await world.staff('head')).userId },
  });
});
afterAll(() => world.close());
beforeEach(() => world.clock.advance(1_000));

async function onRecord(mark: string, differs: Partial<RecordMaterial> = {}): Promise<string> {
  const done = await recordMaterial(world.web, await world.staff('office'), {
    ...{ schoolId: world.schoolId, what: `The ${mark} logo on our kit`, kind: 'logo', givenBy: 'Jo Finch' },
    ...{ channels: ['x'], evidence: 'Letter of 3 November', firstDay: '2026-11-01', lastDay: null },
    ...{ requestKey: randomUUID(), ...differs },
  });
  if (!done.ok) throw new Error(done.issues.map(({ code }) => code).join());
  return done.materialPermissionId;
}
const draft = (mark: string) =>
  draftPost(world, { words: onlyHere(`New kit with ${mark}`), photos: [], tripId: null });
const takeBack = async (materialPermissionId: string) =>
  endMaterial(world.web, await world.staff('office'), {
    ...{ schoolId: world.schoolId, materialPermissionId, withdrawn: true },
  });
const marks = async (ref: PostRef) =>
  (await readPostFacts(world.db, ref, world.clock.now())).words.working
    .filter(({ check }) => check === 'T-17')
    .map(({ level, code, context }) => ({ level, code, ...context }));
const STOPPED = [{ level: 'block', code: 'trademark' }];

describe('a mark on the trust’s list', () => {
  it('passes under a permission that names it and covers this account and day; the record says which', async () => {
    const ref = await draft('Brambletot');
    expect(await marks(ref)).toEqual(STOPPED);
    const permission = await onRecord('BRAMBLETOT');
    expect(await marks(ref)).toEqual([{ level: 'warn', code: 'trademark_permitted', permission }]);
    const { post } = await readPostFacts(world.db, ref, world.clock.now());
    await submitPost(world.web, await world.staff('teacher'), ref, post);
    const { revision } = await readPostFacts(world.db, ref, world.clock.now());
    const kept = await findingsOfRevision(world.db, world, revision?.id ?? '');
    expect(kept.filter(({ check }) => check === 'T-17')).toMatchObject([{ context: { permission } }]);
  });

  it('does not under one for another place, another kind, another mark, or before or after its days', async () => {
    const ref = await draft('Fernipple');
    await onRecord('Fernipple', { channels: ['print'] });
    await onRecord('Fernipple', { kind: 'picture' });
    await onRecord('Zogglewick');
    await onRecord('Fernipple', { firstDay: '2027-01-05' });
    expect(await marks(ref)).toEqual(STOPPED);
    await onRecord('Fernipple', { lastDay: '2026-11-18' });
    expect(await marks(ref)).toHaveLength(1);
    const { clock } = world;
    clock.advance(24 * 3_600_000);
    expect(await marks(ref)).toEqual(STOPPED);
  });
});

describe('a permission for a mark that its owner takes back', () => {
  async function placed(mark: string): Promise<PostRef> {
    const ref = await draft(mark);
    const { post } = await readPostFacts(world.db, ref, world.clock.now());
    await submitPost(world.web, await world.staff('teacher'), ref, post);
    await approvePost(world.web, await world.staff('head'), ref, await shownOn(world, ref));
    const due = new Date(world.clock.now().getTime() + 60_000);
    const comms = await world.staff('comms');
    await schedulePost(world.web, comms, ref, { wall: wallTimeOf(due, 'Europe/London') });
    return ref;
  }
  it('holds what waits and takes down what is live', async () => {
    const permission = await onRecord('Quorrimond', {
      kind: 'words',
      what: 'Their song',
      givenBy: 'Quorrimond',
    });
    const live = await placed('Quorrimond');
    world.clock.advance(60_000);
    expect(await publishNow(world, live)).toBe('published');
    const waits = await placed('Quorrimond');
    await takeBack(permission);
    expect([await statusOf(world, live), await statusOf(world, waits)]).toEqual([
      'takedown_requested',
      'held',
    ]);
  });
});

describe('a logo in a photo', () => {
  async function showing(logoMaterialId?: string): Promise<PostRef> {
    const ref = await draftPost(world, { words: onlyHere('New kit'), tripId: null });
    const { photos } = await readPostFacts(world.db, ref, world.clock.now());
    const answers = {
      ...ORDINARY_PHOTO,
      logos: 'yes' as const,
      ...(logoMaterialId ? { logoMaterialId } : {}),
    };
    const input = { postPhotoId: photos[0]?.postPhotoId ?? '', answers, forAll: false };
    await answerAboutPhoto(world.web, await world.staff('teacher'), ref, input);
    return ref;
  }
  const said = async (ref: PostRef) =>
    runChecks(await readPostFacts(world.db, ref, world.clock.now()), 'submit').flatMap(({ check, code }) =>
      check === 'T-17' ? [code] : [],
    );

  it('may be shown under a permission for a logo that covers this account, and no other', async () => {
    expect(await said(await showing())).toEqual(['logo_permission_missing']);
    expect(await said(await showing(randomUUID()))).toEqual(['logo_not_permitted']);
    const [print, picture, logo] = [
      await onRecord('Zogglewick', { channels: ['print'] }),
      await onRecord('Zogglewick', { kind: 'picture' }),
      await onRecord('Zogglewick'),
    ];
    expect(await said(await showing(print))).toEqual(['logo_not_permitted']);
    expect(await said(await showing(picture))).toEqual(['logo_not_permitted']);
    expect(await said(await showing(logo))).toEqual(['logo_permitted']);
  });

  it('stops what waits when its owner takes the permission back', async () => {
    const permission = await onRecord('Zogglewick');
    const ref = await showing(permission);
    const { post } = await readPostFacts(world.db, ref, world.clock.now());
    await submitPost(world.web, await world.staff('teacher'), ref, post);
    await takeBack(permission);
    expect(await statusOf(world, ref)).toBe('held');
  });
});
