// The photo with everything that is drawn over it: faces with their numbers, smudges, the crop, a box being drawn. It is
// one drawing in px of the photo, so it is the same before scripts run, on every screen and at every zoom. Everything on
// it can be reached by keys in the list beside it.
import { clsx } from 'clsx';
import { useEffect, useRef } from 'react';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import type { Accounting } from '#app/domain/photos/accounting.ts';
import type { FaceNow } from './accounted.ts';
import { FaceMark, type Mark } from './face-mark.tsx';
import { faceAt } from './face-hit.ts';
import { type Look, looksAt, type Size, windowOf } from './picture-view.ts';
import { Smudge } from './smudge.tsx';
import { useStage } from './use-stage.ts';

export interface Picture {
  src: string;
  width: number;
  height: number;
}

interface PhotoStageProps {
  picture: Picture;
  label: string;
  state: Accounting;
  faces: FaceNow[];
  markOf(face: FaceNow): Mark;
  activeId: string | null;
  look: Look;
  onLook(look: Look): void;
  /** a face to keep in sight while it is asked about */
  focus: FaceBox | null;
  onPick(face: FaceNow): void;
  /** what is being drawn: undefined = nothing, null = not begun */
  box: FaceBox | null | undefined;
  /** everything beside the box goes dark */
  cropping: boolean;
  onBox(box: FaceBox): void;
}

export function PhotoStage(props: PhotoStageProps) {
  const { picture, label, state, faces, markOf, activeId, look, box, cropping } = props;
  const drawing = box !== undefined;
  const stage = useStage({
    picture,
    look,
    onLook: props.onLook,
    onTap: (point, scale) => {
      const face = faceAt(point, faces, scale);
      if (face) props.onPick(face);
    },
    box,
    onBox: props.onBox,
  });
  const { scale, size } = stage;
  useFocus(props, size);
  const seen = size ? windowOf(picture, size, look) : { x: 0, y: 0, ...picture };
  const inOrder = [...faces].sort((a, b) => Number(a.id === activeId) - Number(b.id === activeId));
  const kept = cropping ? box : state.crop;
  return (
    <svg
      ref={stage.svg}
      role="img"
      aria-label={label}
      width={picture.width}
      height={picture.height}
      viewBox={`${seen.x} ${seen.y} ${seen.width} ${seen.height}`}
      className={clsx(
        'photo-stage',
        drawing && 'photo-stage-drawing',
        (drawing || look.zoom > 1) && 'photo-stage-held',
      )}
      {...stage.handlers}
    >
      <image href={picture.src} width={picture.width} height={picture.height} />
      {state.blurs.map((thing) => (
        <Smudge key={thing.id} {...picture} box={thing.box} shape="thing" />
      ))}
      {faces.map(
        (face) =>
          face.answer.is === 'blur' && <Smudge key={face.id} {...picture} box={face.box} shape="face" />,
      )}
      {kept && <Shade picture={picture} kept={kept} />}
      {!drawing &&
        inOrder.map((face) => (
          <FaceMark
            key={face.id}
            face={face}
            mark={markOf(face)}
            active={face.id === activeId}
            scale={scale}
          />
        ))}
      {box && <BoxBeingDrawn box={box} scale={scale} />}
    </svg>
  );
}

/** Brings the face that is asked about into a low or zoomed stage, and gives the old look back afterwards. */
function useFocus({ picture, look, onLook, focus }: PhotoStageProps, size: Size | null): void {
  const before = useRef<Look | null>(null);
  const at = focus && `${focus.x} ${focus.y} ${focus.width} ${focus.height}`;
  const [width, height] = [size?.width, size?.height];
  useEffect(() => {
    if (!width || !height) return;
    if (focus) {
      before.current ??= look;
      onLook(looksAt(picture, { width, height }, look, focus));
    } else if (before.current) {
      onLook(before.current);
      before.current = null;
    }
    // The look itself may be moved by hand meanwhile: only another face, or another stage, brings it back.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [at, width, height]);
}

/** What is cut off lies in the dark. */
function Shade({ picture, kept }: { picture: Picture; kept: FaceBox }) {
  const { x, y, width, height } = kept;
  return (
    <path
      className="photo-shade"
      fillRule="evenodd"
      d={`M0 0H${picture.width}V${picture.height}H0ZM${x} ${y}h${width}v${height}h${-width}Z`}
    />
  );
}

function BoxBeingDrawn({ box, scale }: { box: FaceBox; scale: number }) {
  const { x, y, width, height } = box;
  const line = { x, y, width, height, fill: 'none', vectorEffect: 'non-scaling-stroke' as const };
  const corners = [
    [x, y],
    [x + width, y],
    [x, y + height],
    [x + width, y + height],
  ] as const;
  return (
    <g>
      <rect {...line} className="face-ring-dark" />
      <rect {...line} className="face-ring-light" />
      {corners.map(([cx, cy]) => (
        <circle key={`${cx} ${cy}`} cx={cx} cy={cy} r={8 / scale} className="box-corner" />
      ))}
    </g>
  );
}
