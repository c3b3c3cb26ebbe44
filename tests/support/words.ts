// One check of words, run alone over one text: in a post without photos, a trip or a grant, unless a test says otherwise.
import { DEFAULT_SETTINGS } from '#app/domain/school/school-settings.ts';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import type { SpokenTopic, SpokespersonGrant } from '#app/domain/words/speech/spoken-topics.ts';
import type { TextAbout } from '#app/domain/words/text-about.ts';
import type { TextFinding } from '#app/domain/words/text-finding.ts';
import { NO_GROUND, type TextGround } from '#app/domain/words/text-ground.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';

export const ABOUT: TextAbout = {
  at: new Date('2026-05-04T09:00:00Z'),
  goesOutFrom: new Date('2026-05-04T09:00:00Z'),
  zone: 'Europe/London',
  settings: DEFAULT_SETTINGS,
  schoolName: 'Ashwick Lane Primary School',
  accountKind: 'school',
  accountHandle: 'AshwickLanePri',
  subjects: [],
  subject: null,
  purpose: 'news',
  trip: null,
  pupilsShown: new Set(),
  childShown: false,
  authorId: 'author',
  declarations: [],
};

export interface Around {
  about?: Partial<TextAbout>;
  ground?: Partial<TextGround>;
}

/** What the check finds in these words. */
export function foundBy(check: WordCheck, text: string, { about, ground }: Around = {}): TextFinding[] {
  const part = { kind: 'words' as const, field: 'words', text, folded: foldText(text) };
  const view = { ground: { ...NO_GROUND, ...ground }, about: { ...ABOUT, ...about }, parts: [part] };
  return [...(check.inPart?.(part, view) ?? []), ...(check.inPost?.(view) ?? [])];
}

/** A grant of the author's that runs, for one topic. */
export const GRANT_OF = (topic: SpokenTopic): SpokespersonGrant => ({
  id: `grant-${topic}`,
  userId: 'author',
  topics: [topic],
  startsAt: new Date('2026-01-01T00:00:00Z'),
  endsAt: new Date('2026-12-01T00:00:00Z'),
});
