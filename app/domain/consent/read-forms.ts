// The forms of a school as its data lead sees them: every series with its versions, and one version with what came before it.
import type { Database } from '#db/client.server.ts';
import { countRelying, formsOfSchool, formsOfSeries } from '#db/queries/consent-forms.server.ts';
import { findForm, type FormRow } from '#db/queries/consent.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { found } from '#app/domain/errors.ts';
import { chooseForm, FIRST_LANGUAGE } from './current-form.ts';
import { formChanges, type FormChanges } from './form-changes.ts';
import { requireMay } from './may-here.ts';

export interface ListedForm {
  id: string;
  title: string;
  number: number;
  /** every language of this version, its own first */
  languages: string[];
  publishedAt: Date;
  retiredAt: Date | null;
  /** can be asked with: it names its questions */
  asks: boolean;
  /** pupils for whom somebody said yes on it, in any language; one who said yes in two is counted in both */
  pupils: number;
}

export interface ReadForm {
  form: FormRow;
  publishedBy: string | null;
  /** the same version in other languages */
  translations: { id: string; language: string }[];
  /** the one before in this language, and what changed since */
  earlier: { id: string; number: number; changes: FormChanges } | null;
  /** a newer version of the series is asked with */
  newer: boolean;
}

/** Newest first, one entry a version. Errors: AppError forbidden without `form.publish`. */
export async function listForms(
  db: Database,
  person: Person,
  schoolId: string,
  at: Date,
): Promise<ListedForm[]> {
  requireMay(person, 'form.publish', schoolId, at);
  const rows = await formsOfSchool(db, { schoolId });
  const relying = await countRelying(db, { schoolId });
  const versions = new Map<string, FormRow[]>();
  for (const row of rows) {
    const key = `${row.series} ${row.number}`;
    versions.set(key, [...(versions.get(key) ?? []), row]);
  }
  return [...versions.values()].flatMap((all) => {
    const [first, ...rest] = [...all].sort((a, b) => a.validFrom.getTime() - b.validFrom.getTime());
    if (!first) return [];
    return {
      id: first.id,
      title: first.title,
      number: first.number,
      languages: [first.language, ...rest.map(({ language }) => language)],
      publishedAt: first.validFrom,
      retiredAt: first.retiredAt,
      asks: first.options.length > 0,
      pupils: all.reduce((sum, { id }) => sum + (relying.get(id) ?? 0), 0),
    };
  });
}

/** Errors: AppError forbidden without `form.publish`; not_found for another school's version. */
export async function readForm(
  db: Database,
  person: Person,
  of: { schoolId: string; formVersionId: string },
  at: Date,
): Promise<ReadForm> {
  requireMay(person, 'form.publish', of.schoolId, at);
  const form = found(await findForm(db, of, of.formVersionId), 'form');
  const series = await formsOfSeries(db, of, form.series);
  const names = await namesOf(db, person.trustId, form.publishedBy ? [form.publishedBy] : []);
  const earlier = series.find(({ number, language }) => language === form.language && number < form.number);
  return {
    form,
    publishedBy: form.publishedBy ? (names.get(form.publishedBy) ?? 'somebody who has left') : null,
    translations: series
      .filter(({ number, id }) => number === form.number && id !== form.id)
      .map(({ id, language }) => ({ id, language })),
    earlier: earlier ? { id: earlier.id, number: earlier.number, changes: formChanges(earlier, form) } : null,
    newer: series.some(({ number, retiredAt }) => number > form.number && !retiredAt),
  };
}

/** Forms that may be asked with now, one a series, in the order of publishing. */
export async function formsToAskWith(
  db: Database,
  schoolId: string,
): Promise<{ series: string; title: string; languages: string[] }[]> {
  const open = (await formsOfSchool(db, { schoolId })).filter(
    ({ retiredAt, options }) => !retiredAt && options.length > 0,
  );
  const series = [...new Set(open.map((row) => row.series))];
  return series.map((id) => {
    const own = open.filter((row) => row.series === id);
    const newest = Math.max(...own.map(({ number }) => number));
    const now = own.filter(({ number }) => number === newest);
    const title = chooseForm(now, FIRST_LANGUAGE)?.title ?? '';
    return { series: id, title, languages: now.map(({ language }) => language) };
  });
}
