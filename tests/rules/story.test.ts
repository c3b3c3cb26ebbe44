// A post's story: a sentence for everything that can happen to it, once, in plain words, and never why about a pupil.
import { describe, expect, it } from 'vitest';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import { auditEventSchema } from '#app/domain/audit-events.ts';
import { HELD_SENTENCE } from '#app/domain/consent/consent-words.ts';
import type { HistoryEntry, PostEvent } from '#app/domain/posts/post-history.ts';
import { MOVE_NAMES } from '#app/domain/posts/post-machine.ts';
import { storyOf } from '#app/presenters/story.ts';
import { HOLD_CAUSES } from '#db/schema/holds.ts';
import { TAKEDOWN_CAUSES } from '#db/schema/takedowns.ts';

const id = '00000000-0000-4000-8000-000000000001';
const post = { schoolId: id, postId: id };
const NOW = new Date('2026-11-18T15:30:00Z');
const reader = { zone: 'Europe/London', now: NOW, userId: 'me', platform: 'x' } as const;
const priya = { id: 'priya', name: 'Priya Nair' };

let seq = 0;
const entry = (event: PostEvent | null, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  seq: ++seq,
  at: NOW,
  by: null,
  event,
  words: null,
  ...more,
});
const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
const moved = (move: string, more: object = {}): PostEvent => ({
  type: 'post.moved',
  ...post,
  move,
  from: 'draft',
  to: 'held',
  ...more,
});
const edited = (...fields: string[]): PostEvent => ({ type: 'post.edited', ...post, version: 2, fields });
const received: PostEvent = { type: 'photo.received', ...post, photoId: id, bytes: 1 };

const says = (...entries: HistoryEntry[]): string[] =>
  storyOf(entries, reader).map(({ who, says: sentence }) => (who ? `${who.name} ${sentence}` : sentence));

/** One of each kind of event that names a post; a new kind has no sentence until it stands here. */
const EACH: { [T in PostEvent['type']]: Extract<PostEvent, { type: T }> } = {
  'post.started': { type: 'post.started', ...post, accountId: id, tripId: null },
  'post.made_for_account': { type: 'post.made_for_account', ...post, leadPostId: id, accountId: id },
  'repost.moved': { type: 'repost.moved', ...post, repostId: id, accountId: id, to: 'asked' },
  'post.correction_started': { type: 'post.correction_started', ...post, draftPostId: id },
  'post.started_from': { type: 'post.started_from', ...post, fromPostId: id, photos: 2, leftBehind: 1 },
  'post.edited': { type: 'post.edited', ...post, version: 2, fields: ['words'] },
  'photo.received': { type: 'photo.received', ...post, photoId: id, bytes: 1 },
  'post.moved': { type: 'post.moved', ...post, move: 'submit', from: 'draft', to: 'in_review' },
  'post.hold_added': { type: 'post.hold_added', ...post, cause: 'concern_open' },
  'picture.allowed': {
    type: 'picture.allowed',
    ...post,
    photoId: id,
    refusedPictureId: id,
    wordsHash: 'ab'.repeat(32),
  },
  'finding.answered': {
    type: 'finding.answered',
    ...post,
    answerId: id,
    check: 'T-02',
    code: 'everyday_name',
    answer: 'not_a_pupil',
    remembered: false,
  },
  'finding.answer_taken_back': {
    type: 'finding.answer_taken_back',
    ...post,
    answerId: id,
    check: 'T-02',
    code: 'everyday_name',
    answer: 'not_a_pupil',
  },
  'finding.answer_lapsed': {
    type: 'finding.answer_lapsed',
    ...post,
    answerId: id,
    check: 'T-08',
    code: 'sensitive_with_pupil',
    answer: 'accepted_by_head',
  },
  'approval.voided': { type: 'approval.voided', ...post, reviewId: id, cause: 'edited' },
  'delivery.prepared': { type: 'delivery.prepared', ...post, deliveryId: id, attempt: 1, mediaIds: ['1'] },
  'delivery.sending': {
    type: 'delivery.sending',
    ...post,
    deliveryId: id,
    attempt: 1,
    digest: 'ab'.repeat(32),
  },
  'delivery.disarmed': { type: 'delivery.disarmed', ...post, deliveryId: id, attempt: 1 },
  'delivery.recovered': { type: 'delivery.recovered', ...post, deliveryId: id, attempt: 1 },
  'delivery.proved_absent': {
    type: 'delivery.proved_absent',
    ...post,
    deliveryId: id,
    attempt: 1,
    looks: 4,
  },
  'delivery.copy_found': {
    type: 'delivery.copy_found',
    ...post,
    deliveryId: id,
    platformId: '2',
    foundBy: 'look',
  },
  'delivery.copy_kept': { type: 'delivery.copy_kept', ...post, deliveryId: id, platformId: '2' },
  'delivery.copy_removed': { type: 'delivery.copy_removed', ...post, deliveryId: id, platformId: '2' },
  'delivery.looked': { type: 'delivery.looked', ...post, deliveryId: id, result: 'absent' },
  'delivery.verified': { type: 'delivery.verified', ...post, deliveryId: id, platformId: '1', altText: true },
  'delivery.missing': { type: 'delivery.missing', ...post, deliveryId: id, platformId: '1' },
  'delivery.gone': {
    type: 'delivery.gone',
    ...post,
    deliveryId: id,
    platformId: '1',
    missingSince: '2026-11-18T09:00:00.000Z',
  },
  'delivery.back': { type: 'delivery.back', ...post, deliveryId: id, platformId: '1' },
  'delivery.changed': { type: 'delivery.changed', ...post, deliveryId: id, platformId: '1', what: 'words' },
  'hand_over.publisher_named': {
    type: 'hand_over.publisher_named',
    ...post,
    deliveryId: id,
    userId: id,
  },
  'hand_over.opened': {
    type: 'hand_over.opened',
    ...post,
    deliveryId: id,
    handOverId: id,
    attempt: 1,
    digest: 'ab'.repeat(32),
  },
  'hand_over.stopped': { type: 'hand_over.stopped', ...post, deliveryId: id, handOverId: id },
  'hand_over.lapsed': { type: 'hand_over.lapsed', ...post, deliveryId: id, handOverId: id },
  'hand_over.answered': {
    type: 'hand_over.answered',
    ...post,
    deliveryId: id,
    handOverId: id,
    answer: 'published',
    copiesDeleted: true,
  },
  'post.remove_by_set': {
    type: 'post.remove_by_set',
    ...post,
    removeBy: '2028-08-31T22:59:59.999Z',
    cause: 'published',
  },
  'takedown.opened': { type: 'takedown.opened', ...post, takedownId: id, cause: 'mistake' },
  'takedown.explained': { type: 'takedown.explained', ...post, takedownId: id, cause: 'mistake' },
  'takedown.raised': { type: 'takedown.raised', ...post, takedownId: id, cause: 'should_not_be_shown' },
  'takedown.called': { type: 'takedown.called', ...post, takedownId: id, userId: id, call: 1 },
  'takedown.acknowledged': { type: 'takedown.acknowledged', ...post, takedownId: id, userId: id },
  'takedown.ended': { type: 'takedown.ended', ...post, takedownId: id, outcome: 'removed', by: 'platform' },
};

