// Turns consent rows into what the decision reads: one set of inputs for each pupil, nothing left to the caller.
import type { Database, Tx } from '#db/client.server.ts';
import { type ConsentRows, consentRows, type PupilRow } from '#db/queries/pupils.server.ts';
import type { SchoolScope } from '#db/queries/posts.server.ts';
import type { SchoolSettings } from '#app/domain/school/school-settings.ts';
import { consentGround, type ConsentGround } from './consent-ground.ts';
import { type ConsentInputs, DEFAULT_CONSENT_SETTINGS, NO_CONDITIONS } from './consent-types.ts';

export interface ConsentSchool {
  zone: string;
  settings: SchoolSettings;
  consentExportedAt: Date | null;
  /** read already by whoever asks more than once for a page; otherwise it is read with the pupils */
  ground?: ConsentGround;
}

/** The decision's inputs for each of the pupils, by pupil id. Pupils of other schools are absent. */
export async function loadConsentInputs(
  db: Database | Tx,
  scope: SchoolScope,
  school: ConsentSchool,
  pupilIds: readonly string[],
): Promise<Map<string, ConsentInputs>> {
  const unique = [...new Set(pupilIds)];
  const [rows, ground] = await Promise.all([
    consentRows(db, scope, unique),
    school.ground ?? consentGround(db, scope),
  ]);
  return new Map(rows.pupils.map((pupil) => [pupil.id, inputsFor(pupil, rows, { ...school, ground })]));
}

/** One pupil's inputs out of rows that may hold several pupils'. */
export function inputsFor(
  pupil: PupilRow,
  rows: Omit<ConsentRows, 'pupils'>,
  school: ConsentSchool & { ground: ConsentGround },
): ConsentInputs {
  const own = <T extends { pupilId: string }>(list: T[]): T[] =>
    list.filter((row) => row.pupilId === pupil.id);
  return {
    pupil,
    decisions: own(rows.decisions).map((row) => ({
      ...row,
      source: row.source as ConsentInputs['decisions'][number]['source'],
      conditions: { ...NO_CONDITIONS, ...row.conditions },
    })),
    // Whose authority nobody has verified cannot agree yet; their no needs no authority.
    holders: own(rows.holders).map((row) => ({
      ...row,
      basis: row.authority,
      mayNotConsent: row.mayNotConsent || row.verifiedAt === null,
    })),
    views: own(rows.views),
    restrictions: own(rows.restrictions),
    settings: {
      ...DEFAULT_CONSENT_SETTINGS,
      ownConsentAge: school.settings.ownConsentAge,
      imageWhenViewNotAsked: school.settings.imageWhenViewNotAsked,
      pupilIdentity: school.settings.pupilIdentity,
      groupSize: school.settings.groupSize,
      importStaleDays: school.settings.importStaleDays,
      ownConsentRolloutFrom: school.settings.ownConsentRolloutEnded
        ? null
        : school.settings.ownConsentRolloutFrom,
      ...school.ground,
      zone: school.zone,
    },
    import: { exportedAt: school.consentExportedAt },
  };
}
