// What the data lead signed that a kind of consent means, and what is left of it for a tick that says neither who gave it nor
// when: nothing on social media, unless that too was signed for.
import type { AccountScope, Channel, Purpose, Subject } from '#app/domain/consent/consent-vocabulary.ts';
import { CHANNELS } from '#app/domain/consent/consent-vocabulary.ts';

export interface ConsentMeaning {
  subjects: readonly Subject[];
  channels: readonly Channel[];
  purposes: readonly Purpose[];
  accountScope: AccountScope;
  bareReachesSocial: boolean;
}

/** Kinds of consent that count, by key. A kind that is not here, or was signed as not to be used, is left out. */
export type Meanings = ReadonlyMap<string, ConsentMeaning>;

export const SOCIAL_CHANNELS: readonly Channel[] = ['x', 'bluesky', 'facebook', 'instagram'];

/** The uses that one answer of a file speaks of. */
export interface AnswerScope {
  subjects: Subject[];
  channels: Channel[];
  purposes: Purpose[];
  accountScope: AccountScope;
}

/** A yes: as signed, or kept off social media when it is bare. */
export function scopeOfYes(meaning: ConsentMeaning, bare: boolean): AnswerScope {
  const social = !bare || meaning.bareReachesSocial;
  return {
    subjects: [...meaning.subjects],
    channels: CHANNELS.filter(
      (channel) => meaning.channels.includes(channel) && (social || !SOCIAL_CHANNELS.includes(channel)),
    ),
    purposes: [...meaning.purposes],
    accountScope: meaning.accountScope,
  };
}

/** A no: everything that was signed, on every account. */
export const scopeOfNo = (meaning: ConsentMeaning): AnswerScope => ({
  subjects: [...meaning.subjects],
  channels: [...meaning.channels],
  purposes: [...meaning.purposes],
  accountScope: 'own_school',
});

/** Two answers with the same text reach the same uses. */
export const scopeText = (scope: AnswerScope): string =>
  [scope.subjects, scope.channels, scope.purposes].map((set) => [...set].sort().join('+')).join('/') +
  `/${scope.accountScope}`;
