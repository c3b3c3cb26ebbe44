// Reads a published post back from the platform, at first and then again while it is live: it is there, with our words, photos and alt
// texts, or somebody has to know (PF5, PF25). Verdicts are kept, never anything that the platform shows.
import { changeDelivery, type DeliveryRow, findDelivery } from '#db/queries/deliveries.server.ts';
import { attemptsOf } from '#db/queries/delivery-attempts.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import type { LivePost } from '#app/domain/ports/publisher.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { recognisedBy } from './attempts.ts';
import { type Finding, judgeReading, type LiveRecord, readAgainAt } from './live-reading.ts';
import type { PostRef } from './load-post-facts.ts';
import { lockPostAlone } from './lock-posts.ts';
import type { PostFacts } from './post-facts.ts';
import { type DeliveryRef, openAccount } from './publishing.ts';
import { readSentPost, sentWith } from './read-sent-post.ts';
import { tell } from './tell-people.ts';

const VERIFIER: SystemActor = { kind: 'system', name: 'system:verify-post' };

/** How long a post that is coming down is left to those who take it down, in ms. */
const PUT_OFF_MS = 86_400_000;

export type ReadEnd = Finding | 'nothing_to_verify' | 'no_information';

/** Reads the live post once, if it is to be read by now. */
export async function verifyPost(deps: WorkerDeps, ref: DeliveryRef): Promise<ReadEnd> {
  const delivery = await findDelivery(deps.db, ref, ref.deliveryId);
  if (!delivery?.nextReadAt || delivery.nextReadAt > deps.clock.now()) return 'nothing_to_verify';
  const post = { schoolId: ref.schoolId, postId: delivery.postId };
  const { platformId } = delivery;
  if (delivery.kind !== 'api' || delivery.state !== 'published' || !platformId || delivery.removedAt)
    return leave(deps, post, delivery, null);
  const sent = await readSentPost(deps.db, delivery);
  if (sent.post.status === 'taken_down') return leave(deps, post, delivery, null);
  if (sent.post.status !== 'published') return leave(deps, post, delivery, PUT_OFF_MS);
  const opened = await openAccount(deps, { schoolId: ref.schoolId, account: sent.account });
  if (!opened) return readInVain(deps, post, delivery);
  const { mediaIds } = recognisedBy(await attemptsOf(deps.db, ref, delivery.id));
  const ours = sentWith(sent.content, [...new Set([...mediaIds, ...delivery.mediaIds])]);
  const live = await opened.publisher.read(opened.account, platformId, ours);
  if (live && 'outcome' in live) return readInVain(deps, post, delivery);
  return inOneTransaction(deps, VERIFIER, async (work) => {
    const { status, delivery: locked } = await lockPostAlone(work, post);
    const now = locked?.id === delivery.id ? locked : await findDelivery(work.db, post, delivery.id);
    // Another worker read it meanwhile, or it is coming down.
    if (!now || now.nextReadAt?.getTime() !== delivery.nextReadAt?.getTime()) return 'nothing_to_verify';
    if (status !== 'published' || now.removedAt) return 'nothing_to_verify';
    const { finding, record } = judgeReading(now, live, work.at);
    await changeDelivery(work.db, post, now.id, now, record);
    const of = { ...post, deliveryId: now.id, platformId };
    if (!now.verifiedAt && live)
      work.record({ type: 'delivery.verified', ...of, altText: live.altTextsOurs });
    await say(work, sent.post, of, { finding, live, before: now, record });
    return finding;
  });
}

/** Who hears of what was found, and what the log keeps of it. */
async function say(
  work: Work,
  post: PostFacts['post'],
  of: PostRef & { deliveryId: string; platformId: string },
  read: { finding: Finding; live: LivePost | null; before: DeliveryRow; record: LiveRecord },
): Promise<void> {
  const { finding, before, record } = read;
  const { missingSince, drift } = record;
  const people = ['author', 'approvers', 'comms'] as const;
  if (finding === 'missing') work.record({ type: 'delivery.missing', ...of });
  if (finding === 'gone') {
    const since = (missingSince ?? work.at).toISOString();
    work.record({ type: 'delivery.gone', ...of, missingSince: since });
    await tell(work, { post, review: null }, 'post_gone', people);
  }
  if (finding === 'back') {
    work.record({ type: 'delivery.back', ...of });
    await tell(work, { post, review: null }, 'post_gone', people, 'back');
  }
  if (drift && drift !== before.drift) {
    work.record({ type: 'delivery.changed', ...of, what: drift });
    await tell(work, { post, review: null }, 'post_changed', people, drift);
  }
}

/** Nothing to read now; `ms`: look again after that; null: it is not read any more. */
async function leave(
  deps: WorkerDeps,
  ref: PostRef,
  delivery: DeliveryRow,
  ms: number | null,
): Promise<'nothing_to_verify'> {
  await inOneTransaction(deps, VERIFIER, async (work) => {
    const nextReadAt = ms === null ? null : new Date(work.at.getTime() + ms);
    await changeDelivery(work.db, ref, delivery.id, delivery, { nextReadAt });
  });
  return 'nothing_to_verify';
}

/** An outage or a dead connection says nothing about the post: it is read again later, and keeps no other from being read. */
async function readInVain(deps: WorkerDeps, ref: PostRef, delivery: DeliveryRow): Promise<'no_information'> {
  await inOneTransaction(deps, VERIFIER, async (work) => {
    await changeDelivery(work.db, ref, delivery.id, delivery, {
      readsInVain: delivery.readsInVain + 1,
      nextReadAt: readAgainAt(work.at, delivery.readsInVain),
    });
  });
  return 'no_information';
}
