// Which face a finger meant: the one whose centre is nearest among those within reach. A face of 15 px answers to a
// thumb as well as a large one does.
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import { centreOf, type Point } from './picture-view.ts';

/** What a thumb needs, in CSS px (WCAG 2.2, 2.5.5). */
export const THUMB = 44;

/**
 * In: a point in px of the photo, the boxes, and CSS px for each px of the photo. Out: the face within whose box, grown
 * to a thumb's size, the point lies and whose centre is nearest; null when none is in reach.
 */
export function faceAt<T extends { box: FaceBox }>(
  point: Point,
  faces: readonly T[],
  scale: number,
): T | null {
  const reach = THUMB / 2 / scale;
  let nearest: T | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const face of faces) {
    const { x, y } = centreOf(face.box);
    const [across, down] = [Math.abs(point.x - x), Math.abs(point.y - y)];
    if (across > Math.max(reach, face.box.width / 2) || down > Math.max(reach, face.box.height / 2)) continue;
    const far = Math.hypot(across, down);
    if (far < least) [nearest, least] = [face, far];
  }
  return nearest;
}
