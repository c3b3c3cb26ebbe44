// The form that says who is in a photo: its fields by name, and what was ticked as the use case takes it.
import type { SettledPerson } from '#app/domain/posts/settle-people.ts';

export interface TickedPeople {
  people: SettledPerson[];
  /** null when no number was given */
  headCount: number | null;
}

const seen = (value: FormDataEntryValue | null) => (value === 'yes' || value === 'no' ? value : 'unknown');

/** Rows ticked twice count once; a number that is none, or over a thousand, counts as not given. */
export function tickedIn(form: FormData): TickedPeople {
  const values = new Set(form.getAll('person').map(String));
  const people = [...values].flatMap((value): SettledPerson[] => {
    const [kind, id = ''] = value.split(':');
    if (kind !== 'pupil' && kind !== 'adult') return [];
    return [{ kind, id, faceOn: seen(form.get(`face:${id}`)), uniform: seen(form.get(`uniform:${id}`)) }];
  });
  const typed = String(form.get('headCount') ?? '').trim();
  const headCount = /^\d{1,3}$/.test(typed) ? Number(typed) : null;
  return { people, headCount };
}
