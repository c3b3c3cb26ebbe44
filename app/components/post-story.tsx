// A post's story with, beside each sentence, the number of its record in the school's log.
import type { StoryLine } from '#app/presenters/story.ts';
import { Person } from './person.tsx';
import { Story } from './story.tsx';

export function PostStory({ lines }: { lines: StoryLine[] }) {
  return (
    <Story
      events={lines.map((line) => ({
        id: line.id,
        when: line.when,
        record: recordWords(line.record),
        stopped: line.stopped,
        sentence: line.who ? (
          <>
            <Person name={line.who.name} you={line.who.you} /> {line.says}
          </>
        ) : (
          line.says
        ),
        detail: line.detail && <p className="whitespace-pre-line">{line.detail}</p>,
      }))}
    />
  );
}

function recordWords({ from, to, fingerprint }: StoryLine['record']): string {
  const numbers = from === to ? `record ${from}` : `records ${from} to ${to}`;
  return fingerprint ? `${numbers}, content ${fingerprint}` : numbers;
}
