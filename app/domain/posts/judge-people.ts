// The verdict for every person in every photo of a post: consent for pupils, written permission for adults, a written release
// for children from elsewhere.
import { channelOf } from '#app/domain/accounts/consent-channel.ts';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import type {
  ConsentInputs,
  ConsentNeed,
  ConsentResolution,
  Purpose,
} from '#app/domain/consent/consent-types.ts';
import { type PublicWord, publicVerdict } from '#app/domain/consent/consent-words.ts';
import { rolloutRuns } from '#app/domain/consent/own-consent-rollout.ts';
import { type AdultPermission, type AdultUse, adultVerdict } from './adult-verdict.ts';
import { type GuestRelease, type GuestUse, guestVerdict } from './guest-verdict.ts';
import { makersOf, workNeed } from './judge-work.ts';
import type { ContentPerson, PostContent } from './post-digest.ts';
import { type NeedGround, useOfPupil } from './pupil-need.ts';
import type { PersonVerdict } from './verdicts.ts';

export interface Ground extends NeedGround {
  inputs: ReadonlyMap<string, ConsentInputs>;
  adults: ReadonlyMap<string, AdultPermission>;
  guests: ReadonlyMap<string, GuestRelease>;
  /** pupils and photo hashes named by an open concern */
  concernPupils: ReadonlySet<string>;
}

const WORST = { allow: 0, warn: 1, block: 2 } as const;
type Verdict = PersonVerdict['verdict'];

/** What may be said of a person in a photo, from best to worst. */
const IN_PHOTOS: readonly PublicWord[] = ['can be shown', 'only in a group', 'not in photos'];

interface Answer {
  verdict: Verdict;
  word: PublicWord;
  decisionIds: string[];
  notAskedYet: boolean;
}

const plainAnswer = (verdict: Verdict): Answer => ({
  verdict,
  word: verdict === 'block' ? 'not in photos' : 'can be shown',
  decisionIds: [],
  notAskedYet: false,
});

/** Judges everyone at each of the moments; the worst answer counts. Nobody known by that id means no. */
export function judgePeople(content: PostContent, ground: Ground, moments: readonly Date[]): PersonVerdict[] {
  return content.photos.flatMap((photo, index) =>
    photo.people.map((person) => {
      const answers = moments.map((at) => answerFor(content, index, person, ground, at, moments[0] ?? at));
      const verdict = answers.reduce<Verdict>(
        (worst, { verdict: v }) => (WORST[v] > WORST[worst] ? v : worst),
        'allow',
      );
      return {
        photo: index,
        kind: person.kind,
        id: person.id,
        verdict: answers.length === 0 ? 'block' : verdict,
        word: IN_PHOTOS.findLast((word) => answers.some((answer) => answer.word === word)) ?? 'not in photos',
        decisionIds: [...new Set(answers.flatMap((a) => a.decisionIds))].sort(),
        notAskedYet: answers.some(({ notAskedYet }) => notAskedYet),
        concern: person.kind === 'pupil' && ground.concernPupils.has(person.id),
      };
    }),
  );
}

function answerFor(
  content: PostContent,
  photo: number,
  { kind, id }: ContentPerson,
  ground: Ground,
  at: Date,
  now: Date,
): Answer {
  switch (kind) {
    case 'pupil':
      return pupilAnswer(content, photo, id, ground, at, now);
    case 'adult':
      return plainAnswer(adultVerdict(ground.adults.get(id), adultUse(content, ground), at));
    case 'guest':
      return plainAnswer(guestVerdict(ground.guests.get(id), guestUse(content, photo, id), at));
  }
}

/** How a post uses an adult who is in a photo of it. */
export const adultUse = (
  { purpose, tripId }: Pick<PostContent, 'purpose' | 'tripId'>,
  { platform }: Pick<NeedGround, 'platform'>,
): AdultUse => ({ subject: 'image', channel: channelOf(platform), purpose: purpose as Purpose, tripId });

/** How one photo of a post uses a release. */
export const guestUse = (
  { accountId, tripId, photos }: PostContent,
  photo: number,
  id: string,
): GuestUse => ({
  accountId,
  tripId,
  children: photos[photo]?.people.filter((person) => person.kind === 'guest' && person.id === id).length ?? 0,
});

/**
 * What the decision says of one pupil, with its reasons: one answer for each photo that lists them and each moment, the
 * present first, and another where it shows their work. Empty when no photo lists them. For a change of permission, which must
 * know whether somebody said no.
 */
export function answersForPupil(
  content: PostContent,
  inputs: ConsentInputs,
  ground: NeedGround,
  moments: readonly Date[],
): ConsentResolution[] {
  const pupilId = inputs.pupil.id;
  return content.photos.flatMap(({ people, about }, index) => {
    if (!people.some((person) => person.kind === 'pupil' && person.id === pupilId)) return [];
    return moments.flatMap((at) => {
      const now = moments[0] ?? at;
      const shown = needFor(content, index, pupilId, ground, at, now);
      const work = makersOf(about).includes(pupilId) ? [workNeed(content, pupilId, ground, at, now)] : [];
      return [shown, ...work].map((need) => resolve(inputs, need));
    });
  });
}

function pupilAnswer(
  content: PostContent,
  photo: number,
  pupilId: string,
  ground: Ground,
  at: Date,
  now: Date,
): Answer {
  const inputs = ground.inputs.get(pupilId);
  if (!inputs) return plainAnswer('block');
  const need = needFor(content, photo, pupilId, ground, at, now);
  const answer = resolve(inputs, need);
  // Read off every answer alike, so that the author's declaration is asked for whatever else stands in the way.
  const notAskedYet =
    answer.reasons.some(({ code }) => code === 'view_not_asked') && rolloutRuns(inputs.settings, at);
  return {
    verdict: answer.verdict,
    word: publicVerdict(notAskedYet ? resolve(inputs, { ...need, askedForThis: true }) : answer),
    decisionIds: [...answer.decisionIds],
    notAskedYet,
  };
}

function needFor(
  content: PostContent,
  photo: number,
  pupilId: string,
  ground: NeedGround,
  at: Date,
  now: Date,
): ConsentNeed {
  const shown = content.photos[photo];
  const person = shown?.people.find((p) => p.kind === 'pupil' && p.id === pupilId);
  return {
    ...useOfPupil(content, pupilId, ground, at, now),
    subject: 'image',
    scene: {
      identifiablePeople: shown?.headCount ?? null,
      faceOn: person?.faceOn ?? 'unknown',
      uniform: person?.uniform ?? 'unknown',
    },
  };
}
