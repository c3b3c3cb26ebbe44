// The chain of the log proves itself: any byte changed, any link lost, moved or forged without the key is found.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultInLink, forgeLink, GENESIS, type Link } from '#app/domain/audit-chain.ts';
import { testAuditSeal as seal } from '#tests/support/test-seals.ts';

const event = fc.record({
  type: fc.constantFrom('post.moved', 'post.edited'),
  postId: fc.uuid(),
  version: fc.nat(),
});
const history = fc.array(event, { minLength: 2, maxLength: 12 });

function chainOf(events: object[]): Link[] {
  const links: Link[] = [];
  for (const [index, entry] of events.entries())
    links.push(forgeLink(seal, 'school:1', index + 1, 1_000 + index, links.at(-1)?.mac ?? GENESIS, entry));
  return links;
}

function firstFault(links: readonly Link[]): string | null {
  let from = { seq: 0, mac: GENESIS, atMs: 0 };
  for (const link of links) {
    const fault = faultInLink(seal, from, link);
    if (fault) return fault.what;
    from = link;
  }
  return null;
}

describe('the chain of the log', () => {
  it('proves what was written', () => {
    fc.assert(
      fc.property(history, (events) => {
        expect(firstFault(chainOf(events))).toBeNull();
      }),
    );
  });

  it('finds one changed character anywhere in any link', () => {
    fc.assert(
      fc.property(
        history,
        fc.nat(),
        fc.constantFrom('text', 'mac', 'prev', 'atMs', 'chain', 'keyId'),
        fc.nat(),
        (events, which, field, where) => {
          const links = chainOf(events);
          const at = which % links.length;
          const link = links[at] as Link;
          const old = link[field as keyof Link];
          const spot = where % String(old).length;
          const text = String(old);
          const other = text[spot] === '7' ? '8' : '7';
          const forged = text.slice(0, spot) + other + text.slice(spot + 1);
          links[at] = { ...link, [field]: typeof old === 'number' ? Number(forged) : forged };
          expect(firstFault(links)).not.toBeNull();
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds a link taken out, and two that changed places', () => {
    fc.assert(
      fc.property(history, fc.nat(), (events, pick) => {
        const links = chainOf(events);
        const at = pick % (links.length - 1);
        const without = links.filter((_, index) => index !== at);
        expect(firstFault(without)).not.toBeNull();
        const swapped = [...links];
        [swapped[at], swapped[at + 1]] = [swapped[at + 1] as Link, swapped[at] as Link];
        expect(firstFault(swapped)).not.toBeNull();
      }),
    );
  });

  it('cannot be forged without the key', () => {
    const guess = { keyId: seal.keyId, mac: (text: string) => text.length.toString(16).padStart(64, '0') };
    const link = forgeLink(guess, 'school:1', 1, 1_000, GENESIS, { type: 'post.moved' });
    expect(firstFault([link])).toBe('changed');
  });
});