/** Codes are for machines: lower-case words joined by underscores or dots, and no person says them. */
const looksLikeCode = /[a-z]+[_.][a-z]+|undefined|null|\[object|NaN/;

describe('every event that concerns a post', () => {
  it('is known to the log under that name', () => {
    const kinds = auditEventSchema.options.flatMap((option) =>
      'postId' in option.shape ? [option.shape.type.value] : [],
    );
    expect(kinds.sort()).toEqual(Object.keys(EACH).sort());
  });

  it.each(Object.values(EACH))('$type has a sentence, done by a person or by itself', (event) => {
    const sentences = says(entry(event), entry(event, { by: priya, at: later(500) }));
    expect(sentences).toHaveLength(2);
    expect(sentences[0]).toMatch(/^[A-Z].+\.$/);
    expect(sentences[1]).toMatch(/^Priya Nair [a-zA-Z].+\.$/);
    expect(sentences.join()).not.toMatch(looksLikeCode);
  });

  it.each(MOVE_NAMES)('the move %s has a sentence of its own', (move) => {
    const [system, person, unknown] = says(
      entry(moved(move)),
      entry(moved(move), { by: priya, at: later(500) }),
      entry(moved('a_move_of_tomorrow'), { at: later(1_000) }),
    );
    expect(system).toMatch(/^[A-Z].+\.$/);
    expect(person).toMatch(/^Priya Nair [a-z].+\.$/);
    expect(system).not.toBe(unknown);
    expect(`${system} ${person}`).not.toMatch(looksLikeCode);
  });

  it('from a release to come is said to be unknown here, not left out', () => {
    expect(says(entry(null))).toEqual(['Something happened that this page has no words for.']);
  });
});

describe('what a permission did', () => {
  it('is one and the same sentence for a hold, whoever or whatever changed it', () => {
    const [held] = says(entry(moved('hold', { cause: 'permission_changed' })));
    expect(held).toBe(`It was held. ${HELD_SENTENCE}`);
    const [added] = says(entry({ type: 'post.hold_added', ...post, cause: 'permission_changed' }));
    expect(added).toContain(HELD_SENTENCE);
    const [down] = says(
      entry({ type: 'takedown.opened', ...post, takedownId: id, cause: 'permission_changed' }),
    );
    expect(down).toBe(`It has to come down. ${HELD_SENTENCE}`);
  });

  it('names no rule, no restriction and no refusal in any cause there is', () => {
    const causes = [...HOLD_CAUSES, ...TAKEDOWN_CAUSES];
    const sentences = causes.flatMap((cause) => [
      ...says(entry(moved('hold', { cause }))),
      ...says(entry({ type: 'post.hold_added', ...post, cause })),
      ...says(entry({ type: 'takedown.opened', ...post, takedownId: id, cause })),
    ]);
    for (const sentence of sentences)
      expect(sentence).not.toMatch(/restrict|refus.*(pupil|parent|carer)|withdr|safeguard|_/i);
  });
});

describe('one press is one sentence', () => {
  it('an hour of typing, with the photos that came meanwhile', () => {
    const at = (minutes: number) => ({ by: priya, at: later(minutes) });
    expect(
      says(
        entry(received, at(0)),
        entry(edited('photos'), at(0)),
        entry(edited('words'), at(5)),
        entry(received, at(20)),
        entry(edited('photos'), at(20)),
        entry(edited('alt_text', 'people'), at(60)),
      ),
    ).toEqual([
      'Priya Nair added 2 photos, and changed the words, the descriptions and who is in the photos.',
    ]);
  });

  it('but not another person’s, nor one after a long pause', () => {
    const joanna = { id: 'joanna', name: 'Joanna Kettlewell' };
    expect(
      says(
        entry(edited('words'), { by: priya }),
        entry(edited('words'), { by: joanna, at: later(1) }),
        entry(edited('window'), { by: joanna, at: later(300) }),
      ),
    ).toEqual([
      'Priya Nair changed the words.',
      'Joanna Kettlewell changed the words.',
      'Joanna Kettlewell changed the days on which it may go out.',
    ]);
  });

  it('whoever said for somebody else what became of a post is not said to have published it', () => {
    const said = (forAnother: boolean) =>
      says(entry({ ...EACH['hand_over.answered'], forAnother }, { by: priya }));
    expect(said(false)).toEqual([
      'Priya Nair published it by hand, said where, and that no copy is left on the device.',
    ]);
    expect(said(true)).toEqual([
      'Priya Nair said for whoever had it that it was published by hand, and where.',
    ]);
  });

  it('the platform is called by its own name', () => {
    const looked = entry(EACH['delivery.looked']);
    const lost = entry(moved('lose_sight'));
    const said = (platform: Platform) =>
      storyOf([lost, looked], { ...reader, platform }).map(({ says }) => says);
    expect(said('bluesky').join(' ')).toContain('Bluesky did not answer clearly, so it may be live.');
    expect(said('bluesky').join(' ')).toContain('on Bluesky');
    expect(said('other').join(' ')).toContain('The platform did not answer clearly');
    expect([...said('x'), ...said('bluesky'), ...said('other')].join(' ')).not.toMatch(/[{}]/);
  });

  it('a photo taken out is a change of the photos', () => {
    expect(
      says(
        entry(received, { by: priya }),
        entry(edited('photos'), { by: priya }),
        entry(edited('photos'), { by: priya, at: later(2) }),
      ),
    ).toEqual(['Priya Nair added a photo, and changed the photos.']);
  });

  it('moving a post, ending an approval, asking for and proving a removal', () => {
    const due = '2026-11-20T09:30:00.000Z';
    const story = (...events: PostEvent[]) => says(...events.map((event) => entry(event, { by: priya })));
    expect(story(moved('unschedule'), moved('schedule', { dueAt: due }))).toEqual([
      'Priya Nair gave it its time: Fri 20 November, 9:30 am UK time.',
    ]);
    expect(story(moved('void_approval'), EACH['approval.voided'])).toEqual([
      'Priya Nair opened it for changes. Its approval no longer counts.',
    ]);
    expect(story(EACH['takedown.opened'], moved('request_takedown', { cause: 'mistake' }))).toEqual([
      'Priya Nair asked for it to come down. Something in it is wrong.',
    ]);
    expect(story(moved('confirm_removed', { cause: 'person' }), EACH['takedown.ended'])).toEqual([
      'Priya Nair deleted it on X by hand.',
    ]);
  });

  it('a row of looks that found the same', () => {
    const look = (result: string, minutes: number) =>
      entry({ type: 'delivery.looked', ...post, deliveryId: id, result }, { at: later(minutes) });
    expect(says(look('absent', 1), look('absent', 2), look('absent', 3), look('found', 4))).toEqual([
      'It was looked for on X 3 times, and was not found.',
      'It was looked for on X, and it is there.',
    ]);
  });
});

describe('behind each sentence', () => {
  it('stands the number of its record, the content it was about, and the reason that was given', () => {
    const [line] = storyOf(
      [
        entry(moved('send_back'), {
          seq: 41,
          by: { id: 'me', name: 'Ngozi Okafor' },
          words: 'Please name nobody.',
        }),
      ],
      reader,
    );
    expect(line).toMatchObject({
      who: { name: 'Ngozi Okafor', you: true },
      detail: 'Please name nobody.',
      stopped: true,
      record: { from: 41, to: 41, fingerprint: null },
    });
    const [sent] = storyOf([entry(moved('submit', { digest: '0123456789abcdef' }), { seq: 7 })], reader);
    expect(sent?.record).toEqual({ from: 7, to: 7, fingerprint: '0123456789ab' });
  });

  it('somebody who is no longer known has no name, but did it all the same', () => {
    expect(says(entry(moved('approve'), { by: { id: 'x', name: null } }))).toEqual(['Somebody approved it.']);
  });
});
