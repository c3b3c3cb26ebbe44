// The practice trust's own lists of words: small, made up, and as a trust would write them.
import type { WordListName } from '#app/domain/words/lists/word-lists.ts';
import type { wordLists } from '#db/schema/words.ts';
import { daysFrom } from './practice-days.ts';
import { practiceId } from './practice-id.ts';
import { PRACTICE_TRUST, userId } from './practice-people.ts';

const LISTS: Partial<Readonly<Record<WordListName, readonly string[]>>> = {
  suppliers: ['Brightplate Catering', 'Larkfield Coaches', 'Penfold Photography', 'Tallow & Reed Uniforms'],
  partners: ['Harrowdean Museum', '@HarrowdeanMuseum', 'Valley Music Hub', '@ValleyMusicHub'],
  school_contacts: [
    '01632 960410',
    '01632 960777',
    'office@ashwick.harrowdean.example',
    'office@high.harrowdean.example',
    'dataprotection@harrowdean.example',
  ],
  allowed_domains: ['harrowdean.example', 'bbc.co.uk', 'www.gov.uk'],
  subject_words: ['Biology: Mr Bones, pond dipping, seed bank', 'Physics: catapult week, egg drop'],
};

/** Each list in its first version, as one of the communications leads published it. */
export function practiceWordLists(now: Date): (typeof wordLists.$inferInsert)[] {
  return Object.entries(LISTS).map(([list, entries]) => ({
    id: practiceId(`words/${list}/1`),
    trustId: PRACTICE_TRUST.id,
    list: list as WordListName,
    version: 1,
    entries: [...entries],
    publishedBy: userId('ashwick/comms'),
    publishedAt: daysFrom(now, -21),
  }));
}
