// Where children are now is told to nobody: words that tell it stop the post until a safeguarding lead and the headteacher take it on;
// where they will be is pointed out. What a post of a trip tells while the trip is away, nobody may let stand (T-06, R-61, F-20).
import { goesOutWhileAway, homeAgain } from '#app/domain/trips/trip-posts.ts';
import { type Telling, tellingWords } from '#app/domain/trips/telling-words.ts';
import { PAST, PLACES_VERSION } from '#app/domain/words/lexicons/places.ts';
import type { FoldedText } from '#app/domain/words/reading/folded-text.ts';
import { wordAfter } from '#app/domain/words/reading/word-after.ts';
import { placesTold, type PlaceTold } from './place-told-live.ts';
import type { TextAbout } from '#app/domain/words/text-about.ts';
import { stops, warns } from '#app/domain/words/text-finding.ts';
import { wordsOfSchool } from './told-place.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';

const T06 = { check: 'T-06', clause: 'R-61' } as const;
const AWAY: Readonly<Record<Telling['kind'], string>> = {
  place: 'away_tells_place',
  tag: 'away_tells_tag',
  time: 'away_tells_time',
};
const LIVE = { ...T06, code: 'live_place', opener: 'safeguarding' } as const;
const TOLD: Readonly<Record<PlaceTold['kind'], string>> = {
  live: 'live_place',
  ahead: 'place_ahead',
  staff: 'place_of_staff',
};

/** T-06. A post of a trip that goes out once everyone is back tells nothing live, whatever its words. */
export const livePlaceCheck: WordCheck = {
  id: 'T-06',
  version: PLACES_VERSION,
  inPart({ field, folded }, { about }) {
    const { trip, goesOutFrom, at } = about;
    const away =
      trip && goesOutWhileAway(trip, goesOutFrom, at)
        ? tellingWords(folded, trip).map(({ kind, from, to }) =>
            stops({ ...T06, code: AWAY[kind] }, { field, from, to }),
          )
        : [];
    if (isHome(about)) return away;
    const told = placesTold(folded, wordsOfSchool(about.schoolName)).map(({ kind, from, to }) => {
      const [shape, where] = [
        { ...T06, code: TOLD[kind] },
        { field, from, to },
      ];
      return kind === 'live' ? stops({ ...shape, opener: 'safeguarding' }, where) : warns(shape, where);
    });
    const live = told.some(({ level }) => level === 'block');
    return [
      ...away,
      ...told,
      ...(live ? [] : ownPlaceNow(folded, about).map((at) => stops(LIVE, { field, ...at }))),
    ];
  },
};

/** The trip's own place, told while the trip is away, and not as what was: `Outside the mill, wellies on already`. */
function ownPlaceNow(folded: FoldedText, { trip, goesOutFrom }: TextAbout): { from: number; to: number }[] {
  if (!trip || goesOutFrom < trip.startsAt) return [];
  return tellingWords(folded, trip).flatMap(({ kind, from, to }) => {
    if (kind !== 'place') return [];
    const { sentence } = folded.words[wordAfter(folded, from)] ?? {};
    const said = folded.words.filter((word) => word.sentence === sentence).map(({ key }) => key);
    return said.some((key) => PAST.has(key)) ? [] : [{ from, to }];
  });
}

const isHome = ({ trip, goesOutFrom }: TextAbout): boolean => trip !== null && goesOutFrom >= homeAgain(trip);
