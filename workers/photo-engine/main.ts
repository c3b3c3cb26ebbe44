// The photo process: takes one original after another and answers each. It holds no database, no secret and no network
// code, and its parent may kill it at any moment.
import { readCleanOrder } from '#app/domain/photos/clean-order.ts';
import { MAX_UPLOAD_BYTES } from '#app/domain/photos/photo-limits.ts';
import { answer, cpuMsUsed, nextQuestion, settleIn } from '#workers/caged-program.ts';
import { ownIsolation } from '#workers/own-isolation.ts';
import { cleanPicture } from './clean-picture.ts';

settleIn();
answer({ ready: true, isolation: ownIsolation() });
for (let next = nextQuestion(MAX_UPLOAD_BYTES); next; next = nextQuestion(MAX_UPLOAD_BYTES)) {
  const result = await cleanPicture(next.body, readCleanOrder(next.head));
  const cpuMs = cpuMsUsed();
  if (result.ok) {
    const { bytes, ...photo } = result.photo;
    answer({ ok: true, photo, cpuMs }, bytes);
  } else answer({ ...result, cpuMs });
}
