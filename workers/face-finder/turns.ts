// Sideways and upside-down: the model knows upright faces, and loses up to half of the others. When the upright look
// leaves doubt, the picture is looked at turned as well; here is decided when, and what of it counts. Pure.
import { containment, likeness } from './boxes.ts';
import type { Quarters } from './pixels.ts';
import type { Judged } from './verdict.ts';

/** Below this mean score, or with no face at all, a picture may lie on its side. */
const DOUBTFUL_MEAN = 0.85;
/** A turned look is taken for the right way up when it finds so many times more than the upright one. */
const CLEARLY_MORE = 1.25;
/** A face that only a look from another side finds must be this certain, since each further look invents some. */
const FROM_THE_SIDE = { score: 0.6, vote: 2 };

/**
 * Whether looks from the other sides are worth their time. Measured: true for a third of upright pictures, and for
 * all but the few turned ones in which nobody is missed anyway.
 */
export function isDoubtful(upright: readonly Judged[]): boolean {
  return upright.length === 0 || mean(upright.map(({ score }) => score)) < DOUBTFUL_MEAN;
}

/** What one direction found by the same quick looks as every other. */
export interface Probe {
  quarters: Quarters;
  faces: Judged[];
}

/** Out: which way the picture is the right way up: a turned way only when it finds clearly more. */
export function rightWayUp(probes: readonly Probe[]): Quarters {
  const upright = probes.find(({ quarters }) => quarters === 0);
  const turned = probes.filter(({ quarters }) => quarters !== 0);
  const best = turned.sort((a, b) => support(b.faces) - support(a.faces))[0];
  return best && support(best.faces) > CLEARLY_MORE * support(upright?.faces ?? []) ? best.quarters : 0;
}

/** Out: what the full look found, and the certain rest of the others, each face once. */
export function joined(full: readonly Judged[], others: readonly (readonly Judged[])[]): Judged[] {
  const certain = others
    .flat()
    .filter(({ score, vote }) => score >= FROM_THE_SIDE.score && vote >= FROM_THE_SIDE.vote)
    .sort((a, b) => b.score - a.score);
  const faces = [...full];
  for (const one of certain) if (!faces.some((known) => isSameFace(one, known))) faces.push(one);
  return faces;
}

/** Seen from the side the box sits differently on the same face, so less likeness is asked for than within one look. */
const isSameFace = (a: Judged, b: Judged): boolean =>
  likeness(a.box, b.box) > 0.2 || containment(a.box, b.box) > 0.5;

const support = (faces: readonly Judged[]): number =>
  faces.reduce((sum, { certainty, score }) => (certainty === 'sure' ? sum + score : sum), 0);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
