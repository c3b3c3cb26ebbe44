// The printed photo list: one A4 page for sixty pupils. Its number and its last day stand on it, and nothing that says whose list it is.
import { NamesInColumns } from './names-in-columns.tsx';

interface ListSheetProps {
  number: number;
  /** the last day on which it may be used */
  voidAfter: string;
  shown: readonly string[];
  group: readonly string[];
  practice: boolean;
}

export function ListSheet({ number, voidAfter, shown, group, practice }: ListSheetProps) {
  return (
    <article aria-label="The sheet" className="list-sheet">
      <p className="list-sheet-top">
        <strong>Photo list, copy {number}</strong>
        <span>Void after {voidAfter}. Hand back.</span>
      </p>
      {practice && <p>Practice: no real children.</p>}
      <h2>Anyone not on this list stays out of posts</h2>
      <NamesInColumns names={shown} />
      {group.length > 0 && (
        <>
          <h3>Only in a group</h3>
          <NamesInColumns names={group} />
        </>
      )}
      <p className="list-sheet-end">Lost it? Say so at once. Do not copy or photograph it.</p>
    </article>
  );
}
