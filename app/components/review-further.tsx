// The further accounts that go with a decision, each with what is special there.
import type { FurtherReviewed } from '#app/presenters/review.ts';
import { Issue } from './notice.tsx';
import { Section } from './page.tsx';

interface ReviewFurtherProps {
  further: FurtherReviewed[];
  /** accounts that an approval leaves out */
  leftOut: string[];
}

export function ReviewFurther({ further, leftOut }: ReviewFurtherProps) {
  return (
    <>
      {leftOut.length > 0 && (
        <Issue kind="needs-you">
          It was stopped for {leftOut.join(', ')}. If you approve it now, it does not go out there. To have it
          there too, its author changes it and sends it again.
        </Issue>
      )}
      {further.length > 0 && <GoesTo further={further} />}
    </>
  );
}

function GoesTo({ further }: { further: FurtherReviewed[] }) {
  return (
    <Section
      id="accounts"
      title="It goes to these accounts as well"
      hint="The same words and photos. Your decision is for all of them; who may be shown was checked for each."
    >
      <ul aria-label="Further accounts" className="flex flex-col gap-3">
        {further.map(({ postId, where, byHand, texts, issues, refused }) => (
          <li key={postId} className="flex flex-col gap-2 border-l-2 border-line pl-3">
            <span className="font-semibold [overflow-wrap:anywhere]">{where}</span>
            {byHand && <span className="text-small text-quiet">A person publishes it there, by hand.</span>}
            {issues.map((issue) => (
              <Issue key={issue.key} kind={issue.kind} {...(issue.clause ? { clause: issue.clause } : {})}>
                {issue.sentence}
              </Issue>
            ))}
            {texts.length > 0 && (
              <a className="text-small font-semibold" href={`#found-${postId}`}>
                See what was found in the words for it
              </a>
            )}
            {refused && issues.length + texts.length === 0 && <Issue kind="stopped">{refused}</Issue>}
            {!refused && issues.length + texts.length === 0 && (
              <span className="text-small text-quiet">Nothing is different there.</span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
