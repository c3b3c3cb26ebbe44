// The data lead says, and signs, what each kind of consent in the other system means: of what, where, why, and on whose accounts.
// Each change is a new version; what nobody has signed is left out.
import { insertSignedTypes, signedTypes, type TypeMapRow } from '#db/queries/imports.server.ts';
import { randomUUID } from 'node:crypto';
import type { Person } from '#app/domain/actor.ts';
import { ACCOUNT_SCOPES, CHANNELS, PURPOSES, SUBJECTS } from '#app/domain/consent/consent-vocabulary.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { hashOf } from '#app/domain/posts/post-digest.ts';
import { type ImportRef, moveImport, stepImport } from './find-import.ts';
import { type ImportMapping, keyOf, sourceOf } from './mapping.ts';
import type { ConsentMeaning } from './meaning.ts';
import type { ImportProfile } from './profile.ts';

export interface SaidOfType extends ConsentMeaning {
  /** key of the kind of consent */
  type: string;
  ignored: boolean;
}

/** The kinds of consent that a file speaks of, key and name as written; null when there are too many to be kinds of consent. */
export function typesIn(profile: ImportProfile, mapping: ImportMapping): Map<string, string> | null {
  if (mapping.layout === 'wide') return new Map(mapping.typeColumns.map((header) => [keyOf(header), header]));
  if (mapping.layout === 'none') return new Map();
  const column = profile.columns.find(({ header }) => header === mapping.columns.consentType);
  return column?.values ? new Map(column.values.map(([value]) => [keyOf(value), value])) : null;
}

/**
 * Signs what each kind of consent in this file means; a kind that is not said, or is said to be left out, is ignored.
 * Errors: AppError forbidden without `import.sign`; not_found; illegal_move `import_moved_on`.
 */
export async function signTypes(
  deps: Deps,
  person: Person,
  ref: ImportRef,
  said: readonly SaidOfType[],
): Promise<Issue[]> {
  return stepImport(deps, person, ref, 'import.sign', async (work, row) => {
    if (row.state !== 'mapped') throw new AppError('illegal_move', 'import_moved_on');
    const mapping = found(row.mapping, 'mapping');
    const types = typesIn(found(row.profile, 'profile'), mapping);
    if (!types) return [block('import', 'too_many_types', 'types', 'R-63')];
    const issues = said.flatMap((each, index) => incomplete(each, index));
    if (issues.length > 0) return issues;
    const source = sourceOf(mapping.system);
    const known = new Map((await signedTypes(work.db, ref, source)).map((each) => [each.type, each]));
    const rows = [...types].flatMap(([type, label]) => {
      const now = said.find((each) => each.type === type);
      const before = known.get(type);
      const meaning = meaningOf(now);
      if (before && isSame(before, meaning)) return [];
      const { schoolId } = ref;
      const id = randomUUID();
      const version = (before?.version ?? 0) + 1;
      const signed = { signedBy: person.userId, signedAt: work.at };
      return [{ id, schoolId, source, type, label, version, ...meaning, ...signed }];
    });
    await insertSignedTypes(work.db, rows);
    for (const each of rows)
      work.record({
        type: 'consent_type.signed',
        schoolId: ref.schoolId,
        typeMapId: each.id,
        recordHash: hashOf({ ...each, signedAt: each.signedAt.toISOString() }),
      });
    const signed = { signedBy: person.userId, signedAt: work.at };
    await moveImport(work, row, 'signed', { ...signed, reached: null, done: 0, total: 0 });
    return [];
  });
}

function incomplete(said: SaidOfType, index: number): Issue[] {
  if (said.ignored) return [];
  const missing = (['subjects', 'channels', 'purposes'] as const).filter((set) => said[set].length === 0);
  return missing.map((set) => block('import', `${set}_missing`, `type-${index}`, 'R-63'));
}

type Meaning = Pick<
  TypeMapRow,
  'ignored' | 'subjects' | 'channels' | 'purposes' | 'accountScope' | 'bareReachesSocial'
>;

function meaningOf(said: SaidOfType | undefined): Meaning {
  if (!said || said.ignored)
    return {
      ignored: true,
      subjects: [],
      channels: [],
      purposes: [],
      accountScope: ACCOUNT_SCOPES[0],
      bareReachesSocial: false,
    };
  return {
    ignored: false,
    subjects: SUBJECTS.filter((each) => said.subjects.includes(each)),
    channels: CHANNELS.filter((each) => said.channels.includes(each)),
    purposes: PURPOSES.filter((each) => said.purposes.includes(each)),
    accountScope: said.accountScope,
    bareReachesSocial: said.bareReachesSocial,
  };
}

const isSame = (before: TypeMapRow, now: Meaning): boolean =>
  (Object.keys(now) as (keyof Meaning)[]).every((key) => String(before[key]) === String(now[key]));
