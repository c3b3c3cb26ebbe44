// Two versions of a text in one: new words underlined, old ones struck through, each said to the ear as well.
import type { WordsRun } from '#app/domain/posts/word-diff.ts';

export function MarkedWords({ runs }: { runs: WordsRun[] }) {
  return (
    <p className="whitespace-pre-wrap">
      {runs.map(({ kind, text }, index) => {
        if (kind === 'same') return text;
        if (kind === 'added')
          return (
            <ins key={index} className="mx-0.5 rounded-small bg-green-wash text-green decoration-2">
              <span className="sr-only"> [new: </span>
              {text}
              <span className="sr-only">] </span>
            </ins>
          );
        return (
          <del key={index} className="mx-0.5 rounded-small bg-red-wash text-red">
            <span className="sr-only"> [taken out: </span>
            {text}
            <span className="sr-only">] </span>
          </del>
        );
      })}
    </p>
  );
}
