// The pieces of the plain second answer to the consent question: every use an answer speaks of, written out, and what
// the pupil says.
import {
  ACCOUNT_SCOPES,
  CHANNELS,
  PURPOSES,
  SUBJECTS,
  type ConsentDecision,
  type ConsentInputs,
  type Subject,
} from '#app/domain/consent/consent-types.ts';

export const isNo = (d: ConsentDecision) => d.decision === 'refused' || d.decision === 'withdrawn';

/** Every use that an answer speaks of, one line each, over the trips given. */
export function uses(d: ConsentDecision, trips: readonly string[]): string[] {
  const all = isNo(d);
  const orAll = <T>(set: readonly T[], every: readonly T[]) => (all && set.length === 0 ? every : set);
  const reach = ACCOUNT_SCOPES.indexOf(d.accountScope);
  const blank = d.decision === 'not_answered' && !d.liftsProvisional;
  const accounts = ACCOUNT_SCOPES.filter((_, i) => blank || (all ? i >= reach : i <= reach));
  const lines: string[] = [];
  for (const subject of orAll(d.subjects, SUBJECTS))
    for (const channel of orAll(d.channels, CHANNELS))
      for (const scope of accounts)
        for (const trip of d.eventId === null ? ['-', ...trips] : [d.eventId])
          for (const purpose of new Set([
            ...orAll(d.purposes, PURPOSES),
            ...(d.eventId === null ? [] : ['trip']),
          ]))
            lines.push([subject, channel, purpose, trip, scope].join('/'));
  return lines;
}

/** The pupil's word on one subject: `yes`, `no`, or nothing. */
export function plainPupilSays(inputs: ConsentInputs, subject: Subject, at: number): string {
  const views = inputs.views.filter((v) => v.pupilId === inputs.pupil.id);
  const later = (b: (typeof views)[number], a: (typeof views)[number]) =>
    +b.recordedAt > +a.recordedAt || (+b.recordedAt === +a.recordedAt && b.sequence > a.sequence);

  const about = views.filter((v) => v.subject === null || v.subject === subject);
  const yes = about.filter((v) => v.answer === 'yes' && +v.recordedAt <= at);
  const stands = about.some(
    (v) =>
      v.answer === 'no' &&
      !yes.some(
        (y) =>
          later(y, v) &&
          (+y.askedAt > +v.askedAt || (+y.askedAt === +v.askedAt && +y.recordedAt > +v.recordedAt)),
      ),
  );
  if (stands) return 'no';
  return yes.some((y) => !about.some((v) => v.answer !== 'yes' && later(v, y))) ? 'yes' : '';
}
