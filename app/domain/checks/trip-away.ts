// While a trip is away, nothing that goes out tells where it is: no place, no tag, no time to come, in the words or in what is
// said of a picture (R-61, T-06). What no rule can read, the author declares.
import { block, type Issue } from '#app/domain/issues.ts';
import { type Telling, tellingWords } from '#app/domain/trips/telling-words.ts';
import { goesOutWhileAway } from '#app/domain/trips/trip-posts.ts';
import type { Check } from './check.ts';

const CODES: Readonly<Record<Telling['kind'], string>> = {
  place: 'away_tells_place',
  tag: 'away_tells_tag',
  time: 'away_tells_time',
};

export const tripAwayCheck: Check = {
  id: 'T-06',
  stages: ['edit', 'submit', 'approve', 'gate'],
  run({ facts: { trip, at }, content, stage }) {
    const from = stage === 'gate' ? at : new Date(content.window.from);
    if (!trip || !goesOutWhileAway(trip, from, at)) return [];
    const told = (text: string, field: string, context: Issue['context']): Issue[] =>
      tellingWords(text, trip).map(({ kind, word }) =>
        block('T-06', CODES[kind], field, 'R-61', { ...context, word }),
      );
    return [
      ...told(content.words, 'words', {}),
      ...content.photos.flatMap(({ altText }, index) =>
        told(altText, `photo:${index}`, { photo: index + 1 }),
      ),
    ];
  },
};
