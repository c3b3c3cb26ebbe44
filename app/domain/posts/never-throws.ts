// A publisher that breaks has not said anything: whatever it throws is turned into the outcome that claims least. No worker dies of
// an adapter, and no post is taken for unsent because of one.
import type { Log } from '#app/domain/deps.ts';
import type { Publisher } from '#app/domain/ports/publisher.ts';

const BROKE = 'the call broke inside Gatepost';

/** The same publisher, whose methods never reject: preparing was then `not_sent`, creating `unknown`, the rest `no_information`. */
export function neverThrows(publisher: Publisher, log: Log): Publisher {
  const caught =
    <T>(call: string, outcome: T) =>
    (error: unknown): T => {
      log.error('a publisher broke', { call, error });
      return outcome;
    };
  const nothing = { outcome: 'no_information' as const, why: BROKE };
  return {
    repeatsAreHarmless: publisher.repeatsAreHarmless,
    prepare: async (...args) =>
      publisher.prepare(...args).catch(caught('prepare', { outcome: 'not_sent' as const, why: BROKE })),
    create: async (...args) =>
      publisher.create(...args).catch(caught('create', { outcome: 'unknown' as const, why: BROKE })),
    look: async (...args) => publisher.look(...args).catch(caught('look', nothing)),
    read: async (...args) => publisher.read(...args).catch(caught('read', nothing)),
    remove: async (...args) => publisher.remove(...args).catch(caught('remove', nothing)),
  };
}
