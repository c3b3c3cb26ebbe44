// Tells the safeguarding leads that a restriction is to be looked at again: once for each day on which some fell due, never of
// whom, and nobody else.
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { reviewsDue } from '#db/queries/restrictions.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import { toldAlready } from '#db/queries/told-notices.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { dateInSchool } from './school-days.ts';

const REMINDER: SystemActor = { kind: 'system', name: 'system:reviews' };

/** Looks at every school with a review that is due. */
export async function remindOfReviews(deps: WorkDeps): Promise<void> {
  for (const due of await reviewsDue(deps.db, deps.clock.now()))
    await inOneTransaction(deps, REMINDER, async (work) => {
      const { schoolId } = due;
      // Locked, so that two workers who look at once tell it once.
      const school = await findSchool(work.db, { schoolId }, 'update');
      if (!school) return;
      const code = dateInSchool(due.reviewOn, school.zone);
      const told = await toldAlready(work.db, { schoolId }, 'restriction_review_due', code);
      for (const userId of await peopleWithRole(work.db, { schoolId }, ['dsl', 'deputy_dsl'], work.at))
        if (!told.has(userId)) work.notify({ schoolId, userId, kind: 'restriction_review_due', code });
    });
}
