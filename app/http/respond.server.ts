// How the domain's answers become HTTP: somebody out of step is told plainly with the right status, a refused move
// becomes data for the page it came from, and only a broken world becomes an error page of ours.
import { redirect } from '@remix-run/node';
import { RefusedOn } from '#app/domain/cross-posts/refused-on.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Issue } from '#app/domain/issues.ts';
import { MoveRefused } from '#app/domain/posts/move-post.ts';
import { inSentence } from '#app/presenters/platform-words.ts';
import type { RefusalWords } from '#app/presenters/refusals/refusal-words.ts';
import { refusalWords } from '#app/presenters/refusals.ts';

const STATUS: Record<AppError['code'], number> = {
  not_found: 404,
  not_signed_in: 401,
  forbidden: 403,
  illegal_move: 409,
  stale_revision: 409,
};

/** The Response for an AppError. A 404 carries nothing, so that absent and not-yours are the same byte for byte. */
export function responseOf(error: AppError): Response {
  if (error.code === 'not_signed_in') return redirect('/sign-in');
  if (error.code === 'not_found') return Response.json(null, { status: 404 });
  const { sentence, todo } = refusalWords(error.reason);
  return Response.json({ message: `${sentence} ${todo}` }, { status: STATUS[error.code] });
}

/**
 * Runs the body of a loader or action; an AppError that nobody caught becomes its Response (thrown, so that the error
 * page keeps the navigation). Other errors go on as they are.
 */
export async function answering<T>(body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    throw error instanceof AppError ? responseOf(error) : error;
  }
}

/** A use case was refused: what to say on the page, and which status the answer has. */
export interface Refused extends RefusalWords {
  /** the refusal's code, to choose what the page shows; never about a pupil */
  reason: string;
  /** somebody changed it first: keep what was typed and show both */
  stale: boolean;
  /** what the checks found, for the issues presenter */
  issues: readonly Issue[];
  status: number;
}

/**
 * Runs a use case for an action. A refusal (MoveRefused, forbidden, illegal_move, stale_revision) becomes data;
 * not_found and not_signed_in are thrown on for `answering`.
 */
export async function orRefused<T>(
  useCase: () => Promise<T>,
): Promise<{ refused: null; value: T } | { refused: Refused }> {
  try {
    return { refused: null, value: await useCase() };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'not_found' || error.code === 'not_signed_in')
      throw error;
    const issues = error instanceof MoveRefused ? (error.refusal.issues ?? []) : [];
    const stale = error.code === 'stale_revision';
    return {
      refused: {
        ...(error instanceof RefusedOn ? wordsOn(error) : refusalWords(error.reason)),
        reason: error.reason,
        stale,
        issues: error instanceof RefusedOn ? [] : issues,
        status: STATUS[error.code],
      },
    };
  }
}

/** What is said of one of several accounts names it. */
function wordsOn({ account, reason }: RefusedOn): RefusalWords {
  const { sentence, todo } = refusalWords(reason);
  return { sentence: `For ${account.handle} on ${inSentence(account.platform)}: ${sentence}`, todo };
}
