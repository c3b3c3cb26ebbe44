// What a form is written from: our starting words with the school's own names in them, the version before, or the version that is
// to be said in another language.
import { formsOfSeries } from '#db/queries/consent-forms.server.ts';
import { findForm } from '#db/queries/consent.server.ts';
import { accountsOfSchool, findSchool, findTrust } from '#db/queries/schools.server.ts';
import type { Database } from '#db/client.server.ts';
import { channelOf } from '#app/domain/accounts/consent-channel.ts';
import type { Person } from '#app/domain/actor.ts';
import { found } from '#app/domain/errors.ts';
import type { Channel } from './consent-vocabulary.ts';
import { FIRST_LANGUAGE } from './current-form.ts';
import type { FormText } from './form-text.ts';
import { requireMay } from './may-here.ts';
import { hasStarter, starterForm, type StarterFacts } from './starter-form.ts';

export interface StartedForm {
  /** what stands in the fields at first */
  text: FormText;
  /** what is to be translated, or null */
  original: FormText | null;
  /** languages in which this version is published already */
  taken: string[];
}

/** Names of the platforms that a form asks about by name. */
const PLATFORM_NAMES: Partial<Record<Channel, string>> = {
  x: 'X',
  bluesky: 'Bluesky',
  facebook: 'Facebook',
  instagram: 'Instagram',
};

/**
 * Errors: AppError forbidden without `form.publish`; not_found for another school's version.
 */
export async function startForm(
  db: Database,
  person: Person,
  of: { schoolId: string; fromId: string | null; as: 'new_version' | 'translation' },
  at: Date,
): Promise<StartedForm> {
  requireMay(person, 'form.publish', of.schoolId, at);
  const facts = await starterFacts(db, of);
  if (of.fromId === null) return { text: starterForm(FIRST_LANGUAGE, facts), original: null, taken: [] };
  const from = textOf(found(await findForm(db, of, of.fromId), 'form'));
  if (of.as === 'new_version')
    return { text: from.options.length > 0 ? from : withQuestions(from, facts), original: null, taken: [] };
  const series = await formsOfSeries(db, of, from.series);
  const taken = series.filter(({ number }) => number === from.number).map(({ language }) => language);
  const language = taken.includes('cy') ? '' : 'cy';
  return { text: translated(from, language, facts), original: from, taken };
}

async function starterFacts(db: Database, scope: { schoolId: string }): Promise<StarterFacts> {
  const school = found(await findSchool(db, scope), 'school');
  const trust = found(await findTrust(db, school.trustId), 'trust');
  const accounts = await accountsOfSchool(db, scope);
  const places = [...new Set(accounts.map(({ platform }) => channelOf(platform)))];
  const asked = places.flatMap((channel) => {
    const name = channel === 'elsewhere' ? undefined : PLATFORM_NAMES[channel];
    return channel !== 'elsewhere' && name ? [{ channel, name }] : [];
  });
  return {
    school: school.name,
    trust: trust.name,
    controllers: [trust.controller],
    platforms: asked.length > 0 ? asked : [{ channel: 'x', name: 'X' }],
  };
}

type Row = NonNullable<Awaited<ReturnType<typeof findForm>>>;

const textOf = ({ title, wording, language, controllers, howToWithdraw, options, series, number }: Row) => ({
  title,
  wording,
  language,
  controllers,
  howToWithdraw,
  options,
  series,
  number,
});

/** A wording from before questions were kept apart gets the starting questions. */
const withQuestions = (from: FormText, facts: StarterFacts): FormText => ({
  ...from,
  options: starterForm(FIRST_LANGUAGE, facts).options,
});

/** Where the words are still our starting words, theirs in the other language; elsewhere empty. */
function translated(from: FormText, language: string, facts: StarterFacts): FormText {
  const ours = hasStarter(from.language) ? starterForm(from.language, facts) : null;
  const theirs = hasStarter(language) ? starterForm(language, facts) : null;
  const said = (field: 'title' | 'wording' | 'howToWithdraw') =>
    ours && theirs && ours[field] === from[field] ? theirs[field] : '';
  const label = (key: string, words: string) => {
    const same = ours?.options.find((option) => option.key === key)?.label === words;
    return (same && theirs?.options.find((option) => option.key === key)?.label) || '';
  };
  return {
    title: said('title'),
    wording: said('wording'),
    language,
    controllers: from.controllers,
    howToWithdraw: said('howToWithdraw'),
    options: from.options.map((option) => ({ ...option, label: label(option.key, option.label) })),
  };
}
