// All that stops a form, in one box at its top that takes the focus, each line a link to its field.
import { useEffect, useRef } from 'react';
import { Icon } from './icon.tsx';

export interface SummaryLine {
  message: string;
  /** The id of the field it is about; without one the line is about the whole form. */
  fieldId?: string;
}

interface ErrorSummaryProps {
  lines: SummaryLine[];
  title?: string;
}

/** Draws nothing when there is nothing wrong. With each new set of lines it takes the focus again. */
export function ErrorSummary({ lines, title = 'Not sent yet. Nothing is lost.' }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const said = lines.map((line) => line.message).join('\n');
  useEffect(() => {
    if (said) box.current?.focus();
  }, [said]);

  if (lines.length === 0) return null;
  return (
    // The attribute moves the focus where scripts do not run; the effect does after a form sent by script.
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      autoFocus
      className="flex gap-3 rounded-card border-2 border-red bg-paper p-4"
    >
      <span className="text-red">
        <Icon name="stop" />
      </span>
      <div className="min-w-0">
        <h2 className="text-lead font-bold">{title}</h2>
        <ul className="mt-1 flex flex-col">
          {lines.map((line) => (
            <li key={`${line.fieldId ?? ''} ${line.message}`}>
              {line.fieldId ? (
                <a href={`#${line.fieldId}`} className="inline-block py-1 font-semibold text-red">
                  {line.message}
                </a>
              ) : (
                <span className="inline-block py-1 font-semibold">{line.message}</span>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
