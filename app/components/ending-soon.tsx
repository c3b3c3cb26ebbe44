// What ends soon, with the button to ask again, and the rounds of asking that run: how far each has come towards its last day.
import type { EndingWords } from '#app/presenters/ending-soon.ts';
import type { RoundLine } from '#app/presenters/requests.ts';
import { ButtonLink } from './button.tsx';
import { StackList } from './card.tsx';
import { Section } from './page.tsx';

interface EndingSoonProps {
  base: string;
  words: EndingWords;
  rounds: RoundLine[];
}

export function EndingSoon({ base, words, rounds }: EndingSoonProps) {
  return (
    <Section id="asking" title="Asking again">
      <p>
        {words.sentence} {words.most}
      </p>
      <div>
        <ButtonLink
          to={words.askFor ? `${base}/requests/new?ending=${words.askFor}` : `${base}/requests/new`}
          kind="quiet"
          icon="send"
        >
          {words.askFor ? 'Ask again' : 'Ask families'}
        </ButtonLink>
      </div>
      {rounds.length > 0 && (
        <StackList
          label="Rounds of asking that run"
          items={rounds.map(({ id, title, when, answered, percent }) => ({
            id,
            to: `${base}/requests/${id}`,
            over: when,
            title,
            children: (
              <>
                <p className="text-small text-quiet">{answered}</p>
                <progress className="progress" max={100} value={percent} aria-hidden />
              </>
            ),
          }))}
          empty={null}
        />
      )}
    </Section>
  );
}
