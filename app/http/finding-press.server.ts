// Buttons beside what was found in a post’s words, on the page on which it is written and the page on which it is decided: each says
// in its value what it does and to which finding, so that every one of them works as a plain form.
import { acceptFinding } from '#app/domain/words/answers/accept-finding.ts';
import { answerFinding } from '#app/domain/words/answers/answer-finding.ts';
import type { FindingPointer } from '#app/domain/words/answers/finding-in-post.ts';
import { fixFinding } from '#app/domain/words/answers/fix-finding.ts';
import { rememberAnswer } from '#app/domain/words/answers/remember-answer.ts';
import { takeBackAnswer } from '#app/domain/words/answers/take-back-answer.ts';
import { readFindingKey } from '#app/presenters/finding-key.ts';
import { notOurForm } from './form.server.ts';
import type { AtPost } from './post-here.server.ts';

const DOES = ['fix', 'answer', 'accept', 'remember', 'take_back'] as const;

/** Whether the pressed button belongs to a finding. */
export const isFindingPress = (intent: string): boolean => DOES.some((does) => intent.startsWith(`${does} `));

const ANSWERS = ['not_a_pupil', 'explained'] as const;
const HALVES = ['accepted_by_head', 'accepted_by_safeguarding'] as const;

const oneOf = <T extends string>(all: readonly T[], value: string | undefined): T => {
  const found = all.find((each) => each === value);
  if (!found) throw notOurForm();
  return found;
};

const pointerIn = (key: string | undefined): FindingPointer => {
  const pointer = readFindingKey(key ?? '');
  if (!pointer) throw notOurForm();
  return pointer;
};

/** The first reason typed for this finding: the same words may be found, and asked about, in several places. */
const reasonFor = (form: FormData, key: string): string =>
  form
    .getAll(`why ${key}`)
    .filter((value): value is string => typeof value === 'string')
    .find((value) => value.trim() !== '') ?? '';

/**
 * Does what the button says. `version`: of the draft, once everything typed is saved; `digest`: of what the review page showed.
 * Errors: as each use case; a thrown 400 Response for what no page of ours sends.
 */
export async function pressFinding(
  { services: { deps }, person, ref }: AtPost,
  form: FormData,
  shown: { version?: number; digest?: string },
): Promise<void> {
  const [does, what, ...rest] = String(form.get('intent')).split(' ');
  if (does === 'take_back') return takeBackAnswer(deps, person, ref, { answerId: uuidIn(what) });
  if (does === 'fix') {
    const [from, key] = rest;
    const place = { field: what ?? '', from: Number(from), version: shown.version ?? 0 };
    await fixFinding(deps, person, ref, { ...pointerIn(key), ...place });
    return;
  }
  const [key = ''] = rest;
  const said = { ...pointerIn(key), reason: reasonFor(form, key) };
  if (does === 'answer') await answerFinding(deps, person, ref, { ...said, answer: oneOf(ANSWERS, what) });
  else if (does === 'remember')
    await rememberAnswer(deps, person, ref, { ...said, answer: oneOf(ANSWERS, what) });
  else {
    const half = oneOf(HALVES, what);
    await acceptFinding(deps, person, ref, { ...said, half, digest: shown.digest ?? '' });
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function uuidIn(text: string | undefined): string {
  if (!text || !UUID.test(text)) throw notOurForm();
  return text;
}
