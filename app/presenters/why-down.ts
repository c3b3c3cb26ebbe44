// Why a post was taken down, in words for those who could have done it.
import type { WhyDown } from '#app/domain/posts/read-why.ts';
import { TAKEDOWN_SENTENCES } from './takedown-sentences.ts';
import { whenWords } from './when.ts';

export interface WhyDownWords {
  title: string;
  /** where the post itself stands */
  standing: string;
  said: { sentence: string; by: string; note: string | null } | null;
  maySay: boolean;
  mayRaise: boolean;
  mayRecord: boolean;
}

export function whyDownWords(
  { said, maySay, mayRaise, mayRecord, goneAt }: WhyDown,
  zone: string,
  at: Date,
): WhyDownWords {
  const gone = goneAt && whenWords(goneAt, zone, at);
  return {
    title: gone ? 'It is down' : 'It is coming down',
    standing: gone
      ? `Since ${gone.text}. Copies that others made cannot be called back.`
      : 'You hear here when it is gone. Copies that others made cannot be called back.',
    said: said && {
      sentence: TAKEDOWN_SENTENCES[said.cause] ?? 'It came down for another reason.',
      by: said.at
        ? `${said.byName ?? 'Somebody'} said so, ${whenWords(said.at, zone, at).text}.`
        : 'Said when it was asked for.',
      note: said.note,
    },
    maySay,
    mayRaise,
    mayRecord,
  };
}
