// The contract on the real Bluesky adapter: the platform's own client library over real sockets to a real server.
import { describe } from 'vitest';
import { hasBlueskyServer } from '#tests/support/bluesky-server.ts';
import { blueskyHarness, LIKE_BLUESKY } from './bluesky-harness.ts';
import { publisherContract } from './publisher-contract.ts';

describe.skipIf(!hasBlueskyServer())('with a real server', () => {
  publisherContract('Bluesky over sockets', LIKE_BLUESKY, blueskyHarness);
});
