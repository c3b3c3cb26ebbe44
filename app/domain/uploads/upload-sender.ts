// Who sends an upload: a named member of staff into a draft, or a guest by a code, who sees nothing of what is there.
import type { Person, SystemActor } from '#app/domain/actor.ts';

/** A code that runs, as its holder is known: by what they may do, never by name. */
export interface OpenCode {
  id: string;
  schoolId: string;
  /** who gave it out, and answers for what comes by it */
  createdBy: string;
  rightsConfirmed: boolean;
}

export type Sender = { kind: 'person'; person: Person; schoolId: string } | { kind: 'code'; code: OpenCode };

const GUEST: SystemActor = { kind: 'system', name: 'system:upload-code' };

export const schoolOf = (sender: Sender): string =>
  sender.kind === 'person' ? sender.schoolId : sender.code.schoolId;

/** Under whose name the log has it. */
export const actorOf = (sender: Sender): Person | SystemActor =>
  sender.kind === 'person' ? sender.person : GUEST;
