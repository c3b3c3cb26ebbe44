// The checks of the words (T-01 to T-24) in the registry of all checks: what they found stands in the facts; here it becomes what
// stops or is shown at each stage, with what has been answered.
import { block, type Issue, warn } from '#app/domain/issues.ts';
import { answersMissing, type FoundWord, isOpened } from '#app/domain/words/found-words.ts';
import type { Check, Stage } from './check.ts';

export const textCheck: Check = {
  id: 'T',
  stages: ['edit', 'submit', 'approve', 'gate'],
  run({ facts, stage }) {
    const parties = new Set([facts.post.authorId, ...facts.editors]);
    const drafting = stage === 'edit' || stage === 'submit';
    const found = drafting ? facts.words.working : (facts.words.sent ?? facts.words.working);
    return found.flatMap((each) => issueOf(each, parties, stage));
  },
};

function issueOf(found: FoundWord, parties: ReadonlySet<string>, stage: Stage): Issue[] {
  const open = found.level === 'block' && isOpened(found, parties);
  if (stage === 'gate' && (found.level === 'warn' || open)) return [];
  const build = stopsAt(found, open, stage) ? block : warn;
  const issue = build(found.check, found.code, found.field, found.clause, found.context);
  return [
    {
      ...issue,
      text: {
        from: found.from,
        to: found.to,
        wordingDigest: found.wordingDigest,
        opener: found.level === 'block' ? found.opener : null,
        missing: found.level === 'block' ? answersMissing(found, parties) : [],
        answerIds: found.answers.map(({ id }) => id),
        pupilIds: found.pupilIds,
        fix: found.fix,
      },
    },
  ];
}

/** What the headteacher or a safeguarding lead may take on can be sent to them; it stops there until they have. */
function stopsAt({ level, opener }: FoundWord, open: boolean, stage: Stage): boolean {
  if (level === 'warn' || open) return false;
  const drafting = stage === 'edit' || stage === 'submit';
  return !drafting || opener === 'nobody' || opener === 'author';
}
