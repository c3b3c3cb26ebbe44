// A preview of what will be unrecognisable: the photo itself, blurred in the browser over the region. What goes out is
// made in the pixels by the photo engine; this only shows where.
import { useId } from 'react';
import type { FaceBox } from '#app/domain/photos/face-box.ts';

/** How much is hidden beyond the box on every side, as the photo engine does it. */
const ROOM = 0.35;

interface SmudgeProps {
  box: FaceBox;
  src: string;
  width: number;
  height: number;
  shape: 'face' | 'thing';
}

export function Smudge({ box, src, width, height, shape }: SmudgeProps) {
  const id = useId().replaceAll(':', '');
  const [across, down] = [box.width * ROOM, box.height * ROOM];
  const region = {
    x: box.x - across,
    y: box.y - down,
    width: box.width + 2 * across,
    height: box.height + 2 * down,
  };
  return (
    <g className="smudge">
      <clipPath id={`${id}c`}>
        {shape === 'face' ? (
          <ellipse
            cx={box.x + box.width / 2}
            cy={box.y + box.height / 2}
            rx={region.width / 2}
            ry={region.height / 2}
          />
        ) : (
          <rect {...region} rx={Math.min(region.width, region.height) * 0.1} />
        )}
      </clipPath>
      <filter id={`${id}f`} filterUnits="userSpaceOnUse" {...region}>
        <feGaussianBlur stdDeviation={Math.max(box.width, box.height) / 4} edgeMode="duplicate" />
      </filter>
      <g clipPath={`url(#${id}c)`}>
        <image href={src} width={width} height={height} filter={`url(#${id}f)`} />
      </g>
    </g>
  );
}
