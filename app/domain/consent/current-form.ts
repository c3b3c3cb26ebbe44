// Which wording a person is asked with: the newest of its series that is not retired, in their language where there is one.
import { formsOfSeries } from '#db/queries/consent-forms.server.ts';
import type { FormRow } from '#db/queries/consent.server.ts';
import type { SchoolScope } from '#db/queries/posts.server.ts';
import type { Database, Tx } from '#db/client.server.ts';

/** The language in which a form is first written, and asked in where there is no translation. */
export const FIRST_LANGUAGE = 'en-GB';

/**
 * The version to ask with, or null when the series has none that is not retired.
 * @param language BCP 47, such as `cy`; a translation counts only when it is of the newest wording, so that nobody agrees
 * to older words than everybody else
 */
export async function currentForm(
  db: Database | Tx,
  scope: SchoolScope,
  series: string,
  language: string,
): Promise<FormRow | null> {
  return chooseForm(await formsOfSeries(db, scope, series), language);
}

/** The choice itself, out of the versions of one series in any order. */
export function chooseForm<T extends Pick<FormRow, 'number' | 'language' | 'retiredAt' | 'options'>>(
  versions: readonly T[],
  language: string,
): T | null {
  const open = versions.filter(({ retiredAt, options }) => retiredAt === null && options.length > 0);
  const newest = Math.max(...open.map(({ number }) => number));
  const now = open.filter(({ number }) => number === newest);
  const base = (tag: string) => tag.toLowerCase().split('-')[0];
  return (
    now.find((each) => each.language.toLowerCase() === language.toLowerCase()) ??
    now.find((each) => base(each.language) === base(language)) ??
    now.find((each) => each.language === FIRST_LANGUAGE) ??
    now[0] ??
    null
  );
}
