// The one question that is open beside the photo: whose face it is, who is seen from behind, what is to be hidden or cut
// off, which class it is.
import { HIDDEN_THINGS, type HiddenThing } from '#app/domain/photos/hidden-things.ts';
import { useState } from 'react';
import { countsOf, type FaceNow, placesOf } from './accounted.ts';
import { startingBox, wholePx } from './box-edit.ts';
import { BoxPanel, type BoxPurpose } from './box-panel.tsx';
import { FacePanel } from './face-panel.tsx';
import { GroupPanel } from './group-panel.tsx';
import { Panel } from './panel.tsx';
import { Picker } from './picker.tsx';
import type { Look } from './picture-view.ts';
import { personOf, type Screen } from './use-screen.ts';
import type { Settling } from './use-settle.ts';
import type { Rows } from './words.ts';

interface OpenPanelProps {
  screen: Screen;
  settling: Settling;
  faces: FaceNow[];
  rows: Rows;
  scripted: boolean;
  look: Look;
}

export function OpenPanel(props: OpenPanelProps) {
  const { screen, settling, faces, rows, scripted } = props;
  const { open } = screen;
  const { page, state } = settling;
  if (!open) return null;
  if (open.kind === 'face') {
    const face = faces.find(({ id }) => id === open.id);
    return face ? (
      <FacePanel
        face={face}
        faces={faces}
        screen={screen}
        settling={settling}
        rows={rows}
        scripted={scripted}
        byKey={open.byKey}
      />
    ) : null;
  }
  if (open.kind === 'behind') {
    const choose = (value: string) => {
      const row = rows.get(value);
      if (!row) return;
      settling.take({ step: 'add_person', person: personOf(row), placed: 'behind' });
      screen.close();
    };
    return (
      <Panel
        title="Who is seen without a face?"
        about="From behind, turned away or half hidden, but known by hair, clothes or place."
        of="behind"
        fieldFocused={open.byKey}
        closeTo={page.here}
        onClose={screen.close}
      >
        <Picker
          page={page}
          state={state}
          field={{ name: 'intent', before: 'behind:' }}
          quick={[]}
          rows={page.rows.filter(({ value }) => !placesOf(state).has(value))}
          onPick={scripted ? choose : null}
          here={null}
          byKey={open.byKey}
          of="behind"
        />
      </Panel>
    );
  }
  if (open.kind === 'group')
    return (
      <GroupPanel
        page={page}
        settled={state.group}
        onGroup={scripted ? (group) => settling.take({ step: 'set_group', group }) : null}
        onClose={screen.close}
      />
    );
  return <Drawing {...props} purpose={open.purpose} />;
}

function Drawing({ screen, settling, faces, look, purpose }: OpenPanelProps & { purpose: BoxPurpose }) {
  const { page, state } = settling;
  const { picture } = page;
  const [what, setWhat] = useState<HiddenThing>(HIDDEN_THINGS[0]);
  const box = screen.open?.kind === 'box' ? screen.open.box : null;
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
  const seen = {
    x: look.centre.x - picture.width / look.zoom / 2,
    y: look.centre.y - picture.height / look.zoom / 2,
    width: picture.width / look.zoom,
    height: picture.height / look.zoom,
  };
  return (
    <BoxPanel
      purpose={purpose}
      box={box}
      start={() => (purpose === 'crop' ? (state.crop ?? whole) : startingBox(seen, faces, picture))}
      picture={picture}
      what={what}
      cropped={state.crop !== null}
      closeTo={page.here}
      onBox={screen.setBox}
      onWhat={setWhat}
      onWhole={() => {
        settling.take({ step: 'crop', box: null });
        screen.close();
      }}
      onKeep={(drawn) => {
        const kept = wholePx(drawn);
        if (purpose === 'crop') settling.take({ step: 'crop', box: kept });
        if (purpose === 'hide') settling.take({ step: 'hide', blurId: crypto.randomUUID(), what, box: kept });
        if (purpose !== 'face') return screen.close();
        const faceId = crypto.randomUUID();
        settling.take({ step: 'draw_face', faceId, box: kept });
        screen.setOpen({ kind: 'face', id: faceId, byKey: false });
      }}
      onClose={screen.close}
    />
  );
}

/** How far the photo is, for a title: "Face 7 of 31". */
export const titleOf = (face: FaceNow, settling: Settling): string =>
  `Face ${face.number} of ${countsOf(settling.state).total}`;
