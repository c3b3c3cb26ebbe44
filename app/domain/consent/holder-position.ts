// Where one person stands on one use, kept up to date answer by answer in the order of writing: their no, the
// conditions they asked for, and the yes that holds now.
import type { Condition, ConsentDecision } from './consent-types.ts';
import { CONDITIONS } from './consent-types.ts';
import { harder, markOf, undoes, type Mark } from './answer-order.ts';

/** The person's last yes, by its own date. */
export interface HeldYes {
  yes: ConsentDecision | null;
  /** True once the source of that yes has come back blank. */
  blanked: boolean;
  /** Whether the person's unbroken agreement reaches back before the trip's first post. */
  beforeTrip: boolean;
}

export interface HolderPosition {
  no: Mark | null;
  readonly conditions: Record<Condition, Mark | null>;
  readonly any: HeldYes;
  /** The same, of answers given for this very trip alone. */
  readonly forTrip: HeldYes;
}

export function newPosition(): HolderPosition {
  return {
    no: null,
    conditions: { groupOnly: null, notFaceOn: null, noUniform: null },
    any: { yes: null, blanked: false, beforeTrip: false },
    forTrip: { yes: null, blanked: false, beforeTrip: false },
  };
}

/** A refusal or withdrawal stands until a later yes, and breaks the agreement that reached back before a trip. */
export function hearNo(position: HolderPosition, no: ConsentDecision): void {
  position.no = harder(position.no, markOf(no.id, no.decidedAt, no.recordedAt));
  for (const held of [position.any, position.forTrip]) held.beforeTrip = false;
}

/** A blank in an export ends the yes that the same source gave; it never touches a no or a condition. */
export function hearBlank(position: HolderPosition, source: string): void {
  for (const held of [position.any, position.forTrip]) {
    if (held.yes?.source !== source) continue;
    held.blanked = true;
    held.beforeTrip = false;
  }
}

/**
 * A yes that works by now. A condition is a no to everything outside it: it needs no authority and stands until a
 * later yes without it. Without authority on the day (`authorised` false) a yes does nothing else.
 */
export function hearYes(
  position: HolderPosition,
  yes: ConsentDecision,
  authorised: boolean,
  beforeTrip: boolean,
): void {
  const said = markOf(yes.id, yes.decidedAt, yes.recordedAt);
  for (const name of CONDITIONS)
    if (yes.conditions[name]) position.conditions[name] = harder(position.conditions[name], said);
  if (!authorised) return;
  liftBy(position, yes);
  hold(position.any, yes, beforeTrip);
  if (yes.eventId !== null) hold(position.forTrip, yes, beforeTrip);
}

/** A yes by somebody who may decide lifts an earlier no, and every earlier condition that it does not ask for itself. */
export function liftBy(position: HolderPosition, yes: ConsentDecision): void {
  const said = markOf(yes.id, yes.decidedAt, yes.recordedAt);
  if (position.no && undoes(said, position.no)) position.no = null;
  for (const name of CONDITIONS) {
    const mark = position.conditions[name];
    if (!yes.conditions[name] && mark && undoes(said, mark)) position.conditions[name] = null;
  }
}

function hold(held: HeldYes, yes: ConsentDecision, beforeTrip: boolean): void {
  if (held.yes === null || yes.decidedAt.getTime() >= held.yes.decidedAt.getTime()) {
    held.yes = yes;
    held.blanked = false;
  }
  held.beforeTrip ||= beforeTrip;
}
