// Which use case runs for which kind of job: the whole of the worker's vocabulary in one place.
import { answerReasonReading } from '#app/domain/consent/answer-reading.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { answerFetch } from '#app/domain/exports/answer-fetch.ts';
import { workExport } from '#app/domain/exports/work-export.ts';
import { workImport } from '#app/domain/import/work-import.ts';
import { cleanPhoto } from '#app/domain/photos/clean-photo.ts';
import { renderPhoto } from '#app/domain/photos/render-photo.ts';
import type { Measures } from '#app/domain/ports/measures.ts';
import type { JobName, JobPayloads } from '#app/domain/ports/queue.ts';
import { publishIfDue } from '#app/domain/posts/publish-due.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { verifyPost } from '#app/domain/posts/verify-post.ts';
import { lookAtLinks } from '#app/domain/words/links/look-at-links.ts';
import { type Places, POSTS_AT_ONCE } from './in-hand.ts';

/** What a job leans on: the worker's doors, and what it counts. */
export interface JobDeps extends WorkerDeps {
  measures: Measures;
  /** for publishing, shared with the worker's sweep */
  places: Places;
  /** Once it is aborted, what waits for a place is left to whoever comes next. */
  stopping?: AbortSignal;
}

export type Processors = { [N in JobName]: (deps: JobDeps, payload: JobPayloads[N]) => Promise<string> };

export const PROCESSORS: Processors = {
  'clean-photo': cleanPhoto,
  'render-photo': renderPhoto,
  'publish-post': (deps, ref) =>
    deps.places.hold(async () => {
      if (deps.stopping?.aborted) return 'left_to_others';
      const { outcome, afterDueMs } = await publishIfDue(deps, ref);
      deps.measures.tried(outcome);
      if (afterDueMs !== null) deps.measures.published(afterDueMs);
      return outcome;
    }),
  'take-down-post': takeDownPost,
  'verify-post': verifyPost,
  'look-at-links': (deps, ref) => lookAtLinks(deps, ref),
  'answer-reading': answerReasonReading,
  'work-import': workImport,
  'work-export': workExport,
  'answer-fetch': answerFetch,
};

/** How many jobs of a kind one worker runs at a time. Cleaning and rendering are bound by the engine's own pool. */
export const CONCURRENCY: Record<JobName, number> = {
  'clean-photo': 2,
  'render-photo': 2,
  'publish-post': POSTS_AT_ONCE,
  'take-down-post': 4,
  'verify-post': 2,
  'look-at-links': 2,
  'answer-reading': 2,
  'work-import': 1,
  'work-export': 1,
  'answer-fetch': 2,
};
