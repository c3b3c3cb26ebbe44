// Reads a step of accounting for a photo from a form: as text from the page's script, or from plain fields where no
// scripts run. Anything that is no step is a forged form.
import { z } from 'zod';
import { HIDDEN_THINGS } from '#app/domain/photos/hidden-things.ts';
import type { FaceAnswer, PersonToPlace, SettleStep } from '#app/domain/photos/settle-steps.ts';
import { notOurForm } from './form.server.ts';
import { STEP, VERSION } from './settle-form.ts';

const MOST_AT_ONCE = 200;

const id = z.uuid().transform((text) => text.toLowerCase());
const px = z.number().finite().min(-100_000).max(100_000);
const box = z.strictObject({ x: px, y: px, width: px, height: px });
const seen = z.enum(['yes', 'no', 'unknown']);
const kind = z.enum(['pupil', 'adult', 'guest']);
const person = z.strictObject({ kind, id, faceOn: seen.optional(), uniform: seen.optional() });
const answer = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('person'), person }),
  z.strictObject({ is: z.literal('blur') }),
  z.strictObject({ is: z.literal('not_a_face') }),
  z.strictObject({ is: z.literal('open') }),
]);
const ids = z.array(id).max(MOST_AT_ONCE);
const group = z.strictObject({
  name: z.string().min(1).max(100),
  absent: ids,
  hidden: ids.optional(),
  outsidersNone: z.boolean(),
});

/** What is answered about a photo as a whole is asked on the draft, not here. */
const schema = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('answer'), faceId: id, answer }),
  z.strictObject({
    step: z.literal('answer_many'),
    answers: z.array(z.strictObject({ faceId: id, answer })).max(MOST_AT_ONCE),
  }),
  z.strictObject({ step: z.literal('blur_the_rest') }),
  z.strictObject({
    step: z.literal('draw_face'),
    faceId: id,
    box,
    answer: answer.optional(),
    number: z.int().optional(),
  }),
  z.strictObject({ step: z.literal('remove_face'), faceId: id }),
  z.strictObject({ step: z.literal('add_person'), person, placed: z.enum(['behind', 'together']) }),
  z.strictObject({ step: z.literal('remove_person'), kind, id }),
  z.strictObject({ step: z.literal('describe_person'), person }),
  z.strictObject({ step: z.literal('set_group'), group: group.nullable() }),
  z.strictObject({ step: z.literal('hide'), blurId: id, what: z.enum(HIDDEN_THINGS), box }),
  z.strictObject({ step: z.literal('show_again'), blurId: id }),
  z.strictObject({ step: z.literal('crop'), box: box.nullable() }),
  z.strictObject({ step: z.literal('choose_frame'), frame: z.int() }),
  z.strictObject({ step: z.literal('count'), headCount: z.int().min(0).max(1_000).nullable() }),
]);

export interface SentStep {
  version: number;
  step: SettleStep;
}

/** The step as the page's script sent it. Errors: a thrown 400 Response for anything else. */
export function stepFrom(form: FormData): SentStep {
  const parsed = schema.safeParse(jsonOf(String(form.get(STEP) ?? '')));
  if (!parsed.success) throw notOurForm();
  return { version: versionFrom(form), step: parsed.data as SettleStep };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function versionFrom(form: FormData): number {
  const version = Number(form.get(VERSION));
  if (!Number.isSafeInteger(version) || version < 0) throw notOurForm();
  return version;
}

/**
 * The step of a plain form, named by the button that was pressed: `answer:<face id>` with the person (or `blur`,
 * `not_a_face`, `open`) as its value, `rest`, `behind`, `remove`, `count`, `describe`, `whole`, `show`, `frame`.
 * Out: null for a count that is no number. Errors: a thrown 400 Response for anything that is no step.
 */
export function plainStepFrom(form: FormData): SentStep | null {
  const step = plainStep(form);
  if (!step) return null;
  const parsed = schema.safeParse(step);
  if (!parsed.success) throw notOurForm();
  return { version: versionFrom(form), step: parsed.data as SettleStep };
}

function plainStep(form: FormData): SettleStep | null {
  const text = (name: string): string => String(form.get(name) ?? '').trim();
  /** A member without a tick is absent; one who may not be shown and was not asked for yet counts as in it. */
  const standing = (member: string): string =>
    text(`member:${member}`) || (form.getAll('asked').includes(member) ? 'in' : 'absent');
  const pressed = [...form.keys()].find((name) => name.startsWith('answer:'));
  if (pressed)
    return { step: 'answer', faceId: pressed.slice('answer:'.length), answer: answerOf(text(pressed)) };
  const [intent = '', value = ''] = text('intent').split(/:(.*)/s);
  switch (intent) {
    case 'rest':
      return { step: 'blur_the_rest' };
    case 'behind':
      return { step: 'add_person', person: personOf(value), placed: 'behind' };
    case 'remove':
      return { step: 'remove_person', ...personOf(value) };
    case 'describe': {
      const { kind: what, id: who } = personOf(value);
      const said = (name: string) => ({ yes: 'yes', no: 'no' })[text(`${name}:${who}`)] ?? 'unknown';
      const known = { faceOn: said('face'), uniform: said('uniform') } as Pick<
        PersonToPlace,
        'faceOn' | 'uniform'
      >;
      return { step: 'describe_person', person: { kind: what, id: who, ...known } };
    }
    case 'group':
      return {
        step: 'set_group',
        group: {
          name: value,
          absent: form
            .getAll('of')
            .map(String)
            .filter((member) => standing(member) === 'absent'),
          hidden: form
            .getAll('of')
            .map(String)
            .filter((member) => standing(member) === 'hidden'),
          outsidersNone: text('outsidersNone') === 'yes',
        },
      };
    case 'by-name':
      return { step: 'set_group', group: null };
    case 'whole':
      return { step: 'crop', box: null };
    case 'show':
      return { step: 'show_again', blurId: value };
    case 'frame':
      return { step: 'choose_frame', frame: Number(text('frame')) - 1 };
    case 'count':
      return /^\d{1,3}$/.test(text('headCount'))
        ? { step: 'count', headCount: Number(text('headCount')) }
        : null;
    default:
      throw notOurForm();
  }
}

function answerOf(value: string): FaceAnswer {
  if (value === 'blur' || value === 'not_a_face' || value === 'open') return { is: value };
  return { is: 'person', person: personOf(value) };
}

function personOf(value: string): Pick<PersonToPlace, 'kind' | 'id'> {
  const [is = '', who = ''] = value.split(':');
  return { kind: is as PersonToPlace['kind'], id: who };
}
