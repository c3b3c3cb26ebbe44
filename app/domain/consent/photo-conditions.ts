// Whether a photo keeps to what a yes asked for. What nobody has said about the photo counts against it.
import type { Condition, ConsentSettings, Scene } from './consent-types.ts';

/** Whether enough recognisable people are in the photo for it to be a group. */
export function isGroup(scene: Scene | null, settings: ConsentSettings): boolean {
  const people = scene?.identifiablePeople ?? null;
  return people !== null && people >= settings.groupSize;
}

/** Whether the photo meets one condition. No photo, or one not looked at, meets none. */
export function meets(condition: Condition, scene: Scene | null, settings: ConsentSettings): boolean {
  switch (condition) {
    case 'groupOnly':
      return isGroup(scene, settings);
    case 'notFaceOn':
      return scene?.faceOn === 'no';
    case 'noUniform':
      return scene?.uniform === 'no';
  }
}
