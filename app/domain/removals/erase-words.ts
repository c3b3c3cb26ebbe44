// Some time after a request was answered its words go, with who asked, how to reach them and the address they gave: by then nobody
// needs them to answer, or to answer for the decision. What was decided, when, and what came down stays. An open request loses nothing.
import {
  changeRemovalRequest,
  findRemovalRequest,
  type RemovalRequestRow,
  requestsWithWords,
  schoolsWithWords,
} from '#db/queries/removal-requests.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { inOneTransaction } from '#app/domain/work.ts';

const ERASER: SystemActor = { kind: 'system', name: 'system:removal-words' };
const DAY_MS = 86_400_000;
const AT_ONCE = 100;

/** From when the days count: the answer; nobody is answered about what was put aside. Null while it is open. */
const overSince = (row: RemovalRequestRow): Date | null =>
  row.outcome === null ? null : row.outcome === 'set_aside' ? row.decidedAt : row.toldAt;

/** Doing it twice, or going on after a crash, writes one line for each request. @returns how many lost their words */
export async function eraseRequestWords(deps: WorkDeps): Promise<number> {
  let erased = 0;
  const now = deps.clock.now().getTime();
  for (const { schoolId, id, days } of await due(deps, now)) {
    await inOneTransaction(deps, ERASER, async (work) => {
      const row = await findRemovalRequest(work.db, { schoolId }, id, true);
      const since = row && overSince(row);
      if (!since || row.wordsErasedAt || since.getTime() > now - days * DAY_MS) return;
      const nothing = { words: '', askerName: '', askerContact: '', address: '' };
      await changeRemovalRequest(work.db, { schoolId }, id, { ...nothing, wordsErasedAt: work.at });
      work.record({ type: 'removal_request.words_erased', schoolId, requestId: id });
      erased += 1;
    });
  }
  return erased;
}

/** In every school, by its own setting. */
async function due(deps: WorkDeps, now: number): Promise<{ schoolId: string; id: string; days: number }[]> {
  const rows: { schoolId: string; id: string; days: number }[] = [];
  for (const schoolId of await schoolsWithWords(deps.db)) {
    const school = await findSchool(deps.db, { schoolId });
    if (!school) continue;
    const days = settingsOf(school.settings).removalWordsKeptDays;
    const over = await requestsWithWords(deps.db, { schoolId }, new Date(now - days * DAY_MS), AT_ONCE);
    rows.push(...over.map((id) => ({ schoolId, id, days })));
  }
  return rows;
}
