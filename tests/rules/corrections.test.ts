// Which photos come along when a post that was taken down is put right, and who may start that.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correctionBar } from '#app/domain/corrections/correction-rules.ts';
import { photosToCarry } from '#app/domain/corrections/photos-to-carry.ts';
import type { Person, Role } from '#app/domain/actor.ts';
import { POST_STATUSES } from '#app/domain/posts/post-status.ts';
import type { KnownPicture } from '#app/domain/posts/verdicts.ts';
import { ROLES } from '#db/schema/people.ts';

const AT = new Date('2026-11-18T09:00:00Z');
const DAY = 86_400_000;
const versionOf = (index: number) => `version-${index}`;

describe('photos', () => {
  const plan = fc
    .array(
      fc.record({ kept: fc.boolean(), known: fc.constantFrom(null, 'same' as const, 'near' as const) }),
      {
        maxLength: 6,
      },
    )
    .map((photos) => ({
      photos,
      sent: { photos: photos.map((_, index) => ({ versionId: versionOf(index) })) } as never,
      places: photos.flatMap(({ kept }, index) =>
        kept ? [{ photoId: `photo-${index}`, version: { id: versionOf(index) } as never }] : [],
      ),
      known: photos.flatMap(({ known }, photo): KnownPicture[] =>
        known ? [{ photo, sameness: known, pictureIds: ['some'] }] : [],
      ),
    }));

  test('each comes along or is named as left behind, in order, and a refused one never comes along', () => {
    fc.assert(
      fc.property(plan, ({ photos, sent, places, known }) => {
        const { carried, leftBehind } = photosToCarry(sent, places, known);
        const behind = new Map(leftBehind.map(({ number, why }) => [number - 1, why]));
        expect(carried).toEqual(photos.flatMap((_, index) => (behind.has(index) ? [] : [`photo-${index}`])));
        photos.forEach(({ kept, known: like }, index) =>
          expect(behind.get(index)).toBe(like === 'same' ? 'refused' : kept ? undefined : 'gone'),
        );
      }),
    );
  });

  test('a photo that is still being made into what would be sent stays behind', () => {
    const sent = { photos: [{ versionId: '' }] } as never;
    expect(photosToCarry(sent, [{ photoId: 'photo', version: null }], [])).toEqual({
      carried: [],
      leftBehind: [{ number: 1, why: 'gone' }],
    });
  });
});

describe('who may', () => {
  const person = (userId: string, role: Role, more: Partial<Person> = {}): Person =>
    ({
      ...{ kind: 'person', userId, policyAcknowledged: true, delegations: [] },
      trainedUntil: new Date(AT.getTime() + DAY),
      grants: [{ schoolId: 'here', role, startsAt: new Date(AT.getTime() - DAY), endsAt: null }],
      ...more,
    }) as unknown as Person;
  const facts = (more: object = {}) =>
    ({
      at: AT,
      post: { schoolId: 'here', authorId: 'author', status: 'taken_down' },
      account: { approvedAt: AT, opensAt: AT, closesAt: null },
      trip: null,
      ...more,
    }) as unknown as Parameters<typeof correctionBar>[0];

  test('the author while they write, and a comms lead; nobody else', () => {
    for (const role of ROLES) {
      expect(correctionBar(facts(), person('author', role)), `author, ${role}`).toBe(
        ['teacher', 'headteacher', 'deputy', 'comms_lead'].includes(role) ? null : 'not_permitted',
      );
      expect(correctionBar(facts(), person('other', role)), role).toBe(
        role === 'comms_lead' ? null : 'not_permitted',
      );
    }
    expect(correctionBar(facts(), { kind: 'system', name: 'system:any' } as never)).toBe('not_permitted');
  });

  test('needs the policy and the training, as writing does', () => {
    expect(correctionBar(facts(), person('author', 'teacher', { policyAcknowledged: false }))).toBe(
      'policy_not_acknowledged',
    );
    expect(correctionBar(facts(), person('author', 'teacher', { trainedUntil: AT }))).toBe('not_trained');
  });

  test.each(POST_STATUSES)('a post that is %s', (status) => {
    const bar = correctionBar(
      facts({ post: { schoolId: 'here', authorId: 'author', status } }),
      person('author', 'teacher'),
    );
    expect(bar).toBe(status === 'taken_down' ? null : 'not_in_this_state');
  });

  test('not for a trip that was cancelled, nor on an account that is closed', () => {
    expect(correctionBar(facts({ trip: { cancelledAt: AT } }), person('author', 'teacher'))).toBe(
      'trip_cancelled',
    );
    const closed = { approvedAt: AT, opensAt: AT, closesAt: AT };
    expect(correctionBar(facts({ account: closed }), person('author', 'teacher'))).toBe('account_not_open');
  });
});
