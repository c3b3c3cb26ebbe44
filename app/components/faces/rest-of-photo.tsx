// Everything in a photo that is on no face: people seen from behind, things hidden, the crop, the picture of a moving one.
import type { Accounting } from '#app/domain/photos/accounting.ts';
import type { SettleStep } from '#app/domain/photos/settle-steps.ts';
import { VERSION } from '#app/http/settle-form.ts';
import type { AccountPage } from '#app/presenters/account-page.ts';
import { valueOf, withoutFace } from './accounted.ts';
import { THING_WORDS } from './box-panel.tsx';
import { CloseUp } from './close-up.tsx';
import { SeenQuestions } from './seen-questions.tsx';
import { Verdict } from './verdict.tsx';
import type { Rows } from './words.ts';

interface RestOfPhotoProps {
  page: AccountPage;
  state: Accounting;
  rows: Rows;
  /** null before scripts run: then the buttons send their form */
  take: ((step: SettleStep) => void) | null;
}

/** A small form of one button, which does the same with and without scripts. */
function Small({
  page,
  intent,
  step,
  take,
  children,
}: Pick<RestOfPhotoProps, 'page' | 'take'> & { intent: string; step: SettleStep; children: string }) {
  return (
    <form method="post" action={page.here}>
      <input type="hidden" name={VERSION} value={page.version} />
      <button
        type="submit"
        name="intent"
        value={intent}
        className="min-h-11 cursor-pointer px-2 text-small font-semibold text-quiet underline underline-offset-4 hover:text-ink"
        onClick={(event) => {
          if (!take) return;
          event.preventDefault();
          take(step);
        }}
      >
        {children}
      </button>
    </form>
  );
}

export function OthersInPhoto({ page, state, rows, take }: RestOfPhotoProps) {
  const others = withoutFace(state).filter((person) => person.placed === 'behind' || !state.group);
  if (others.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      <h2 className="font-semibold">Without a face</h2>
      <ul className="face-list">
        {others.map((person, index) => {
          const row = rows.get(valueOf(person));
          return (
            <li key={`${valueOf(person)} ${index}`} className="flex flex-col gap-2 px-3 py-2">
              <span className="flex items-center gap-3">
                <span className="min-w-0 flex-1">
                  <span className="block font-semibold">{row?.name ?? 'Somebody no longer on the list'}</span>
                  <span className="text-small text-quiet">
                    {person.placed === 'behind' ? 'From behind or without a face' : 'Somewhere in it'}
                  </span>
                </span>
                <Verdict tone={row?.tone ?? 'stopped'}>{row?.word ?? 'not in photos'}</Verdict>
                <Small
                  page={page}
                  intent={`remove:${valueOf(person)}`}
                  step={{ step: 'remove_person', kind: person.kind, id: person.id }}
                  take={take}
                >
                  Take out
                </Small>
              </span>
              {row && (row.asks.face || row.asks.uniform) && (
                <SeenQuestions
                  row={row}
                  person={person}
                  page={page}
                  onSay={
                    take &&
                    ((known) =>
                      take({
                        step: 'describe_person',
                        person: { kind: person.kind, id: person.id, ...known },
                      }))
                  }
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

export function HiddenInPhoto({ page, state, take }: Omit<RestOfPhotoProps, 'rows'>) {
  if (state.blurs.length === 0 && !state.crop && page.frames <= 1) return null;
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-semibold">Changed in the photo</h3>
      <ul className="face-list">
        {state.blurs.map(({ id, what, box }) => (
          <li key={id} className="flex items-center gap-3 px-3 py-2">
            <CloseUp picture={page.picture} box={box} />
            <span className="min-w-0 flex-1 font-semibold">
              {THING_WORDS[what as keyof typeof THING_WORDS]}: hidden
            </span>
            <Small page={page} intent={`show:${id}`} step={{ step: 'show_again', blurId: id }} take={take}>
              Show again
            </Small>
          </li>
        ))}
        {state.crop && (
          <li className="flex items-center gap-3 px-3 py-2">
            <span className="min-w-0 flex-1 font-semibold">Cropped</span>
            <Small page={page} intent="whole" step={{ step: 'crop', box: null }} take={take}>
              Keep all of it again
            </Small>
          </li>
        )}
        {page.frames > 1 && <FrameChoice page={page} state={state} take={take} />}
      </ul>
    </div>
  );
}

function FrameChoice({ page, state, take }: Omit<RestOfPhotoProps, 'rows'>) {
  return (
    <li className="px-3 py-2">
      <form method="post" action={page.here} className="flex flex-wrap items-center gap-3">
        <input type="hidden" name={VERSION} value={page.version} />
        <label htmlFor="frame" className="min-w-0 flex-1 font-semibold">
          It moves. Which of its {page.frames} pictures goes out?
          <span className="block font-normal text-quiet">
            Choose it first: for another picture you are asked again who is in it.
          </span>
        </label>
        <input
          id="frame"
          name="frame"
          type="number"
          inputMode="numeric"
          min={1}
          max={page.frames}
          defaultValue={state.frame + 1}
          className="min-h-11 w-24 rounded-small border border-quiet bg-paper px-3"
          onChange={(event) => {
            const frame = event.currentTarget.valueAsNumber - 1;
            if (take && Number.isInteger(frame) && frame >= 0 && frame < page.frames)
              take({ step: 'choose_frame', frame });
          }}
        />
        {!take && (
          <button name="intent" value="frame" className="min-h-11 font-semibold underline">
            Use this picture
          </button>
        )}
      </form>
    </li>
  );
}
