// Texts with names for the checks of words: a small roster, and the findings of the two checks of names as code and marked words.
import type { NamesOfPupil } from '#app/domain/pupils/name-words.ts';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import { firstNames } from '#app/domain/words/names/names-first.ts';
import { fullNames } from '#app/domain/words/names/names-full.ts';
import { namesOfRoster, type NamesInText, type PupilNamed } from '#app/domain/words/names/names-ground.ts';
import type { TextAbout } from '#app/domain/words/text-about.ts';
import type { TextFinding } from '#app/domain/words/text-finding.ts';
import { NO_GROUND } from '#app/domain/words/text-ground.ts';
import type { ReadPart } from '#app/domain/words/word-check.ts';
import { ABOUT } from './words.ts';

/** `Forename|Surname`, and after further bars preferred forename, preferred surname and known as. */
export function pupilNames(line: string): NamesOfPupil {
  const [legalForename = '', legalSurname = '', preferredForename, preferredSurname, knownAs] =
    line.split('|');
  return {
    legalForename,
    legalSurname,
    preferredForename: preferredForename || null,
    preferredSurname: preferredSurname || null,
    knownAs: knownAs || null,
  };
}

/** Each pupil's id is their line. `differs` changes what is known of all of them. */
export function roster(lines: readonly string[], differs: Partial<PupilNamed> = {}): NamesInText {
  const { pupils } = namesOfRoster(lines.map((line) => ({ id: line, names: pupilNames(line) })));
  return { pupils: pupils.map((pupil) => ({ ...pupil, ...differs })) };
}

export function aboutText(differs: Partial<TextAbout> = {}): TextAbout {
  return { ...ABOUT, ...differs };
}

export const WITH_CHILD = { childShown: true } as const;

/** Everything the checks of names find in one text. */
export function namesFound(
  text: string,
  names: NamesInText,
  about: Partial<TextAbout> = {},
  everyday: readonly string[] = [],
): TextFinding[] {
  const part: ReadPart = { kind: 'words', field: 'words', text, folded: foldText(text) };
  const lists = { ...NO_GROUND.lists, everyday_names: { version: 1, entries: everyday } };
  const view = { ground: { ...NO_GROUND, names, lists }, about: aboutText(about), parts: [part] };
  return [fullNames, firstNames].flatMap((check) => check.inPart?.(part, view) ?? []);
}

/** As `code: marked words`, in order. */
export const marks = (text: string, findings: readonly TextFinding[]): string[] =>
  findings.map(({ code, from, to }) => `${code}: ${text.slice(from, to)}`);
