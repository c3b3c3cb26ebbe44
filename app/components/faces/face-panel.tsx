// Whose face is it? A close-up, the quick answers, and the list. What was said of the face before stays in sight for as long
// as something is to be done about it.
import type { FaceAnswer } from '#app/domain/photos/settle-steps.ts';
import { type FaceNow, valueOf } from './accounted.ts';
import { CloseUp } from './close-up.tsx';
import { Panel } from './panel.tsx';
import { Picker, type QuickChoice } from './picker.tsx';
import { SeenQuestions, unsaid } from './seen-questions.tsx';
import { type LastSaid, personOf, type Screen } from './use-screen.ts';
import type { Settling } from './use-settle.ts';
import { Verdict } from './verdict.tsx';
import { type Rows, sentenceCase } from './words.ts';
import { Button } from '../button.tsx';

interface FacePanelProps {
  face: FaceNow;
  faces: FaceNow[];
  screen: Screen;
  settling: Settling;
  rows: Rows;
  scripted: boolean;
  byKey: boolean;
}

const BLUR: QuickChoice = { value: 'blur', label: 'Blur', icon: 'shield' };
const NOT_A_FACE: QuickChoice = { value: 'not_a_face', label: 'Not a face', icon: 'cross' };
const ELSEWHERE: QuickChoice = {
  value: 'blur',
  label: 'From elsewhere',
  icon: 'people',
  hint: 'Nobody from another school is shown unless a release is on record: the face is blurred.',
};
const OPEN_AGAIN: QuickChoice = { value: 'open', label: 'Open again', icon: 'undo' };

const CERTAINTY = {
  sure: null,
  possible: 'This may be a face. If it is none, say so.',
  drawn: 'You drew this one.',
} as const;

export function FacePanel({ face, faces, screen, settling, rows, scripted, byKey }: FacePanelProps) {
  const { page, state } = settling;
  const placed = face.answer.is === 'person' ? face.answer.person : null;
  const row = placed ? rows.get(valueOf(placed)) : undefined;
  const here = placed ? valueOf(placed) : face.answer.is;
  const left = faces.filter(({ id, answer }) => answer.is === 'open' && id !== face.id).length;
  const choose = (value: string) => screen.answer(face, answerOf(value, rows));
  const remove =
    face.certainty === 'drawn' ? (
      <Button
        type="button"
        kind="quiet"
        icon="bin"
        onClick={() => {
          settling.take({ step: 'remove_face', faceId: face.id });
          screen.close();
        }}
      >
        Remove this box
      </Button>
    ) : null;
  return (
    <Panel
      title={`Face ${face.number} of ${faces.length}`}
      picture={<CloseUp picture={page.picture} box={face.box} large />}
      about={
        <>
          {CERTAINTY[face.certainty] ?? (left === 0 ? 'The last open one.' : `${left} more to settle.`)}
          {row && (
            <span className="block">
              <span className="font-semibold text-ink">{row.name}</span>{' '}
              <Verdict tone={row.tone}>{row.word}</Verdict>
            </span>
          )}
        </>
      }
      of={face.id}
      fieldFocused={byKey}
      closeTo={page.here}
      onClose={screen.close}
    >
      {screen.last && screen.last.face.id !== face.id && (
        <Before last={screen.last} onBlur={() => blurBefore(screen.last!)} />
      )}
      {row && placed && (row.asks.face || row.asks.uniform) && (
        <SeenQuestions
          row={row}
          person={placed}
          page={page}
          onSay={
            scripted
              ? (known) => {
                  settling.take({ step: 'describe_person', person: { ...personOf(row), ...known } });
                  if (!unsaid(row, { ...placed, ...known })) screen.goOn(face);
                }
              : null
          }
        />
      )}
      <Picker
        page={page}
        state={state}
        field={{ name: `answer:${face.id}`, before: '' }}
        quick={face.answer.is === 'open' ? [BLUR, NOT_A_FACE, ELSEWHERE] : [BLUR, NOT_A_FACE, OPEN_AGAIN]}
        rows={page.rows}
        onPick={scripted ? choose : null}
        here={here}
        byKey={byKey}
        of={face.id}
        unlistedTo={page.unlistedTo + face.id}
      >
        {scripted && remove}
      </Picker>
    </Panel>
  );

  function blurBefore({ face: before }: LastSaid): void {
    settling.take({ step: 'answer', faceId: before.id, answer: { is: 'blur' } });
    screen.setOpen({ kind: 'face', id: face.id, byKey });
  }
}

function answerOf(value: string, rows: Rows): FaceAnswer {
  if (value === 'blur' || value === 'not_a_face' || value === 'open') return { is: value };
  const row = rows.get(value);
  return row ? { is: 'person', person: personOf(row) } : { is: 'open' };
}

/** Somebody who may not be shown, or only in a group, was just chosen for the face before. */
function Before({ last: { face, row }, onBlur }: { last: LastSaid; onBlur(): void }) {
  return (
    <div className="faces-before">
      <span className="min-w-0 flex-1 text-small">
        <span className="font-semibold">
          Face {face.number}, {row.name}
        </span>{' '}
        <Verdict tone={row.tone}>{sentenceCase(row.word)}</Verdict>
      </span>
      {row.tone === 'stopped' && (
        <Button type="button" kind="quiet" icon="shield" onClick={onBlur}>
          {`Blur face ${face.number}`}
        </Button>
      )}
    </div>
  );
}
