// Links on their way through the gate (T-18, R-55), a shared post that came down (T-23, F-10), and one text on two accounts.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runChecks } from '#app/domain/checks/index.ts';
import type { LinkLook } from '#app/domain/ports/link-looker.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { holdPost } from '#app/domain/posts/hold-post.ts';
import { publishPost } from '#app/domain/posts/publish-post.ts';
import { approvePost } from '#app/domain/posts/review-post.ts';
import { saveDraft } from '#app/domain/posts/save-draft.ts';
import { schedulePost } from '#app/domain/posts/schedule-post.ts';
import { startPost } from '#app/domain/posts/start-post.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { acceptFinding } from '#app/domain/words/answers/accept-finding.ts';
import { lookAtLinks } from '#app/domain/words/links/look-at-links.ts';
import { deliveryOfPost } from '#db/queries/deliveries.server.ts';
import { noticesFor } from '#db/queries/notices.server.ts';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { trusts } from '#db/schema/school.ts';
import { linkLooks } from '#db/schema/words.ts';
import { userId } from '#db/seed/practice-people.ts';
import {
  approvedPost,
  draftPost,
  openWorld,
  scheduledPost,
  shownOn,
  submittedPost,
  type World,
} from '#tests/support/world.ts';

const FARM = 'https://www.gov.uk/farm-visits';
const WORDS = `Before our next farm visit, read this: ${FARM}`;

let world: World;
/** what a look at an address sees; an address that is not named stays where it is */
let web: Map<string, Pick<LinkLook, 'outcome' | 'why'> & { to?: string }>;
let looked: string[];

beforeEach(async () => {
  world = await openWorld();
  await world.db.update(trusts).set({ practice: false });
  web = new Map();
  looked = [];
  world.worker.links = {
    look: async (url) => {
      looked.push(url);
      const { outcome, why, to } = web.get(url) ?? { outcome: 'reached', why: null };
      return { outcome, why, hops: to ? [url, to] : [url] } as LinkLook;
    },
  };
});
afterEach(() => world.close());

const look = (ref: PostRef) => lookAtLinks(world.worker, ref);
const factsOf = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const found = async (ref: PostRef) => (await factsOf(ref)).words.working.map(({ code }) => code);
const asked = () => world.jobs.filter(({ name }) => name === 'look-at-links');
async function publishAtItsTime(ref: PostRef, minutes = 60): Promise<string> {
  world.clock.advance(minutes * 60_000);
  const { post } = await factsOf(ref);
  const delivery = await deliveryOfPost(world.db, ref, ref.postId, post.revisionId);
  return publishPost(world.worker, { schoolId: ref.schoolId, deliveryId: delivery?.id ?? '' });
}
const told = async (who: string) =>
  (await noticesFor(world.db, { schoolId: world.schoolId }, userId(who), 20)).map(({ kind, code }) => [
    kind,
    code,
  ]);

describe('looking at links', () => {
  test('is asked for when links are typed, sent and approved, by ids alone', async () => {
    const ref = await approvedPost(world, { words: WORDS });
    expect(asked().map(({ jobId, delayMs }) => [jobId, delayMs])).toEqual([
      [`typed-links-${ref.postId}`, 5_000],
      [`links-${ref.postId}`, 0],
      [`links-${ref.postId}`, 0],
    ]);
    for (const { payload } of asked()) expect(payload).toEqual(ref);
  });

  test('is asked for by no post without links', async () => {
    await approvedPost(world, { words: 'We fed the lambs. We won 4-2!' });
    expect(asked()).toEqual([]);
  });

  test('keeps each look, and looks again only once it is old', async () => {
    const ref = await submittedPost(world, { words: WORDS });
    expect(await look(ref)).toBe('looked');
    expect(await look(ref)).toBe('nothing_to_look_at');
    world.clock.advance(11 * 60_000);
    expect(await look(ref)).toBe('looked');
    const rows = await world.db.select().from(linkLooks);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      schoolId: world.schoolId,
      url: FARM,
      outcome: 'reached',
      finalUrl: FARM,
    });
    await expect(world.db.delete(linkLooks)).rejects.toThrow();
  });

  test('never happens in practice, nor where the operator has it off, and neither stops a post', async () => {
    const off = await submittedPost(world, { words: WORDS });
    expect(await lookAtLinks({ ...world.worker, links: null }, off)).toBe('looks_are_off');
    await world.db.update(trusts).set({ practice: true });
    const before = asked().length;
    const ref = await scheduledPost(world, { words: WORDS });
    expect(await look(ref)).toBe('not_looked_in_practice');
    expect(asked()).toHaveLength(before);
    expect(await publishAtItsTime(ref)).toBe('published');
    expect(looked).toEqual([]);
  });

  test('asks nothing of what is refused for what it is', async () => {
    const ref = await draftPost(world, {
      words: 'https://127.0.0.1/ https://bit.ly/a http://gov.uk https://pornhub.com',
    });
    expect(await look(ref)).toBe('nothing_to_look_at');
    expect(looked).toEqual([]);
  });
});

