// The pause page: what is stopped, what a pause can no longer stop, and what each waiting post needs to go on.
import type { PauseFacts } from '#app/domain/school/read-pause.ts';
import { type PostRow, postRow } from './post-list.ts';
import { type When, whenWords } from './when.ts';

export interface PausePage {
  paused: { id: string; when: When; byName: string | null; wholeTrust: boolean } | null;
  inFlightCount: number;
  placedCount: number;
  /** null for readers who may know numbers only */
  inFlight: PostRow[] | null;
  /** `over`: its time passed meanwhile, so it cannot simply go on */
  placed: { row: PostRow; over: boolean }[] | null;
}

export function pausePage(
  facts: PauseFacts,
  school: { slug: string; zone: string },
  now: Date,
  mayRead: boolean,
): PausePage {
  const { pause, inFlight, placed } = facts;
  return {
    paused: pause && {
      id: pause.id,
      when: whenWords(pause.since, school.zone, now),
      byName: pause.byName,
      wholeTrust: pause.wholeTrust,
    },
    inFlightCount: inFlight.length,
    placedCount: placed.length,
    inFlight: mayRead ? inFlight.map((post) => postRow(post, school, now)) : null,
    placed: mayRead
      ? placed.map((post) => ({
          row: postRow(post, school, now),
          over: post.dueAt === null || post.dueAt <= now,
        }))
      : null,
  };
}
