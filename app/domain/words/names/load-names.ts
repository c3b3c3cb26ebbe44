// Gathers the pupils whose names may stand in a post's texts, by the texts' own words, with what was agreed for those whom a check
// would find. Two questions to the database, and the consent of a handful of pupils.
import type { Database, Tx } from '#db/client.server.ts';
import { wordDigestOf } from '#db/name-digests.server.ts';
import { type FoundNameWord, nameWordsIn, nameWordsOf } from '#db/queries/names-in-text.server.ts';
import { recordChecksOf } from '#db/queries/record-checks.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import { loadConsentInputs } from '#app/domain/consent/load-consent.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { found } from '#app/domain/errors.ts';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import type { GroundOf } from '#app/domain/words/ground-of.ts';
import { besideSurnames, surnamesOf, withLikeNames, withOtherForms } from './like-names.ts';
import { judgeName } from './judge-names.ts';
import { nameTextOf, type NameText, wordsToLookFor } from './name-tokens.ts';
import { firstNames } from './names-first.ts';
import { fullNames } from './names-full.ts';
import { INITIALS } from './partial-names.ts';
import {
  initialsOf,
  type NameAgreed,
  type NamesInText,
  NO_NAMES,
  NOTHING_AGREED,
  type PupilNamed,
} from './names-ground.ts';
import { NO_GROUND } from '#app/domain/words/text-ground.ts';
import type { WordListsInForce } from '#app/domain/words/lists/word-lists.ts';

/** So many pupils are asked about; where a text names more, none beyond them may be named. */
const MOST_ASKED = 60;

/** Errors: AppError not_found when the school is gone. */
export async function loadNames(
  db: Database | Tx,
  of: GroundOf,
  lists: WordListsInForce,
): Promise<NamesInText> {
  const texts = of.parts.map(({ text }) => nameTextOf(foldText(text)));
  const words = wordsToLookFor(texts);
  const closed = closedWords(db, texts);
  const rows = await nameWordsIn(db, of, of.trustId, [...withOtherForms(words), ...closed.keys()]);
  if (rows.length === 0) return NO_NAMES;
  const candidates = candidatesOf(rows, closed, dateInSchool(of.about.at, of.about.zone));
  const known = await withAllWords(db, of, texts, words, candidates);
  return { pupils: await withAgreed(db, of, lists, known) };
}

/** Closed digests of the texts' words, each with its word: a name that a pupil no longer has is found without being read. */
function closedWords(db: Database | Tx, texts: readonly NameText[]): ReadonlyMap<string, string> {
  const digest = wordDigestOf(db);
  const keys = new Set(texts.flatMap(({ tokens }) => tokens.map(({ key }) => key)));
  return new Map([...keys].filter((key) => key.length > 1).map((key) => [digest(key), key]));
}

function candidatesOf(
  rows: readonly FoundNameWord[],
  closed: ReadonlyMap<string, string>,
  today: string,
): PupilNamed[] {
  const byPupil = new Map<string, PupilNamed & { words: PupilNamed['words'][number][] }>();
  for (const { pupilId: id, ours, leavesOn, part, place, of, word } of rows) {
    const pupil = byPupil.get(id) ?? {
      ...{ id, ours, alone: ours && (leavesOn === null || leavesOn >= today) },
      ...{ words: [], initials: { forename: '', surname: '' }, agreed: NOTHING_AGREED },
    };
    pupil.words.push({ part, place, of, word: closed.get(word) ?? word });
    byPupil.set(id, pupil);
  }
  return [...byPupil.values()];
}

/**
 * All words of a pupil's names are needed only where an initial may stand in the text, or what may be a forename misspelt beside the
 * pupil's own surname.
 */
async function withAllWords(
  db: Database | Tx,
  of: GroundOf,
  texts: readonly NameText[],
  here: readonly string[],
  pupils: readonly PupilNamed[],
): Promise<PupilNamed[]> {
  const surnames = surnamesOf(pupils);
  const hasLetter = texts.some((text) => mayHoldInitials(text, surnames));
  const beside = new Set(besideSurnames(texts, surnames).map(({ surname }) => surname));
  const asked = pupils.filter(
    ({ alone, words }) =>
      alone && (hasLetter || words.some(({ part, word }) => part === 'surname' && beside.has(word))),
  );
  const words = await nameWordsOf(
    db,
    of,
    asked.map(({ id }) => id),
  );
  const byPupil = new Map<string, typeof words>();
  for (const word of words) byPupil.set(word.pupilId, [...(byPupil.get(word.pupilId) ?? []), word]);
  const known = pupils.map((pupil) => {
    const own = byPupil.get(pupil.id);
    return hasLetter && own ? { ...pupil, initials: initialsOf(own) } : pupil;
  });
  return withLikeNames(known, texts, here, ({ id, words: found }) => [...found, ...(byPupil.get(id) ?? [])]);
}

/** A single letter, a few capitals, or a tag that is a letter and then a surname. */
const mayHoldInitials = ({ atoms, runs, text }: NameText, surnames: ReadonlySet<string>): boolean =>
  atoms.some(({ key, from, to }) => /^\p{L}$/u.test(key) || INITIALS.test(text.slice(from, to))) ||
  runs.some(({ key }) => surnames.has(key.slice(1)));

/** Asks for the consent of those alone whose naming depends on it, as the checks themselves find them. */
async function withAgreed(
  db: Database | Tx,
  of: GroundOf,
  lists: WordListsInForce,
  pupils: readonly PupilNamed[],
): Promise<PupilNamed[]> {
  const { pupilIdentity } = of.about.settings;
  const depends = of.about.childShown
    ? pupilIdentity === 'first_name_with_consent'
    : pupilIdentity !== 'never';
  if (!depends) return [...pupils];
  const parts = of.parts.map((part) => ({ ...part, folded: foldText(part.text) }));
  const view = { ground: { ...NO_GROUND, lists, names: { pupils } }, about: of.about, parts };
  const findings = [fullNames, firstNames].flatMap((check) =>
    parts.flatMap((part) => check.inPart?.(part, view) ?? []),
  );
  const ids = [...new Set(findings.flatMap(({ pupilIds }) => pupilIds))].sort().slice(0, MOST_ASKED);
  if (ids.length === 0) return [...pupils];
  const agreed = await agreedFor(db, of, ids);
  return pupils.map((pupil) => ({ ...pupil, agreed: agreed.get(pupil.id) ?? NOTHING_AGREED }));
}

async function agreedFor(
  db: Database | Tx,
  of: GroundOf,
  ids: readonly string[],
): Promise<Map<string, NameAgreed>> {
  const { about, content } = of;
  const home = found(await findSchool(db, of), 'school');
  const school = { zone: about.zone, settings: about.settings, consentExportedAt: home.consentExportedAt };
  const inputs = await loadConsentInputs(db, of, school, ids);
  const recordChecks = await recordChecksOf(db, of, of.postId, about.at);
  const ground = { platform: of.platform, accountKind: about.accountKind, trip: about.trip, recordChecks };
  const moments = about.goesOutFrom > about.at ? [about.at, about.goesOutFrom] : [about.at];
  return new Map([...inputs].map(([id, one]) => [id, judgeName(one, content, ground, moments)]));
}