describe('at the gate', () => {
  test('a link that leads elsewhere than when it was approved holds the post, and people are told', async () => {
    const ref = await submittedPost(world, { words: WORDS });
    await look(ref);
    const placed = await approveAndPlace(ref);
    web.set(FARM, { outcome: 'reached', why: null, to: 'https://www.nhs.uk/' });
    expect(await publishAtItsTime(placed)).toBe('held');
    expect((await factsOf(ref)).openHolds.map(({ cause }) => cause)).toEqual(['check_failed']);
    expect(world.publisher.calls.filter((call) => call.method === 'create')).toEqual([]);
    for (const who of ['ashwick/teacher', 'ashwick/head', 'ashwick/comms'])
      expect(await told(who)).toContainEqual(['link_changed', null]);
  });

  test('a link that leads to the same website goes out, after one more look', async () => {
    const ref = await approveAndPlace(await submittedPost(world, { words: WORDS }));
    await look(ref);
    web.set(FARM, { outcome: 'reached', why: null, to: 'https://gov.uk/farm-visits-2026' });
    expect(await publishAtItsTime(ref)).toBe('published');
    expect(looked).toEqual([FARM, FARM]);
  });

  test('a link that was never looked at before is looked at then, and a stranger behind it holds the post', async () => {
    const ref = await approveAndPlace(await submittedPost(world, { words: WORDS }));
    web.set(FARM, { outcome: 'reached', why: null, to: 'https://stranger.example/' });
    expect(await publishAtItsTime(ref)).toBe('held');
  });

  test('a link that leads into a network inside holds the post', async () => {
    const ref = await approveAndPlace(await submittedPost(world, { words: WORDS }));
    web.set(FARM, { outcome: 'refused', why: 'private_address' });
    expect(await publishAtItsTime(ref)).toBe('held');
  });

  test('a website that is down just then stops nothing that was approved with a good look, and somebody is told', async () => {
    const ref = await submittedPost(world, { words: WORDS });
    await look(ref);
    await approveAndPlace(ref);
    web.set(FARM, { outcome: 'unreachable', why: 'no_answer' });
    expect(await publishAtItsTime(ref)).toBe('published');
    expect(await told('ashwick/teacher')).toContainEqual(['link_changed', 'not_reached']);
  });

  test('a look that breaks stops nothing, and the operator sees it', async () => {
    const ref = await approveAndPlace(await submittedPost(world, { words: WORDS }));
    world.worker.links = { look: () => Promise.reject(new Error('broken')) };
    expect(await publishAtItsTime(ref)).toBe('published');
    expect(world.lines.map(({ message }) => message)).toContain('the links of a due post were not looked at');
    expect(JSON.stringify(world.lines)).not.toContain('gov.uk');
  });

  test('two workers that look at once send it once, and what is taken back while they look is seen', async () => {
    const ref = await approveAndPlace(await submittedPost(world, { words: WORDS }));
    const other = await approveAndPlace(await submittedPost(world, { words: WORDS }));
    let goOn = (): void => undefined;
    const slow = new Promise<void>((resolve) => (goOn = resolve));
    world.worker.links = {
      look: async (url) => {
        await slow;
        return { outcome: 'reached', why: null, hops: [url] };
      },
    };
    const twice = [publishAtItsTime(ref), publishAtItsTime(ref, 0), publishAtItsTime(other, 0)];
    await holdPost(world.web, await world.staff('dsl'), other);
    goOn();
    expect((await Promise.all(twice)).sort()).toEqual(['not_scheduled', 'not_scheduled', 'published']);
    expect(world.publisher.calls.filter((call) => call.method === 'create')).toHaveLength(1);
    expect((await factsOf(other)).post.status).toBe('held');
  });

  test('nothing is asked for a post before its time, however often a worker tries', async () => {
    const ref = await approveAndPlace(await submittedPost(world, { words: WORDS }));
    expect(await publishAtItsTime(ref, 30)).toBe('not_due');
    expect(await publishAtItsTime(ref, 5)).toBe('not_due');
    expect(looked).toEqual([]);
  });

  test('a stranger’s website waits for the headteacher, and goes out once it was accepted', async () => {
    const ref = await submittedPost(world, { words: 'Book a stall at https://tidewaterfarm.example/stalls' });
    await expect(approveAndPlace(ref)).rejects.toMatchObject({ refusal: { reason: 'checks_failed' } });
    const [site] = (await factsOf(ref)).words.sent ?? [];
    expect(site).toMatchObject({ code: 'link_new_site', opener: 'head' });
    await acceptFinding(world.web, await world.staff('head'), ref, {
      check: 'T-18',
      code: 'link_new_site',
      wordingDigest: site?.wordingDigest ?? '',
      half: 'accepted_by_head',
      reason: 'I have looked at the page.',
      digest: (await shownOn(world, ref)).digest,
    });
    await approveAndPlace(ref);
    expect(await publishAtItsTime(ref)).toBe('published');
  });
});

