// Publishes to Bluesky, looks, and takes down. A post is a record under a key of our own that is fixed before the first call, so
// writing it again writes the same record. What an answer means is in bluesky-outcomes; this file only makes the calls.
import type { AccountRef, Publisher, RemoveResult } from '#app/domain/ports/publisher.ts';
import { type BlueskyClientOptions, createBlueskyClient } from './bluesky-client.server.ts';
import { isOurs, verdictsOn } from './bluesky-live.ts';
import {
  createOutcome,
  DID,
  POSTS,
  saysReconnect,
  stopped,
  TID,
  uploadOutcome,
  uriOf,
} from './bluesky-outcomes.ts';
import { keptAs, MOST_PHOTO_BYTES, MOST_PHOTOS } from './bluesky-photos.ts';
import { recordOf } from './bluesky-record.ts';
import { type BlueskyReply, notesOf, saysNoRecord, succeeded, textAt, unclearWhy } from './bluesky-reply.ts';

/** How long handing over the photos may take before the rest is not begun, in ms. */
const PREPARE_WITHIN_MS = 60_000;

type Blind = { outcome: 'no_information'; why: string };
const blind = (why: string): Blind => ({ outcome: 'no_information', why });

/** The server and the token of an account; null for an account that is not one of Bluesky. */
function sessionOf({ credential, platformUserId }: AccountRef): { service: string; token: string } | null {
  if (credential.kind !== 'bluesky_session' || !DID.test(platformUserId)) return null;
  return { service: credential.service, token: credential.accessToken };
}
const NOT_BLUESKY = 'the account is not connected to Bluesky';

/** The publisher for Bluesky. Its methods never reject: a doubt is an outcome. */
export function createBlueskyPublisher(options: BlueskyClientOptions = {}): Publisher {
  const client = createBlueskyClient(options);
  const now = options.now ?? (() => new Date());

  /** The record under a key, read as a stranger would: a connection that is over does not blind us. */
  const recordAt = async (account: AccountRef, key: string): Promise<{ value: unknown } | null | Blind> => {
    const session = sessionOf(account);
    if (!session || !TID.test(key)) return blind('that is not the id of a post on Bluesky');
    const { service } = session;
    const repo = account.platformUserId;
    const reply = await client({ service, token: null }, (rpc) =>
      rpc.com.atproto.repo.getRecord({ repo, collection: POSTS, rkey: key }),
    );
    if (succeeded(reply) && reply.valid && textAt(reply.body, 'uri') === uriOf(repo, key))
      return { value: (reply.body as { value: unknown }).value };
    if (!saysNoRecord(reply)) return blind(unclearWhy(reply));
    // A server that no longer holds the account, or has it switched off, finds none of its records: that says nothing.
    const status = await client({ service, token: null }, (rpc) =>
      rpc.com.atproto.sync.getRepoStatus({ did: repo }),
    );
    const held = succeeded(status) && (status.body as { active?: unknown }).active === true;
    return held ? null : blind('the server does not hold the account at the moment');
  };

  return {
    repeatsAreHarmless: true,

    async prepare(account, photos) {
      const session = sessionOf(account);
      if (!session) return { outcome: 'needs_reconnect', why: NOT_BLUESKY };
      const refused = { outcome: 'refused', code: 'photos_refused' } as const;
      if (photos.length > MOST_PHOTOS)
        return { ...refused, why: `Bluesky takes at most ${MOST_PHOTOS} photos in a post` };
      if (photos.some(({ bytes }) => bytes.byteLength > MOST_PHOTO_BYTES))
        return { ...refused, why: 'a photo has more bytes than Bluesky takes' };
      const mediaIds: string[] = [];
      const begun = now().getTime();
      let last: BlueskyReply | null = null;
      for (const photo of photos) {
        if (now().getTime() - begun > PREPARE_WITHIN_MS)
          return { outcome: 'not_sent', why: 'Bluesky took too long to take the photos' };
        const reply = await client(session, (rpc) =>
          rpc.com.atproto.repo.uploadBlob(photo.bytes, { encoding: photo.mediaType }),
        );
        const kept = keptAs(reply, photo);
        if (kept === null) return { ...uploadOutcome(reply, now()), notes: notesOf(reply) };
        mediaIds.push(kept);
        last = reply;
      }
      // How long a server keeps a photo that no post uses is its own affair; one that is gone is refused at the post, and sent again.
      const notes = last ? { notes: notesOf(last) } : {};
      return { outcome: 'prepared', mediaIds, mediaExpireAt: null, ...notes };
    },

    async create(account, post) {
      const session = sessionOf(account);
      if (!session) return { outcome: 'needs_reconnect', why: NOT_BLUESKY };
      const record = recordOf(post);
      if (!record || !TID.test(post.recordKey))
        return { outcome: 'refused', code: 'other', why: 'the photos or the key are not of Bluesky’s form' };
      const repo = account.platformUserId;
      const limits = { notAfter: post.notAfter, clockTrusted: () => post.clockTrusted() };
      const reply = await client({ ...session, ...limits }, (rpc) =>
        rpc.com.atproto.repo.putRecord({
          repo,
          collection: POSTS,
          rkey: post.recordKey,
          record,
          validate: true,
          // Nothing that is there is ever written over; the very same record is taken for done.
          swapRecord: null,
        }),
      );
      const outcome = createOutcome(reply, now(), { did: repo, key: post.recordKey });
      return { ...outcome, notes: notesOf(reply) };
    },

    async look(account, wanted) {
      const shown = await recordAt(account, wanted.recordKey);
      if (shown === null) return { outcome: 'absent' };
      if ('outcome' in shown) return shown;
      return isOurs(shown.value, wanted)
        ? { outcome: 'found', platformIds: [wanted.recordKey] }
        : blind('another post is there under this key');
    },

    async read(account, platformId, sent) {
      const shown = await recordAt(account, platformId);
      if (shown === null || 'outcome' in shown) return shown;
      return { platformId, ...verdictsOn(shown.value, sent) };
    },

    async remove(account, platformId): Promise<RemoveResult> {
      const session = sessionOf(account);
      if (!session) return { outcome: 'needs_reconnect', why: NOT_BLUESKY };
      if (!TID.test(platformId)) return blind('that is not the id of a post on Bluesky');
      const repo = account.platformUserId;
      const reply = await client(session, (rpc) =>
        rpc.com.atproto.repo.deleteRecord({ repo, collection: POSTS, rkey: platformId }),
      );
      const notes = notesOf(reply);
      const left = await recordAt(account, platformId);
      if (left === null) return { outcome: 'removed', notes };
      if (saysReconnect(reply)) return { outcome: 'needs_reconnect', why: unclearWhy(reply), notes };
      const stop = stopped(reply, now());
      if (stop?.outcome === 'busy') return { ...stop, notes };
      if ('outcome' in left) return { ...left, notes };
      return {
        outcome: 'still_there',
        why: `Bluesky still shows the post after being asked to delete it: ${unclearWhy(reply)}`,
        notes,
      };
    },
  };
}
