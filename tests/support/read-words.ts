// Runs one check of words over one text, as a post with nothing special about it would have it read.
import { NO_GROUND, type TextGround } from '#app/domain/words/text-ground.ts';
import { DEFAULT_SETTINGS } from '#app/domain/school/school-settings.ts';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import type { TextAbout } from '#app/domain/words/text-about.ts';
import type { TextFinding } from '#app/domain/words/text-finding.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';

/** A school's ordinary post, on a Friday in November. */
export const ORDINARY: TextAbout = {
  at: new Date('2026-11-20T10:00:00Z'),
  goesOutFrom: new Date('2026-11-20T12:00:00Z'),
  zone: 'Europe/London',
  settings: DEFAULT_SETTINGS,
  schoolName: 'Ashwick Lane Primary School',
  accountKind: 'school',
  accountHandle: 'AshwickLanePri',
  subjects: [],
  subject: null,
  purpose: 'celebration',
  trip: null,
  pupilsShown: new Set(),
  childShown: false,
  authorId: '00000000-0000-4000-8000-000000000001',
  declarations: [],
};

export interface Around {
  ground?: Partial<TextGround>;
  about?: Partial<TextAbout>;
}

/** What one check finds in a text that is the words of a post. */
export const readingOf =
  (check: WordCheck) =>
  (text: string, { ground, about }: Around = {}): TextFinding[] => {
    const part = { kind: 'words' as const, field: 'words', text, folded: foldText(text) };
    const view = { ground: { ...NO_GROUND, ...ground }, about: { ...ORDINARY, ...about }, parts: [part] };
    return [...(check.inPart?.(part, view) ?? []), ...(check.inPost?.(view) ?? [])];
  };
