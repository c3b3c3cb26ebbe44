// The queue over a real Redis or Valkey keeps the contract.
import { describe, test } from 'vitest';
import { testRedisUrl } from '#tests/support/real-servers.ts';
import { bullUnderTest } from './bull-under-test.ts';
import { queueContract } from './queue-contract.ts';

const url = testRedisUrl();

if (url)
  queueContract('the queue over a real Redis', async () => bullUnderTest({ url }, async () => undefined));
else
  describe.skip('the queue over a real Redis (needs TEST_REDIS_URL)', () =>
    test('keeps the contract', () => undefined));
