// One photo, looked at as often as it needs: upright at six sizes and in the mirror, and turned when that leaves
// doubt. Runs only inside the face process.
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import type { FoundFace } from '#app/domain/ports/face-finder.ts';
import { leaveOut } from './boxes.ts';
import { detectionCopies, type DetectionCopies } from './detection-copy.ts';
import type { Model } from './model.ts';
import { viewOf, type Quarters } from './pixels.ts';
import { EDGES, FINEST_EDGE, tilesOf } from './tiles.ts';
import { isDoubtful, joined, rightWayUp, type Probe } from './turns.ts';
import { judge, type Judged, type Look } from './verdict.ts';
import type { Sighting } from './votes.ts';

/** Every size, as it is and in the mirror. */
const ALL_LOOKS: readonly Look[] = EDGES.flatMap((edge) => [
  { edge, mirrored: false },
  { edge, mirrored: true },
]);
/** Enough to tell whether a picture lies on its side, at a quarter of the cost. */
const isQuick = ({ edge, mirrored }: Look): boolean => !mirrored && edge < FINEST_EDGE;

/**
 * In: JPEG bytes of a clean photo; px regions to leave out. Out: its faces, most certain first, in whole px within
 * the photo. Errors: rejects when the bytes are no JPEG or the runtime fails.
 */
export async function lookForFaces(
  model: Model,
  clean: Uint8Array,
  except: readonly FaceBox[] = [],
): Promise<FoundFace[]> {
  const photo = new LookedAt(model, await detectionCopies(clean));
  const faces = await fromAllSides((quarters, looks) =>
    photo.judged(quarters, looks).then((seen) => leaveOut(seen, except)),
  );
  return faces
    .sort((a, b) => b.score - a.score)
    .map(({ box, score, certainty }) => ({ box: photo.wholePixels(box), score, certainty }));
}

/** Quick looks upright first; only when they leave doubt from the other sides too; then every look the right way up. */
async function fromAllSides(
  judged: (quarters: Quarters, looks: readonly Look[]) => Promise<Judged[]>,
): Promise<Judged[]> {
  const quick = ALL_LOOKS.filter(isQuick);
  const upright = await judged(0, quick);
  if (!isDoubtful(upright)) return judged(0, ALL_LOOKS);
  const probes: Probe[] = [{ quarters: 0, faces: upright }];
  for (const quarters of [1, 2, 3] as const) probes.push({ quarters, faces: await judged(quarters, quick) });
  const up = rightWayUp(probes);
  const others = probes.filter(({ quarters }) => quarters !== up);
  return joined(
    await judged(up, ALL_LOOKS),
    others.map(({ faces }) => faces),
  );
}

/** A photo with every look taken at it so far, so that none is taken twice. */
class LookedAt {
  readonly #taken = new Map<string, Sighting[]>();

  constructor(
    private readonly model: Model,
    private readonly copies: DetectionCopies,
  ) {}

  /** Out: what counts as a face by these looks at the photo turned so, in px of the photo as it lies. */
  async judged(quarters: Quarters, looks: readonly Look[]): Promise<Judged[]> {
    const sightings: Sighting[] = [];
    for (const [index, look] of looks.entries())
      for (const seen of await this.#look(quarters, look)) sightings.push({ ...seen, look: index });
    return judge(sightings, looks, Math.max(this.copies.width, this.copies.height));
  }

  wholePixels({ x, y, width, height }: FaceBox): FaceBox {
    const within = (value: number, most: number): number => Math.max(0, Math.min(most, Math.round(value)));
    const [left, top] = [within(x, this.copies.width - 1), within(y, this.copies.height - 1)];
    return {
      x: left,
      y: top,
      width: Math.max(1, within(x + width, this.copies.width) - left),
      height: Math.max(1, within(y + height, this.copies.height) - top),
    };
  }

  async #look(quarters: Quarters, { edge, mirrored }: Look): Promise<Sighting[]> {
    const name = `${quarters}/${edge}/${mirrored}`;
    const taken = this.#taken.get(name) ?? (await this.#takeLook(quarters, edge, mirrored));
    this.#taken.set(name, taken);
    return taken;
  }

  async #takeLook(quarters: Quarters, edge: number, mirrored: boolean): Promise<Sighting[]> {
    const level = this.copies.levels[EDGES.indexOf(edge as (typeof EDGES)[number])];
    if (!level) throw new RangeError(`no copy of ${edge} px`);
    const view = viewOf(level, quarters, mirrored);
    const [scaleX, scaleY] = [this.copies.width / level.width, this.copies.height / level.height];
    const sightings: Sighting[] = [];
    for (const { x, y } of tilesOf(view.width, view.height))
      for (const seen of await this.model.look(view, x, y)) {
        const lying = view.asLying(seen);
        sightings.push({
          x: lying.x * scaleX,
          y: lying.y * scaleY,
          width: lying.width * scaleX,
          height: lying.height * scaleY,
          score: seen.score,
          look: 0,
        });
      }
    return sightings;
  }
}
