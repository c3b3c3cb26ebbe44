// A safeguarding lead lifts a restriction. What people answered counts again from then on; no post is released by it.
import { findRestriction } from '#db/queries/consent.server.ts';
import { liftRestriction as writeLifted } from '#db/queries/pupils.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { changePupilPermission } from './apply-permission-change.ts';
import { changeOf } from './permission-change.ts';

export interface LiftRestriction {
  schoolId: string;
  pupilId: string;
  restrictionId: string;
}

/**
 * Lifts it now; lifting what is lifted changes nothing.
 * Errors: AppError forbidden without `restriction.set`; not_found when it is no restriction of this pupil.
 */
export async function liftRestriction(deps: Deps, actor: Person, input: LiftRestriction): Promise<void> {
  const { schoolId, pupilId, restrictionId } = input;
  await changePupilPermission(
    deps,
    actor,
    { schoolId, pupilId, permission: 'restriction.set' },
    async (work) => {
      const restriction = found(await findRestriction(work.db, input, restrictionId), 'restriction');
      if (restriction.pupilId !== pupilId) throw new AppError('not_found', 'restriction');
      if (restriction.liftedAt) return null;
      const row = found(
        await writeLifted(work.db, input, restrictionId, actor.userId, work.at),
        'restriction',
      );
      return { kind: changeOf({ restriction: row }), row };
    },
  );
}
