// What was found in a post’s words and who let it stand, with the reason each of them gave.
import type { LetStand } from '#app/presenters/let-stand.ts';
import { SaidLines } from './found-card.tsx';
import { Section } from './page.tsx';

export function LetStandList({ items }: { items: readonly LetStand[] }) {
  if (items.length === 0) return null;
  return (
    <Section id="let-stand" title="Answered in its words">
      <ul className="flex flex-col gap-3">
        {items.map(({ key, where, sentence, said }) => (
          <li key={key} className="flex flex-col gap-1 border-l-2 border-line pl-3">
            <p>
              <span className="text-small text-quiet">{where}</span>
              <span className="block">{sentence}</span>
            </p>
            <SaidLines said={said} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
