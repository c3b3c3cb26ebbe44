// A parent's or carer's own page and receipt as they are drawn: the form's words, and what this one person has said. Nothing here
// is given anybody else's answer, so that nothing can be shown of it.
import type { OpenLink } from '#app/domain/consent/open-link.ts';
import type { OwnAnswer, Said } from '#app/domain/consent/own-answers.ts';
import type { Receipt } from '#app/domain/consent/read-receipt.ts';
import type { FormOption, FormText } from '#app/domain/consent/form-text.ts';
import type { Issue } from '#app/domain/issues.ts';
import { familyDay, familyMoment, type FamilyWords, familyWords, languageName } from './family-words.ts';

export interface FamilyQuestion {
  key: string;
  label: string;
  /** what they have said so far, in one or a few sentences */
  standing: string[];
  places: { value: string; label: string }[];
}

export interface FamilyForm {
  /** of the form's own words */
  language: string;
  title: string;
  paragraphs: string[];
  controllers: string[];
  howToWithdraw: string;
  questions: FamilyQuestion[];
}

const paragraphsOf = (text: string): string[] => text.split(/\n{2,}/).filter((part) => part.trim() !== '');

/** The form as a family sees it; without answers for a preview. */
export function familyForm(
  form: FormText,
  options: readonly FormOption[],
  answers: readonly OwnAnswer[] | null,
  zone: string,
): FamilyForm {
  const words = familyWords(form.language);
  return {
    language: form.language,
    title: form.title,
    paragraphs: paragraphsOf(form.wording),
    controllers: [...form.controllers],
    howToWithdraw: form.howToWithdraw,
    questions: options.map((option) => {
      const own = answers?.find(({ key }) => key === option.key);
      return {
        key: option.key,
        label: option.label,
        standing: own ? standingWords(own, words, zone) : [words.page.notAnswered],
        places: option.channels.map((value) => ({ value, label: words.places[value] })),
      };
    }),
  };
}

const ORDER: readonly Said[] = ['yes', 'some', 'no', 'ended', 'nothing'];

function standingWords({ said, at, places }: OwnAnswer, words: FamilyWords, zone: string): string[] {
  const day = at ? familyDay(at, zone, words.language) : '';
  const { page } = words;
  if (said === 'yes') return [page.saidYes(day)];
  if (said === 'no') return [page.saidNo(day)];
  if (said === 'ended') return [page.ended(day)];
  if (said === 'nothing') return [page.notAnswered];
  return ORDER.flatMap((each) => {
    const here = places.filter((place) => place.said === each).map(({ channel }) => words.places[channel]);
    return here.length > 0 ? [`${page.someOf[each]}: ${here.join(', ')}.`] : [];
  });
}

export interface FamilyPage {
  pageLanguage: string;
  forename: string;
  schoolName: string;
  tripName: string | null;
  until: string;
  formVersionId: string;
  form: FamilyForm;
  languages: { tag: string; name: string }[];
  receipts: { id: string; when: string }[];
}

export function familyPage(
  link: OpenLink,
  answers: readonly OwnAnswer[],
  receipts: readonly { id: string; at: Date }[],
): FamilyPage {
  const words = familyWords(link.form.language);
  const { language } = words;
  return {
    pageLanguage: language,
    forename: link.forename,
    schoolName: link.schoolName,
    tripName: link.tripName,
    until: familyDay(new Date(link.expiresAt.getTime() - 1), link.zone, language),
    formVersionId: link.form.id,
    form: familyForm(link.form, link.options, answers, link.zone),
    languages: link.languages.map((tag) => ({ tag, name: languageName(tag) })),
    receipts: receipts.map(({ id, at }) => ({ id, when: familyMoment(at, link.zone, language) })),
  };
}

/** What is wrong with a sitting, by the field it is about. */
export function familyErrors(issues: readonly Issue[], language: string): Record<string, string> {
  const { errors } = familyWords(language);
  const sentences: Readonly<Record<string, string>> = { ...errors };
  return Object.fromEntries(issues.map(({ field, code }) => [field, sentences[code] ?? errors.try_again]));
}

export interface ReceiptPage {
  pageLanguage: string;
  schoolName: string;
  form: FamilyForm;
  facts: { label: string; text: string }[];
  lines: { label: string; yes: boolean; said: string; notes: string[] }[];
  until: string;
}

export function receiptPage(link: OpenLink, { id, at, form, lines }: Receipt): ReceiptPage {
  const words = familyWords(form.language);
  const { language, receipt } = words;
  const day = (moment: Date) => familyDay(new Date(moment.getTime() - 1), link.zone, language);
  return {
    pageLanguage: language,
    schoolName: link.schoolName,
    form: familyForm(form, form.options, null, link.zone),
    facts: [
      { label: receipt.about, text: [link.forename, link.tripName].filter(Boolean).join(', ') },
      { label: receipt.by, text: words.relationships[link.relationship.toLowerCase()] ?? link.relationship },
      { label: receipt.when, text: familyMoment(at, link.zone, language) },
      { label: receipt.reference, text: id.slice(0, 8).toUpperCase() },
    ],
    lines: lines.map(({ label, yes, onlyIn, newOnly, until }) => ({
      label,
      yes,
      said: yes ? words.page.yes : words.page.no,
      notes: [
        ...(onlyIn ? [receipt.onlyIn(onlyIn.map((place) => words.places[place]).join(', '))] : []),
        ...(newOnly ? [receipt.newOnly] : []),
        ...(until ? [receipt.lasts(day(until))] : []),
      ],
    })),
    until: day(link.expiresAt),
  };
}
