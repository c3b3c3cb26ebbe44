// The face process: reads one clean photo after another and says where faces are. It proves itself on a drawn
// picture before it takes the first. It holds no database, no secret and no network code, sees no original, and its
// parent may kill it at any moment.
import { MOST_CLEAN_BYTES, readFaceQuestion } from '#app/domain/photos/face-question.ts';
import { answer, cpuMsUsed, nextQuestion, settleIn } from '#workers/caged-program.ts';
import { ownIsolation } from '#workers/own-isolation.ts';
import { jpegOf } from './detection-copy.ts';
import { eighteenFaces } from './eighteen-faces.ts';
import { lookForFaces } from './look-for-faces.ts';
import { NoModel, openModel, type Model } from './model.ts';

settleIn();
try {
  const model = await openModel(process.argv[2]);
  const drawn = await lookForFaces(model, await jpegOf(eighteenFaces()));
  answer({ ready: true, isolation: ownIsolation(), model: model.digest, drawn: drawn.length });
  await answerAll(model);
} catch (error) {
  if (!(error instanceof NoModel)) throw error;
  answer({ ready: true, trouble: error.why });
}

async function answerAll(model: Model): Promise<void> {
  for (let next = nextQuestion(MOST_CLEAN_BYTES); next; next = nextQuestion(MOST_CLEAN_BYTES)) {
    const started = performance.now();
    try {
      const faces = await lookForFaces(model, next.body, readFaceQuestion(next.head));
      const ms = Math.round(performance.now() - started);
      const head = { ok: true, model: model.digest, ms, cpuMs: cpuMsUsed() };
      answer(head, new TextEncoder().encode(JSON.stringify(faces)));
    } catch {
      answer({ ok: false, cpuMs: cpuMsUsed() });
    }
  }
}
