// Requests to remove, as a list: each with its state, who asked, and the one thing that is left to do.
import type { RemovalLine, RemovalState } from '#app/presenters/removals.ts';
import { StackList } from './card.tsx';
import { Icon } from './icon.tsx';
import { WhenText } from './when-text.tsx';

const TONES: Readonly<Record<RemovalState['tone'], string>> = {
  red: 'text-red',
  amber: 'text-amber',
  green: 'text-green',
  quiet: 'text-quiet',
};

/** The state as an icon and a word in its colour. */
export function RemovalMark({ state }: { state: RemovalState }) {
  return (
    <p className={`flex items-center gap-1.5 text-small font-semibold ${TONES[state.tone]}`}>
      <Icon name={state.icon} size="small" />
      {state.word}
    </p>
  );
}

export function RemovalList({ lines, base }: { lines: readonly RemovalLine[]; base: string }) {
  return (
    <StackList
      label="Requests to remove"
      empty={null}
      items={lines.map((line) => ({
        id: line.id,
        to: `${base}/removals/${line.id}`,
        title: line.what,
        over: line.who,
        children: (
          <>
            <RemovalMark state={line.state} />
            <p className="text-small text-quiet">
              Received <WhenText when={line.received} />. {line.note}
            </p>
          </>
        ),
      }))}
    />
  );
}
