// Accounting for a photo: the photo with every face on it, one question at a time beside it, and at the end how many people
// can be recognised. A tap on a face and a tap on a name, thirty times, and it is done.
import { useNavigate } from '@remix-run/react';
import { clsx } from 'clsx';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AccountPage } from '#app/presenters/account-page.ts';
import { countsOf, facesNow } from './accounted.ts';
import { CountForm } from './count-form.tsx';
import { FaceList } from './face-list.tsx';
import { FinalNote } from './final-note.tsx';
import { NextAction } from './next-action.tsx';
import { OpenPanel } from './open-panel.tsx';
import { PhotoStage } from './photo-stage.tsx';
import { type Look, wholePicture } from './picture-view.ts';
import { HiddenInPhoto, OthersInPhoto } from './rest-of-photo.tsx';
import { SettleNote } from './settle-note.tsx';
import { StageBar } from './stage-bar.tsx';
import { Tools } from './tools.tsx';
import { type Open, useScreen } from './use-screen.ts';
import { useSettle } from './use-settle.ts';
import { markOf, rowsByValue } from './words.ts';
import { Notice } from '../notice.tsx';
import { Section } from '../page.tsx';

interface AccountScreenProps {
  page: AccountPage;
  /** what the address asks to be open: a face's id, `behind`, `group` */
  asked: string | null;
}

export function AccountScreen({ page: loaded, asked }: AccountScreenProps) {
  const settling = useSettle(loaded);
  const { page, state } = settling;
  const scripted = useScripted();
  const navigate = useNavigate();
  const rows = useMemo(() => rowsByValue(page), [page]);
  const faces = useMemo(() => facesNow(state), [state]);
  const counts = countsOf(state);
  const [look, setLook] = useState<Look>(() => wholePicture(page.picture));
  const photo = useRef<HTMLDivElement>(null);
  const screen = useScreen({ settling, faces, rows, first: openedBy(asked, faces) });
  const { open, activeId } = screen;
  const face = faces.find(({ id }) => id === activeId) ?? null;

  // On a phone the question covers the lower half: the photo is brought into the upper one.
  const isOpen = open !== null;
  useEffect(() => {
    if (isOpen && window.matchMedia('(width < 64rem)').matches)
      photo.current?.scrollIntoView({ block: 'start' });
  }, [isOpen]);

  const finish = async (headCount: number) => {
    if (state.headCount !== headCount) settling.take({ step: 'count', headCount });
    if ((await settling.allSaved()) && settling.latest().done) navigate(page.nextTo);
  };

  return (
    <div
      className={clsx('faces', isOpen && 'faces-asking')}
      onKeyDown={screen.onKeyDown}
      data-scripted={scripted || undefined}
    >
      <div className="faces-photo" ref={photo}>
        <PhotoStage
          picture={page.picture}
          label={page.altText || `${page.photoName}, not described yet`}
          state={state}
          faces={faces}
          markOf={(each) => markOf(each, rows)}
          activeId={activeId}
          look={look}
          onLook={setLook}
          focus={open?.kind === 'face' ? (face?.box ?? null) : null}
          onPick={(picked) => screen.openFace(picked, false)}
          box={open?.kind === 'box' ? open.box : undefined}
          cropping={open?.kind === 'box' && open.purpose === 'crop'}
          onBox={screen.setBox}
        />
        <StageBar
          counts={counts}
          waiting={page.looked === 'waiting'}
          look={look}
          picture={page.picture}
          onLook={scripted ? setLook : null}
          onUndo={scripted ? settling.undo : null}
          canUndo={settling.canUndo}
        />
        <FinalNote final={page.final} saved={settling.waiting === 0} />
      </div>
      <div className="faces-side">
        <OpenPanel
          screen={screen}
          settling={settling}
          faces={faces}
          rows={rows}
          scripted={scripted}
          look={look}
        />
        <div className="faces-rest">
          {page.notes.map((note) => (
            <Notice key={note.title} kind={note.kind} title={note.title}>
              {note.text}
            </Notice>
          ))}
          {settling.restored > 0 && (
            <Notice kind="done" word="Brought back" title="What you did before is here again." announce>
              It was kept on this device and is being saved now.
            </Notice>
          )}
          {faces.length > 0 && (
            <Section id="faces" title={state.group ? `Faces in ${state.group.name}` : 'Faces'}>
              <FaceList
                picture={page.picture}
                faces={faces}
                rows={rows}
                activeId={activeId}
                onOpen={screen.openFace}
                onFocus={screen.focusFace}
                onKey={screen.onFaceKey}
              />
            </Section>
          )}
          <OthersInPhoto page={page} state={state} rows={rows} take={scripted ? settling.take : null} />
          <HiddenInPhoto page={page} state={state} take={scripted ? settling.take : null} />
          <Tools page={page} state={state} onOpen={scripted ? screen.setOpen : null} />
          <CountForm
            page={page}
            state={state}
            counts={counts}
            onDone={scripted ? (count) => void finish(count) : null}
            onAddFace={scripted ? () => screen.setOpen({ kind: 'box', purpose: 'face', box: null }) : null}
            onAddBehind={scripted ? () => screen.setOpen({ kind: 'behind', byKey: false }) : null}
          />
        </div>
      </div>
      {!isOpen && (
        <NextAction
          page={page}
          faces={faces}
          counts={counts}
          note={<SettleNote waiting={settling.waiting} trouble={settling.trouble} here={page.here} />}
          onOpen={scripted ? screen.openFace : null}
          onRest={scripted ? () => settling.take({ step: 'blur_the_rest' }) : null}
        />
      )}
      <p role="status" className="sr-only">
        {screen.said}
      </p>
    </div>
  );
}

function openedBy(asked: string | null, faces: { id: string }[]): Open {
  if (asked === 'behind') return { kind: 'behind', byKey: false };
  if (asked === 'group') return { kind: 'group' };
  const face = faces.find(({ id }) => id === asked);
  return face ? { kind: 'face', id: face.id, byKey: false } : null;
}

/** True once scripts run: everything before works as plain forms and links. */
function useScripted(): boolean {
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  return scripted;
}
