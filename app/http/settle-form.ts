// A step of accounting for a photo as it travels: one small form with the draft's version and the step as text. The page
// and the server agree on the names here and nowhere else.
import type { SettleStep } from '#app/domain/photos/settle-steps.ts';

export const VERSION = 'version';
export const STEP = 'step';

/** One step as the page's script sends it. `version`: the draft's, as the page knows it. */
export const stepBody = (version: number, step: SettleStep): URLSearchParams =>
  new URLSearchParams([
    [VERSION, String(version)],
    [STEP, JSON.stringify(step)],
  ]);
