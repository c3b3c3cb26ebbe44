// A text with what the checks found marked in it: a colour, a line and a number that stands before its sentence too, each said to
// the ear as well.
import { clsx } from 'clsx';
import { type Mark, markedStretches, type Stretch } from '#app/presenters/marked-stretches.ts';

const LOOKS: Readonly<Record<Mark['kind'], { look: string; word: string }>> = {
  stopped: { look: 'bg-red-wash text-red decoration-red', word: 'stopped' },
  'needs-you': { look: 'bg-amber-wash text-amber decoration-amber', word: 'to look at' },
};

export function MarkedFindings({ text, marks }: { text: string; marks: readonly Mark[] }) {
  return (
    <p className="wrap-anywhere whitespace-pre-wrap">
      {markedStretches(text, marks).map((stretch, index) =>
        stretch.kind === null ? stretch.text : <Marked key={index} stretch={stretch} kind={stretch.kind} />,
      )}
    </p>
  );
}

function Marked({ stretch: { text, begins, ends }, kind }: { stretch: Stretch; kind: Mark['kind'] }) {
  const { look, word } = LOOKS[kind];
  return (
    <mark className={clsx('rounded-small underline decoration-2 underline-offset-4', look)}>
      {begins.length > 0 && <span className="sr-only">{` [${word}, ${begins.join(' and ')}: `}</span>}
      {text}
      {ends.length > 0 && (
        <>
          <sup aria-hidden="true" className="px-0.5 text-[0.7em] font-bold no-underline">
            {ends.join(', ')}
          </sup>
          <span className="sr-only">] </span>
        </>
      )}
    </mark>
  );
}

/** The number of a mark, before the sentence about it. */
export function MarkNumber({ number }: { number: number }) {
  return <span className="font-semibold">{number}. </span>;
}
