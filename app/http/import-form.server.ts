// Forms of the import pages: the file as it arrives within its bound, and the description of its columns.
import { parseFormData } from '@mjackson/form-data-parser';
import { z } from 'zod';
import { ACCOUNT_SCOPES, CHANNELS, PURPOSES, SUBJECTS } from '#app/domain/consent/consent-vocabulary.ts';
import {
  COLUMN_ROLES,
  DATE_FORMATS,
  type ImportMapping,
  LAYOUTS,
  SYSTEMS,
} from '#app/domain/import/mapping.ts';
import type { SaidOfType } from '#app/domain/import/sign-types.ts';
import { DELIMITERS, ENCODINGS, MOST_BYTES, type ReadingChoices } from '#app/domain/import/table.ts';
import { withCappedBody } from './capped-body.server.ts';
import { formFault, notOurForm, requireFields } from './form.server.ts';

/** The largest file, enough more to say that one is too large, and the form around it, in bytes. */
const FILE_FORM_BYTES = MOST_BYTES + 1024 * 1024;
const Key = z.uuid();

/**
 * The file in the field `file` and the form's own key. The file's name is dropped.
 * Errors (thrown Responses): 413, 400; 400 without a key, as for a form that is not ours.
 */
export async function readFileForm(request: Request): Promise<{ key: string; bytes: Uint8Array }> {
  const kind = request.headers.get('content-type') ?? '';
  if (!kind.startsWith('multipart/form-data')) throw notOurForm();
  let bytes = new Uint8Array();
  try {
    const limits = { maxFileSize: FILE_FORM_BYTES, maxFiles: 2 };
    const form = await parseFormData(withCappedBody(request, FILE_FORM_BYTES), limits, async (file) => {
      if (file.fieldName === 'file') bytes = new Uint8Array(await file.arrayBuffer());
      return null;
    });
    const key = Key.safeParse(form.get('importId'));
    if (!key.success) throw notOurForm();
    return { key: key.data, bytes };
  } catch (error) {
    throw error instanceof Response ? error : formFault(error);
  }
}

const heading = z.string().max(200);
const Mapping = z.object({
  system: z.enum(SYSTEMS),
  layout: z.enum(LAYOUTS),
  dateFormat: z.enum(DATE_FORMATS),
  exportedOn: z.string().max(10),
  unticked: z.enum(['blank', 'no']).catch('no'),
  isFull: z.literal('yes').optional().catch(undefined),
  typeColumns: z.array(heading).max(200),
  keepAs: z.string().max(200).catch(''),
  ...Object.fromEntries(COLUMN_ROLES.map((role) => [role, heading.optional()])),
});

/** Errors: a thrown 400 for what no page of ours sends. */
export function mappingIn(form: FormData): { mapping: ImportMapping; keepAs: string } {
  const fields = requireFields(form, Mapping, ['typeColumns']) as z.infer<typeof Mapping> &
    Record<string, unknown>;
  const columns = Object.fromEntries(
    COLUMN_ROLES.flatMap((role) => (fields[role] ? [[role, fields[role]]] : [])),
  );
  const { system, layout, dateFormat, exportedOn, unticked, isFull, typeColumns, keepAs } = fields;
  return {
    keepAs,
    mapping: {
      system,
      layout,
      columns,
      typeColumns,
      dateFormat,
      untickedIsBlank: unticked === 'blank',
      isFull: isFull === 'yes',
      exportedOn,
    },
  };
}

const Choices = z.object({
  encoding: z.enum(ENCODINGS).optional().catch(undefined),
  delimiter: z.enum(DELIMITERS).optional().catch(undefined),
  sheet: z.string().min(1).max(200).optional().catch(undefined),
});

/** How a person says the bytes are written. */
export function choicesIn(form: FormData): ReadingChoices {
  const { encoding, delimiter, sheet } = requireFields(form, Choices);
  return {
    ...(encoding ? { encoding } : {}),
    ...(delimiter ? { delimiter } : {}),
    ...(sheet ? { sheet } : {}),
  };
}

/** What was said of each kind of consent, in the order of the page: fields `type-0`, `use-0`, `subjects-0` and so on. */
export function typesIn(form: FormData): SaidOfType[] {
  const said: SaidOfType[] = [];
  const oneOf = <T extends string>(known: readonly T[], name: string): T[] =>
    known.filter((each) => form.getAll(name).includes(each));
  for (let index = 0; index < 200; index++) {
    const type = form.get(`type-${index}`);
    if (typeof type !== 'string') break;
    said.push({
      type,
      ignored: form.get(`use-${index}`) !== 'yes',
      subjects: oneOf(SUBJECTS, `subjects-${index}`),
      channels: oneOf(CHANNELS, `channels-${index}`),
      purposes: oneOf(PURPOSES, `purposes-${index}`),
      accountScope: oneOf(ACCOUNT_SCOPES, `scope-${index}`)[0] ?? 'own_school',
      bareReachesSocial: form.get(`bare-${index}`) === 'yes',
    });
  }
  return said;
}
