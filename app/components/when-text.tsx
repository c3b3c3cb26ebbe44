// A moment as the school says it: "Wed 3 June, 9:30 am UK time", and how far away that is. The words are made on
// the server in the school's zone, so that the server's and the phone's page are the same.
import type { When } from '#app/presenters/when.ts';

interface WhenTextProps {
  when: Pick<When, 'iso' | 'text'>;
  /** "in 2 days". */
  relative?: string;
  /** Other words for it: `when.short` in a list, under whose page the zone stands once; how long ago, where that says it all. */
  children?: string;
}

export function WhenText({ when, relative, children }: WhenTextProps) {
  return (
    <span>
      <time dateTime={when.iso}>{children ?? when.text}</time>
      {relative && <span className="text-quiet"> ({relative})</span>}
    </span>
  );
}
