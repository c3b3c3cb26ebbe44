// A form that arrived after its session had ended travels through the sign-in page in hidden fields, under a prefix of
// its own, so that it can never be taken for the sign-in form itself.

export const CARRIED = 'carried:';

/** More fields than any form of ours has. */
const MOST_FIELDS = 100;

type Fields = [string, string][];

const texts = (form: FormData): Fields =>
  [...form].flatMap(([name, value]): Fields => (typeof value === 'string' ? [[name, value]] : []));

/** The fields of a form that was on its way somewhere else; files cannot come along. */
export const carriedHere = (form: FormData): Fields => texts(form).slice(0, MOST_FIELDS);

/** The carried fields out of a sign-in form, under their own names again. */
export const carriedBack = (form: FormData): Fields =>
  texts(form)
    .filter(([name]) => name.startsWith(CARRIED))
    .map(([name, value]): [string, string] => [name.slice(CARRIED.length), value])
    .slice(0, MOST_FIELDS);
