// A publisher that breaks has not said anything: whatever it throws is turned into the outcome that claims least. No worker dies of
// an adapter, and no post is taken for unsent because of one.
import type { Log } from '#app/domain/deps.ts';
import type { Publisher } from '#app/domain/ports/publisher.ts';

const BROKE = 'the call broke inside Gatepost';

/** The same publisher, whose methods never reject: preparing was then `not_sent`, creating `unknown`, the rest `no_information`. */
export function neverThrows(given: Publisher, log: Log): Publisher {
  const attempt = async <T, U>(call: string, made: () => Promise<T>, otherwise: U): Promise<T | U> => {
    try {
      return await made();
    } catch (error) {
      log.error('a publisher broke', { call, error });
      return otherwise;
    }
  };
  const unsent = { outcome: 'not_sent' as const, why: BROKE };
  const doubt = { outcome: 'unknown' as const, why: BROKE };
  const nothing = { outcome: 'no_information' as const, why: BROKE };
  return {
    repeatsAreHarmless: given.repeatsAreHarmless,
    prepare: (...args) => attempt('prepare', () => given.prepare(...args), unsent),
    create: (...args) => attempt('create', () => given.create(...args), doubt),
    look: (...args) => attempt('look', () => given.look(...args), nothing),
    read: (...args) => attempt('read', () => given.read(...args), nothing),
    remove: (...args) => attempt('remove', () => given.remove(...args), nothing),
  };
}
