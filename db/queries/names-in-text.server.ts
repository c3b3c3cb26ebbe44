// Pupils whose names a text may hold, by the text's own words: of this school whoever has one of them, of the trust's other schools
// only who has a forename and a surname among them. Never the roll.
import { sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import type { NameWord } from '#app/domain/pupils/name-words.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;

export interface FoundNameWord extends Pick<NameWord, 'part' | 'place' | 'of' | 'word'> {
  pupilId: string;
  /** of the school that asks */
  ours: boolean;
  /** `YYYY-MM-DD`, last day on roll here; null for another school's pupil */
  leavesOn: string | null;
}

/** `words`: folded words, and closed digests of words for names that pupils no longer have. One statement. */
export async function nameWordsIn(
  db: Db,
  scope: SchoolScope,
  trustId: string,
  words: readonly string[],
): Promise<FoundNameWord[]> {
  if (words.length === 0) return [];
  const { rows } = (await db.execute(sql`
    with hit as materialized (
      select w.school_id = ${scope.schoolId} as ours, w.pupil_id, w.part, w.place, w.of, w.word
      from json_array_elements_text(${JSON.stringify(words)}::json) as t(word)
      join pupil_name_words w on w.word = t.word
      where w.school_id in (select id from schools where trust_id = ${trustId})
    ), whole as (
      select pupil_id from hit where not ours
      group by pupil_id having bool_or(part = 'forename') and bool_or(part = 'surname')
    )
    select h.pupil_id as "pupilId", h.part, h.place, h.of, h.word, h.ours, p.leaves_on::text as "leavesOn"
    from hit h left join pupils p on p.school_id = ${scope.schoolId} and p.id = h.pupil_id
    where h.ours or h.pupil_id in (select pupil_id from whole)`)) as unknown as { rows: FoundNameWord[] };
  return rows;
}

/** Every word of the names that these pupils have now: for finding exactly them, and for the first letters of their names. */
export async function nameWordsOf(
  db: Db,
  scope: SchoolScope,
  pupilIds: readonly string[],
): Promise<(Pick<NameWord, 'part' | 'place' | 'of' | 'word'> & { pupilId: string })[]> {
  if (pupilIds.length === 0) return [];
  const { rows } = (await db.execute(sql`
    select w.pupil_id as "pupilId", w.part, w.place, w.of, w.word
    from json_array_elements_text(${JSON.stringify(pupilIds)}::json) as t(id)
    join pupil_name_words w on w.pupil_id = t.id::uuid
    where w.school_id = ${scope.schoolId} and not w.earlier`)) as unknown as {
    rows: (Pick<NameWord, 'part' | 'place' | 'of' | 'word'> & { pupilId: string })[];
  };
  return rows;
}
