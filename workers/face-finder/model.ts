// The detector's weights, opened only when they are the very file that was measured, and run on one tile at a time.
// It says where a face may be and nothing else; no other weights are ever opened.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { FACE_MODEL_SHA256 } from '#app/domain/photos/face-model.ts';
import { TILE } from './tiles.ts';
import { suppress, type Seen } from './votes.ts';
import type { View } from './pixels.ts';

/** The detector alone is named anywhere; the package's other weights are never opened. */
const MODEL_FILE = '@xingwangdev/jsface/model/fr_detect.onnx';

/** Sightings below are noise. */
const FLOOR = 0.3;
/** A face cut by a tile's inner edge lies whole in the next tile. */
const CUT = 0.6;
const CUT_MARGIN = 2;

export type ModelTrouble = 'model_missing' | 'model_differs' | 'runtime_missing';

/** Why there is no detector, for the parent to say. */
export class NoModel extends Error {
  constructor(readonly why: ModelTrouble) {
    super(why);
  }
}

export interface Model {
  /** lower-case hex SHA-256 of the weights in use */
  digest: string;
  /** Looks at one tile of a view. Out: sightings in px of the view, each once. */
  look(view: View, x: number, y: number): Promise<Seen[]>;
}

/** Errors: NoModel when the weights are missing or others, or the runtime does not work on this machine. */
export async function openModel(path?: string): Promise<Model> {
  const weights = readWeights(path);
  const digest = createHash('sha256').update(weights).digest('hex');
  if (digest !== FACE_MODEL_SHA256) throw new NoModel('model_differs');
  const { session, Tensor } = await openSession(weights);
  const pixels = new Float32Array(3 * TILE.width * TILE.height);
  const input = new Tensor('float32', pixels, [1, 3, TILE.height, TILE.width]);
  return {
    digest,
    look: async (view, x, y) => {
      fillTile(pixels, view, x, y);
      const { scores, boxes } = await session.run({ input });
      return sightings(scores?.data as Float32Array, boxes?.data as Float32Array, view, x, y);
    },
  };
}

function readWeights(path?: string): Uint8Array {
  try {
    return readFileSync(path ?? createRequire(import.meta.url).resolve(MODEL_FILE));
  } catch {
    throw new NoModel('model_missing');
  }
}

async function openSession(weights: Uint8Array) {
  try {
    const { InferenceSession, Tensor } = await import('onnxruntime-node');
    const session = await InferenceSession.create(weights, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
    });
    return { session, Tensor };
  } catch {
    throw new NoModel('runtime_missing');
  }
}

const GREY = -127 / 128;

/** Writes the tile as three planes of (level − 127) ÷ 128, black where the picture does not reach. */
function fillTile(planes: Float32Array, view: View, x0: number, y0: number): void {
  const plane = TILE.width * TILE.height;
  const width = Math.min(TILE.width, view.width - x0);
  const height = Math.min(TILE.height, view.height - y0);
  if (width < TILE.width || height < TILE.height) planes.fill(GREY);
  const { data, stepX, stepY } = view;
  for (let y = 0; y < height; y++) {
    let from = view.start + (y0 + y) * stepY + x0 * stepX;
    const end = y * TILE.width + width;
    for (let to = y * TILE.width; to < end; to++, from += stepX) {
      planes[to] = ((data[from] as number) - 127) / 128;
      planes[to + plane] = ((data[from + 1] as number) - 127) / 128;
      planes[to + 2 * plane] = ((data[from + 2] as number) - 127) / 128;
    }
  }
}

/** The model gives for each of its anchors [not a face, face] and left, top, right, bottom as shares of the tile. */
function sightings(scores: Float32Array, corners: Float32Array, view: View, x0: number, y0: number): Seen[] {
  const seen: Seen[] = [];
  for (let i = 0; 2 * i < scores.length; i++) {
    const score = scores[2 * i + 1] as number;
    if (!(score >= FLOOR)) continue;
    const x = (corners[4 * i] as number) * TILE.width;
    const y = (corners[4 * i + 1] as number) * TILE.height;
    const width = (corners[4 * i + 2] as number) * TILE.width - x;
    const height = (corners[4 * i + 3] as number) * TILE.height - y;
    if (width > 0 && height > 0) seen.push({ x, y, width, height, score });
  }
  return suppress(seen)
    .map((one) => (isCut(one, view, x0, y0) ? { ...one, score: one.score * CUT } : one))
    .filter(({ score }) => score >= FLOOR)
    .map((one) => ({ ...one, x: one.x + x0, y: one.y + y0 }));
}

function isCut({ x, y, width, height }: Seen, view: View, x0: number, y0: number): boolean {
  return (
    (x0 > 0 && x < CUT_MARGIN) ||
    (y0 > 0 && y < CUT_MARGIN) ||
    (x0 + TILE.width < view.width && x + width > TILE.width - CUT_MARGIN) ||
    (y0 + TILE.height < view.height && y + height > TILE.height - CUT_MARGIN)
  );
}
