// The platform as a worker in a storm reaches it: the real adapter, pointed at the bad weather, with the storm's time and a short deadline.
import { createBlueskyConnector } from '#app/adapters/bluesky-connector.server.ts';
import { createBlueskyPublisher } from '#app/adapters/bluesky-publisher.server.ts';
import { createXPublisher } from '#app/adapters/x-publisher.server.ts';
import type { ConnectedPlatform } from '#app/domain/accounts/platforms.ts';
import type { AccountConnector, Grant } from '#app/domain/ports/account-connector.ts';
import type { Publisher } from '#app/domain/ports/publisher.ts';
import type { Scale } from '#tests/support/scaled-clock.ts';

/** What a worker is told of the storm. */
export interface StormAt {
  platform: ConnectedPlatform;
  url: string;
  scale: Scale;
  /** how long one call may take, in ms of the machine's */
  deadlineMs: number;
}

export function platformAt(
  { platform, url, deadlineMs }: StormAt,
  now: () => Date,
): { publisher: Publisher; connector: AccountConnector | null } {
  if (platform === 'x')
    return { publisher: createXPublisher({ baseUrl: url, now, deadlineMs }), connector: null };
  const options = { here: true, now, deadlineMs };
  const connector = createBlueskyConnector(options);
  return {
    publisher: createBlueskyPublisher(options),
    connector: {
      ...connector,
      async renew(credential, refresh) {
        const answer = await connector.renew(credential, refresh);
        return answer.outcome === 'granted' ? { ...answer, ...inStorm(answer, url, now()) } : answer;
      },
    },
  };
}

/** How long access lasts in a storm, in ms of its own: the server's two hours would outlast it. */
const ACCESS_MS = 600_000;

/**
 * A grant of Bluesky's server as a storm takes it: running out within the storm's time, which the server does not share, and reached
 * through the weather, although the server names its own door.
 */
export function inStorm(grant: Grant, url: string, at: Date): Pick<Grant, 'credential' | 'expiresAt'> {
  if (grant.credential.kind !== 'bluesky_session') throw new Error('This is no grant of Bluesky.');
  return {
    credential: { ...grant.credential, service: url },
    expiresAt: new Date(at.getTime() + ACCESS_MS),
  };
}
