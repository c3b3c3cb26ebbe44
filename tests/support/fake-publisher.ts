// A publisher in memory, for suites that need a platform but no network: it keeps a timeline, and its next answers
// can be decided. The contract suite holds it to the same promises as the real adapters.
import type {
  AccountRef,
  CreateResult,
  LivePost,
  LookResult,
  PrepareResult,
  Publisher,
  RemoveResult,
  UploadablePhoto,
} from '#app/domain/ports/publisher.ts';

export interface FakeLivePost {
  platformId: string;
  platformUserId: string;
  words: string;
  mediaIds: string[];
  /** as uploaded, in order */
  photos: UploadablePhoto[];
  createdAt: Date;
}

interface Results {
  prepare: PrepareResult;
  create: CreateResult;
  look: LookResult;
  read: Awaited<ReturnType<Publisher['read']>>;
  remove: RemoveResult;
}

type Method = keyof Results;

export interface FakeCall {
  method: Method;
  platformUserId: string;
  /** for create: the words; for read and remove: the platform's id; else '' */
  about: string;
}

export interface FakePublisher extends Publisher {
  /** what is live now, oldest first */
  readonly timeline: FakeLivePost[];
  /** every call since the beginning */
  readonly calls: FakeCall[];
  /**
   * Decides the answer to the next call of a method; several wait in line. With `done`, a create or a remove
   * does its work all the same, and only the answer is this one.
   */
  next<M extends Method>(method: M, result: Results[M], options?: { done?: boolean }): void;
  /** Runs `action` inside the next call of a method, before it does anything. */
  during(method: Method, action: () => Promise<void> | void): void;
  /** A post that somebody made on the platform itself. */
  postByHand(account: AccountRef, words: string): FakeLivePost;
}

/** How far before the moment of sending a look begins, in ms. */
const LOOK_BACK_MS = 120_000;

const sameWords = (a: string, b: string) => a.normalize('NFC').trim() === b.normalize('NFC').trim();

/** Makes a fake whose posts carry the time of `now`. */
export function createFakePublisher(now: () => Date = () => new Date()): FakePublisher {
  const timeline: FakeLivePost[] = [];
  const calls: FakeCall[] = [];
  const uploads = new Map<string, UploadablePhoto>();
  const planned: { method: Method; result: Results[Method]; done: boolean }[] = [];
  const actions: { method: Method; action: () => Promise<void> | void }[] = [];
  let lastId = 1_000_000_000_000_000_000n;
  const nextId = () => String((lastId += 1n));

  const take = <T extends { method: Method }>(queue: T[], method: Method): T | undefined => {
    const index = queue.findIndex((one) => one.method === method);
    return index < 0 ? undefined : queue.splice(index, 1)[0];
  };
  /** Notes a call and returns the answer decided for it, if any; `work` is done unless that answer forbids it. */
  const answer = async <M extends Method>(
    method: M,
    account: AccountRef,
    about: string,
    work: () => Results[M],
  ): Promise<Results[M]> => {
    calls.push({ method, platformUserId: account.platformUserId, about });
    await take(actions, method)?.action();
    const plan = take(planned, method);
    if (!plan) return work();
    if (plan.done) work();
    return plan.result as Results[M];
  };
  const add = (account: AccountRef, words: string, mediaIds: string[]): FakeLivePost => {
    const photos = mediaIds.flatMap((id) => uploads.get(id) ?? []);
    const { platformUserId } = account;
    const post = { platformId: nextId(), platformUserId, words, mediaIds, photos, createdAt: now() };
    timeline.push(post);
    return post;
  };
  const find = (platformId: string) => timeline.find((post) => post.platformId === platformId);
  const asLive = (post: FakeLivePost): LivePost => ({
    platformId: post.platformId,
    mediaIds: post.mediaIds,
    hasAltText: post.photos.every((photo) => photo.altText !== ''),
  });

  return {
    timeline,
    calls,
    next(method, result, options = {}) {
      planned.push({ method, result, done: options.done === true });
    },
    during(method, action) {
      actions.push({ method, action });
    },
    postByHand: (account, words) => add(account, words, []),

    prepare: (account, photos) =>
      answer('prepare', account, '', () => {
        const mediaIds = photos.map((photo) => {
          const id = nextId();
          uploads.set(id, { ...photo, bytes: Uint8Array.from(photo.bytes) });
          return id;
        });
        return { outcome: 'prepared', mediaIds };
      }),
    create: (account, { words, mediaIds }) =>
      answer('create', account, words, () => ({
        outcome: 'published',
        platformId: add(account, words, mediaIds).platformId,
      })),
    look: (account, wanted) =>
      answer('look', account, '', () => {
        const found = timeline.filter(
          (post) =>
            post.platformUserId === account.platformUserId &&
            post.createdAt.getTime() >= wanted.sentAt.getTime() - LOOK_BACK_MS &&
            (wanted.mediaIds.length > 0
              ? wanted.mediaIds.some((id) => post.mediaIds.includes(id))
              : post.mediaIds.length === 0 && sameWords(post.words, wanted.words)),
        );
        if (found.length === 0) return { outcome: 'absent' };
        return { outcome: 'found', platformIds: found.map((post) => post.platformId) };
      }),
    read: (account, platformId) =>
      answer('read', account, platformId, () => {
        const post = find(platformId);
        return post ? asLive(post) : null;
      }),
    remove: (account, platformId) =>
      answer('remove', account, platformId, () => {
        const post = find(platformId);
        if (post) timeline.splice(timeline.indexOf(post), 1);
        return { outcome: 'removed' };
      }),
  };
}
