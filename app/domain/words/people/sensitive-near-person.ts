// Words about a child's needs, health, home, behaviour or belief: with a pupil named or pictured they stop the post until a
// safeguarding lead and the headteacher take it on; said of a child whom nobody can tell, they are shown to the approver, or stop
// where the school's policy forbids discussing any pupil (T-08, R-38, R-40, R-57).
import { PEOPLE_VERSION } from '#app/domain/words/lexicons/people.ts';
import { SENSITIVE_VERSION, type SensitiveCategory } from '#app/domain/words/lexicons/sensitive.ts';
import { nameSpots, type NameSpot } from '#app/domain/words/names/name-spots.ts';
import { saidOfSomebody, type SensitiveHit } from '#app/domain/words/reading/said-of-somebody.ts';
import { stops, type TextFinding, warns } from '#app/domain/words/text-finding.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';

/** What happened to one person is a clause of its own. */
const HAPPENED: ReadonlySet<SensitiveCategory> = new Set(['exclusion', 'illness', 'court']);
const clauseOf = ({ category }: SensitiveHit): string =>
  HAPPENED.has(category) ? 'R-57, R-38' : 'R-38, R-40';

const OF_A_PUPIL = { check: 'T-08', code: 'sensitive_with_pupil', opener: 'safeguarding' } as const;
const OF_SOMEBODY = { check: 'T-08', code: 'sensitive_of_somebody' } as const;
const OF_ANY_PUPIL = { check: 'T-08', code: 'individual_pupil_discussed', opener: 'nobody' } as const;
const BESIDE_A_CHILD = { check: 'T-08', code: 'sensitive_beside_photo' } as const;

/** T-08. `context.category` is one of `SENSITIVE`; never the word itself. */
export const sensitiveCheck: WordCheck = {
  id: 'T-08',
  version: SENSITIVE_VERSION + PEOPLE_VERSION,
  inPart(part, view) {
    const hits = saidOfSomebody(part.folded);
    if (hits.length === 0) return [];
    const names = nameSpots(part, view);
    const { childShown, settings } = view.about;
    return hits.flatMap((hit): TextFinding[] => {
      const where = { field: part.field, from: hit.from, to: hit.to };
      const [clause, more] = [clauseOf(hit), { context: { category: hit.category } }];
      if (isNamed(hit, names) || (hit.stated && childShown && !hit.grownUp))
        return [stops({ ...OF_A_PUPIL, clause }, where, more)];
      if (hit.stated && hit.one && !hit.grownUp && settings.individualPupils === 'block')
        return [stops({ ...OF_ANY_PUPIL, clause: 'R-38' }, where, more)];
      if (hit.stated) return [warns({ ...OF_SOMEBODY, clause }, where, more)];
      return childShown ? [warns({ ...BESIDE_A_CHILD, clause }, where, more)] : [];
    });
  },
};

/** How many letters may stand between a name and what is its: `Ada’s recent behaviour`. */
const RIGHT_BEFORE = 12;

/**
 * A statement is said of a name in its own sentence, the one before or the one after; a topic of a name in its own sentence, unless
 * that tells of something learnt, raised or celebrated.
 */
const isNamed = (hit: SensitiveHit, names: readonly NameSpot[]): boolean =>
  names.some(({ to, sentence, sure }) => {
    if (hit.stated) return Math.abs(sentence - hit.sentence) <= (sure ? 1 : 0);
    const before = hit.from - to;
    const right = sentence === hit.sentence && before >= 0 && before <= RIGHT_BEFORE;
    return sure ? right || (sentence === hit.sentence && !hit.apart) : right && !hit.apart;
  });
