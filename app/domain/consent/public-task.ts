// Where a school may rest on its public task in place of a yes (F-08): in school and in its own publications, for what it has
// recorded. Never on social media, never in the press, never for a name; and anybody's no counts there as everywhere.
import type { Channel, ConsentNeed, ConsentSettings, Purpose } from './consent-types.ts';
import type { Place } from './consent-vocabulary.ts';
import { isName } from './subject-parts.ts';

/** The school's own places. Nothing else may be recorded, and whatever else was recorded counts nowhere. */
export const PUBLIC_TASK_CHANNELS = [
  'website',
  'newsletter',
  'print',
  'display',
  'internal',
] as const satisfies readonly Channel[];
export type PublicTaskChannel = (typeof PUBLIC_TASK_CHANNELS)[number];

/** Whether the use needs no yes for this purpose, because the school has recorded its public task for it. */
export function publicTaskCovers(settings: ConsentSettings, need: ConsentNeed, purpose: Purpose): boolean {
  if (isName(need.subject)) return false;
  if (need.accountKind !== 'school' && need.accountKind !== 'department') return false;
  if (!(PUBLIC_TASK_CHANNELS as readonly Place[]).includes(need.channel)) return false;
  const at = need.at.getTime();
  return settings.publicTasks.some(
    (task) =>
      task.channel === need.channel &&
      task.purpose === purpose &&
      task.startsAt.getTime() <= at &&
      (task.endsAt === null || at < task.endsAt.getTime()),
  );
}
