// An account on a platform that Gatepost does not post to, asked for and approved the way people do it, and posts on it that somebody
// publishes by hand.
import { randomUUID } from 'node:crypto';
import { approveConnection } from '#app/domain/accounts/decide-connection.ts';
import { registerAccount } from '#app/domain/accounts/register-account.ts';
import { openHandOver } from '#app/domain/hand-overs/open-hand-over.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { recordConsent } from '#app/domain/consent/record-consent.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { openConnection } from '#db/queries/account-connections.server.ts';
import { findAccount } from '#db/queries/schools.server.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { onlyHere } from './only-here.ts';
import { pupils, scheduledPost, type World } from './world.ts';

/** A page on Facebook that the headteacher approved. */
export async function accountByHand(world: World, platform = 'facebook'): Promise<string> {
  const comms = await world.staff('comms');
  const asked = await registerAccount(world.web, comms, {
    ...{ schoolId: world.schoolId, platform, handle: `Our page ${randomUUID().slice(0, 8)}` },
    ...{ displayName: 'Our school', purpose: 'News of the school', audience: 'Families and neighbours' },
    ...{ ownerId: comms.userId, requestKey: randomUUID() },
  });
  if (!asked.ok) throw new Error(asked.issues.map(({ code }) => code).join());
  const of = { schoolId: world.schoolId, accountId: asked.accountId };
  const open = await openConnection(world.db, of, of.accountId);
  await approveConnection(world.web, await world.staff('head'), {
    ...of,
    connectionId: open?.id ?? '',
    seen: { handle: await handleOf(world, of.accountId), scopes: open?.scopes ?? [] },
  });
  return of.accountId;
}

async function handleOf(world: World, accountId: string): Promise<string> {
  const account = await findAccount(world.db, world, accountId);
  return account?.handle ?? '';
}

export interface ByHandPlan {
  /** number of the one pupil in its one photo: one with a plain yes for everything on the form */
  pupil?: number;
  minutes?: number;
  words?: string;
  /** about no trip when left out */
  tripId?: string;
}

const SAID_YES = new WeakMap<World, Set<number>>();

/** A yes for the platforms that the practice forms do not ask about, once for each pupil. */
async function sayYes(world: World, index: number): Promise<void> {
  const before = SAID_YES.get(world) ?? new Set<number>();
  if (before.has(index)) return;
  SAID_YES.set(world, before.add(index));
  const given = await recordConsent(world.web, await world.staff('office'), {
    ...{ schoolId: world.schoolId, pupilId: world.pupil(index), answer: 'granted', evidence: '' },
    ...{ holderId: practiceId(`holder/ashwick/${index}/0`), subjects: ['image', 'first_name', 'work'] },
    channels: ['x', 'facebook', 'instagram', 'website', 'newsletter', 'display', 'internal'],
    purposes: ['celebration', 'trip', 'teaching', 'information'],
    ...{ accountScope: 'own_school', eventId: null, lastDay: null, method: 'in_person', formVersionId: null },
    conditions: { groupOnly: false, notFaceOn: false, noUniform: false },
    answeredOn: dateInSchool(world.clock.now(), 'Europe/London'),
    requestKey: randomUUID(),
  });
  if (!given.ok) throw new Error(given.issues.map(({ code }) => code).join());
}

/** A post on that account with its time in `minutes`, to be published by hand: one photo of one pupil. */
export async function postByHand(world: World, accountId: string, plan: ByHandPlan = {}): Promise<PostRef> {
  const { pupil = 2, minutes = 10, words = onlyHere('A day out'), tripId = null } = plan;
  await sayYes(world, pupil);
  return scheduledPost(world, { words, minutes, accountId, tripId, photos: [pupils(world.pupil(pupil))] });
}

/** The same, opened by the comms lead. */
export async function handedOut(world: World, accountId: string, plan: ByHandPlan = {}): Promise<PostRef> {
  const ref = await postByHand(world, accountId, plan);
  const opened = await openHandOver(world.web, await world.staff('comms'), ref);
  if (opened !== 'open') throw new Error(`it was not opened: ${opened}`);
  return ref;
}
