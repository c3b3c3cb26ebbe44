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
  Sent,
  UploadablePhoto,
} from '#app/domain/ports/publisher.ts';

export interface FakeLivePost {
  platformId: string;
  platformUserId: string;
  words: string;
  mediaIds: string[];
  /** as uploaded, in order */
  photos: UploadablePhoto[];
  recordKey: string;
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
/** The same for posts that only their words can tell. */
const WORDS_BACK_MS = 5_000;

const sameWords = (a: string, b: string) => a.normalize('NFC').trim() === b.normalize('NFC').trim();

/** Makes a fake whose posts carry the time of `now`; with `repeatsAreHarmless`, one that keeps posts under our own keys. */
export function createFakePublisher(
  now: () => Date = () => new Date(),
  options: { repeatsAreHarmless?: boolean } = {},
): FakePublisher {
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
  const add = (
    account: AccountRef,
    words: string,
    mediaIds: readonly string[],
    recordKey: string,
  ): FakeLivePost => {
    const photos = mediaIds.flatMap((id) => uploads.get(id) ?? []);
    const { platformUserId } = account;
    const post = {
      // Where a post lies under a key of ours, the key is its id.
      platformId: options.repeatsAreHarmless && recordKey !== '' ? recordKey : nextId(),
      platformUserId,
      words,
      mediaIds: [...mediaIds],
      photos,
      recordKey,
      createdAt: now(),
    };
    timeline.push(post);
    return post;
  };
  const byKey = ({ platformUserId }: AccountRef, recordKey: string) =>
    timeline.find((post) => post.platformUserId === platformUserId && post.recordKey === recordKey);
  const find = (platformId: string) => timeline.find((post) => post.platformId === platformId);
  const asLive = (post: FakeLivePost, sent: Sent): LivePost => {
    const sameNumber = post.photos.length === sent.altTexts.length;
    return {
      platformId: post.platformId,
      wordsOurs: sameWords(post.words, sent.words),
      photosOurs: sameNumber && post.mediaIds.every((id) => sent.mediaIds.includes(id)),
      altTextsOurs: sameNumber && post.photos.every((photo, at) => photo.altText === sent.altTexts[at]),
    };
  };

  return {
    repeatsAreHarmless: options.repeatsAreHarmless === true,
    timeline,
    calls,
    next(method, result, how = {}) {
      planned.push({ method, result, done: how.done === true });
    },
    during(method, action) {
      actions.push({ method, action });
    },
    postByHand: (account, words) => add(account, words, [], ''),

    prepare: (account, photos) =>
      answer('prepare', account, '', () => {
        const mediaIds = photos.map((photo) => {
          const id = nextId();
          uploads.set(id, { ...photo, bytes: new Uint8Array(photo.bytes) });
          return id;
        });
        return { outcome: 'prepared', mediaIds, mediaExpireAt: null };
      }),
    create: (account, { words, mediaIds, recordKey, notAfter, clockTrusted }) =>
      answer('create', account, words, () => {
        if (!clockTrusted() || now() > notAfter) return { outcome: 'not_sent', why: 'too late' };
        const same = options.repeatsAreHarmless ? byKey(account, recordKey) : undefined;
        const post = same ?? add(account, words, mediaIds, recordKey);
        return { outcome: 'published', platformId: post.platformId };
      }),
    look: (account, wanted) =>
      answer('look', account, '', () => {
        const found = timeline.filter(
          (post) =>
            post.platformUserId === account.platformUserId &&
            !options.repeatsAreHarmless &&
            post.createdAt.getTime() >= wanted.sentAt.getTime() - LOOK_BACK_MS &&
            (wanted.mediaIds.length > 0
              ? wanted.mediaIds.some((id) => post.mediaIds.includes(id))
              : post.mediaIds.length === 0 &&
                post.createdAt.getTime() >= wanted.sentAt.getTime() - WORDS_BACK_MS &&
                sameWords(post.words, wanted.words)),
        );
        const keyed = options.repeatsAreHarmless ? byKey(account, wanted.recordKey) : undefined;
        if (keyed) found.push(keyed);
        if (found.length === 0) return { outcome: 'absent' };
        return { outcome: 'found', platformIds: found.map((post) => post.platformId) };
      }),
    read: (account, platformId, sent) =>
      answer('read', account, platformId, () => {
        const post = find(platformId);
        return post ? asLive(post, sent) : null;
      }),
    remove: (account, platformId) =>
      answer('remove', account, platformId, () => {
        const post = find(platformId);
        if (post) timeline.splice(timeline.indexOf(post), 1);
        return { outcome: 'removed' };
      }),
  };
}
