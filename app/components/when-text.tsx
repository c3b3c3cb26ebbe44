// A moment as the school says it: "Wed 3 June, 9:30 am UK time", and how far away that is. The words are made on
// the server in the school's zone, so that the server's and the phone's page are the same.

interface WhenTextProps {
  /** ISO 8601 with offset, for machines. */
  iso: string;
  /** "Wed 3 June, 9:30 am". */
  text: string;
  /** "UK time"; say it wherever somebody decides something by it. */
  zone?: string;
  /** "in 2 days". */
  relative?: string;
}

export function WhenText({ iso, text, zone, relative }: WhenTextProps) {
  return (
    <span>
      <time dateTime={iso}>
        {text}
        {zone && ` ${zone}`}
      </time>
      {relative && <span className="text-quiet"> ({relative})</span>}
    </span>
  );
}
