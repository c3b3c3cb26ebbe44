// What is thrown, and what it means: an AppError is somebody out of step (told plainly, not retried); any other Error is a broken world.

export type AppErrorCode = 'not_found' | 'not_signed_in' | 'forbidden' | 'illegal_move' | 'stale_revision';

/** A person asked for something that is not there, not theirs, or no longer so. `reason` is a refusal code for the screen. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly reason: string;

  constructor(code: AppErrorCode, reason: string) {
    super(`${code}: ${reason}`);
    this.name = 'AppError';
    this.code = code;
    this.reason = reason;
  }
}

/** The thing, or a `not_found` AppError: absent and not-yours look the same. */
export function found<T>(thing: T | null | undefined, what: string): T {
  if (thing === null || thing === undefined) throw new AppError('not_found', what);
  return thing;
}