describe('what came down stays down', () => {
  test('its address stops a post, and a live post’s address does not', async () => {
    const live = await scheduledPost(world, {});
    expect(await publishAtItsTime(live)).toBe('published');
    const [delivery] = await world.db.select().from(deliveries).where(eq(deliveries.postId, live.postId));
    const words = `Look back at our day: https://x.com/i/web/status/${delivery?.platformId}`;
    const ref = await draftPost(world, { words });
    expect(await found(ref)).toEqual(['shared_post_known']);
    await world.db
      .update(deliveries)
      .set({ removalWantedAt: world.clock.now() })
      .where(eq(deliveries.postId, live.postId));
    expect(await found(ref)).toEqual(['shared_post_removed']);
    const stops = runChecks(await factsOf(ref), 'submit').filter(({ level }) => level === 'block');
    expect(stops.map(({ code }) => code)).toContain('shared_post_removed');
  });

  test('an official account of ours is known by its name', async () => {
    const [account] = await accountsOfSchool(world.db, world);
    expect(
      await found(await draftPost(world, { words: `https://x.com/${account?.handle}/status/123456` })),
    ).toEqual(['shared_post_known']);
    expect(
      await found(await draftPost(world, { words: 'https://x.com/SomebodyElse/status/123456' })),
    ).toContain('shared_post_of_stranger');
  });
});

describe('one text, one account', () => {
  const SAME = 'We fed the lambs, dug up carrots and learned how milk gets from the cow to the table.';

  async function draftElsewhere(words: string): Promise<PostRef> {
    const [first] = await accountsOfSchool(world.db, world);
    if (!first) throw new Error('the school has no account');
    const account = { ...first, id: randomUUID(), handle: `Second${randomUUID().slice(0, 8)}` };
    await world.db.insert(accounts).values(account);
    const teacher = await world.staff('teacher');
    const { postId } = await startPost(world.web, teacher, {
      schoolId: world.schoolId,
      accountId: account.id,
      tripId: null,
      purpose: 'celebration',
      requestKey: randomUUID(),
    });
    const ref = { schoolId: world.schoolId, postId };
    const { post } = await factsOf(ref);
    await saveDraft(world.web, teacher, ref, { version: post.version, words });
    return ref;
  }

  test('the same or nearly the same words stop on a second account once they were sent on the first', async () => {
    const second = await draftElsewhere(SAME);
    const first = await draftPost(world, { words: SAME });
    expect(await found(second)).toEqual([]);
    const { post } = await factsOf(first);
    await submitPost(world.web, await world.staff('teacher'), first, { version: post.version });
    expect(await found(second)).toEqual(['same_words_elsewhere']);
    expect(await found(await draftElsewhere(`${SAME} Thank you!`))).toEqual(['nearly_same_words_elsewhere']);
    expect(
      await found(await draftElsewhere('We sang for the whole village in the church on Sunday.')),
    ).toEqual([]);
    expect(await found(first)).toEqual([]);
  });

  test('the same account may say them again, and after 90 days every account may', async () => {
    await submittedPost(world, { words: SAME });
    expect(await found(await draftPost(world, { words: SAME }))).toEqual([]);
    const second = await draftElsewhere(SAME);
    expect(await found(second)).toEqual(['same_words_elsewhere']);
    world.clock.advance(91 * 86_400_000);
    expect(await found(second)).toEqual([]);
  });
});

/** The headteacher approves, and the comms lead gives it a time in an hour. */
async function approveAndPlace(ref: PostRef): Promise<PostRef> {
  await approvePost(world.web, await world.staff('head'), ref, await shownOn(world, ref));
  const due = new Date(world.clock.now().getTime() + 3_600_000);
  const placed = await schedulePost(world.web, await world.staff('comms'), ref, {
    wall: wallTimeOf(due, 'Europe/London'),
  });
  if (!placed.ok) throw new Error(placed.time.problem);
  return ref;
}
