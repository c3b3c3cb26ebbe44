// Words to take along, with one press; without scripts they are marked and copied as any text is.
import { useEffect, useId, useState } from 'react';
import { Button } from '../button.tsx';

interface CopyWordsProps {
  label: string;
  words: string;
  /** "Copy the words" */
  press: string;
  rows: number;
}

export function CopyWords({ label, words, press, rows }: CopyWordsProps) {
  const id = useId();
  const [scripted, setScripted] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => setScripted(true), []);
  const copy = () => {
    navigator.clipboard.writeText(words).then(
      () => setCopied(true),
      // Where copying is not allowed the words are marked, so that a long press does it.
      () => (document.getElementById(id) as HTMLTextAreaElement | null)?.select(),
    );
  };
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <textarea
        id={id}
        readOnly
        rows={rows}
        value={words}
        className="w-full min-w-0 rounded-small border border-quiet bg-paper px-3 py-2 text-body text-ink field-sizing-content"
      />
      {scripted && (
        <Button type="button" kind="quiet" icon={copied ? 'check' : 'post'} onClick={copy}>
          {copied ? 'Copied' : press}
        </Button>
      )}
      <span className="sr-only" role="status">
        {copied ? `Copied: ${label}` : ''}
      </span>
    </div>
  );
}
