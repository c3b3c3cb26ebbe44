// The last three weeks of the practice primary, as its people and the worker left them: posts that came down, one that somebody deleted on
// the platform, one that somebody changed there, one that missed its time, and who is asked first when a takedown needs a person.
import type { SandboxStore } from '#sandbox/store.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { changeOnCall } from '#app/domain/on-call/change-on-call.ts';
import { explainTakedown } from '#app/domain/posts/explain-takedown.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { publishPost } from '#app/domain/posts/publish-post.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { verifyPost } from '#app/domain/posts/verify-post.ts';
import { daysFrom, onTheDial } from './practice-days.ts';
import { PRACTICE_SCHOOLS, userId } from './practice-people.ts';
import { changeThere, practiceTimeline } from './practice-timeline.ts';
import { practiceWriting, type Written } from './practice-writing.ts';

const SCHOOL = PRACTICE_SCHOOLS.ashwick.id;
const TEACHER = 'ashwick/teacher';
const MINUTE_MS = 60_000;

/** The posts of the past by what became of them. */
export const PAST_WORDS = {
  mistake: 'The book swap is in the hall all week. Bring one, take one, and tell us what you chose.',
  asked: 'The new reading corner is open. Come and see it at home time.',
  gone: 'Chess club starts again on Tuesday after school. Boards are ready, and so are the biscuits.',
  changed: 'Gates open ten minutes earlier from Monday, so that everybody is in before the rain.',
  missed: 'A reminder for tomorrow: coats and boots, please. We will be outside all morning.',
} as const;

/** What somebody made of the one that was changed. */
const CHANGED_WORDS = 'Gates open at the usual time after all.';

export type PastDeps = Written & { sandboxStore: SandboxStore };

/** A door through which none of it goes. */
const shut = <T extends object>(): T =>
  new Proxy<T>({} as T, {
    get: () => {
      throw new Error('the practice past needs no such door');
    },
  });

/** Does it all before `deps.clock.now()`, in the order in which it happened. */
export async function practicePast(deps: PastDeps): Promise<void> {
  const today = onTheDial(deps.clock.now());
  let now = today;
  const clock = { now: () => now, trustworthy: () => true };
  const by = practiceWriting({ ...deps, clock });
  const worker: WorkerDeps = {
    ...by.deps,
    publishers: practiceTimeline(deps.sandboxStore, clock),
    // The timeline asks for no proof of whom a call acts for.
    tokens: { open: () => Promise.resolve(new TextEncoder().encode('practice')), seal: shut },
    journal: { append: () => Promise.resolve(), settle: () => Promise.resolve() },
    ...{ links: null, post: null, connecting: shut(), connectors: shut(), photos: shut(), engine: shut() },
    ...{ faces: shut(), tables: shut(), nameVault: shut(), reasons: shut(), oneTimeSeal: shut() },
    ...{ archive: shut(), recordsPage: shut(), anchors: shut() },
  };
  const head = () => by.person('ashwick/head');
  const wait = (minutes: number) => void (now = new Date(now.getTime() + minutes * MINUTE_MS));
  const deliveryOf = async (ref: PostRef) => found((await by.facts(ref)).delivery, 'delivery');
  const work = async (ref: PostRef) => ({ schoolId: SCHOOL, deliveryId: (await deliveryOf(ref)).id });

  /** Written, sent, approved and placed so many days ago; then its time comes. */
  const placed = async (name: keyof typeof PAST_WORDS, daysAgo: number): Promise<PostRef> => {
    now = daysFrom(today, -daysAgo);
    const ref = await by.write(`past/${name}`, TEACHER, PAST_WORDS[name]);
    await by.send(ref, TEACHER);
    wait(20);
    await by.approve(ref);
    await by.place(ref, new Date(now.getTime() + 30 * MINUTE_MS));
    wait(30);
    return ref;
  };
  const live = async (name: keyof typeof PAST_WORDS, daysAgo: number): Promise<PostRef> => {
    const ref = await placed(name, daysAgo);
    await publishPost(worker, await work(ref));
    wait(1);
    await verifyPost(worker, await work(ref));
    return ref;
  };
  const takenDown = async (ref: PostRef, minutes: number) => {
    wait(minutes);
    await takeDownPost(worker, await work(ref));
  };

  const mistake = await live('mistake', 21);
  wait(95);
  await requestTakedown(by.deps, await by.person(TEACHER), mistake);
  await takenDown(mistake, 1);
  wait(2);
  await explainTakedown(by.deps, await by.person(TEACHER), mistake, {
    cause: 'mistake',
    note: 'It is next week, not this one.',
  });

  const asked = await live('asked', 12);
  wait(26 * 60);
  await requestTakedown(by.deps, await head(), asked, 'asked_from_outside');
  await takenDown(asked, 3);

  const gone = await live('gone', 6);
  const { platformId } = await deliveryOf(gone);
  await deps.sandboxStore.removePost(platformId ?? '');
  for (const minutes of [60, 61]) {
    wait(minutes);
    await verifyPost(worker, await work(gone));
  }

  const changed = await live('changed', 3);
  await changeThere(deps.sandboxStore, (await deliveryOf(changed)).platformId ?? '', CHANGED_WORDS);
  wait(60);
  await verifyPost(worker, await work(changed));

  const missed = await placed('missed', 1);
  // Nobody was there to send it: the machine was off all night.
  wait(8 * 60);
  await publishPost(worker, await work(missed));
  for (const change of [
    { kind: 'earlier', userId: userId('ashwick/dsl'), from: 3 },
    { kind: 'earlier', userId: userId('ashwick/dsl'), from: 2 },
  ] as const)
    await changeOnCall(by.deps, await head(), SCHOOL, change);
  await by.allRead([TEACHER, 'ashwick/head', 'ashwick/deputy', 'ashwick/comms', 'ashwick/dsl']);
}
