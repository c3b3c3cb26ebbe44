// Where an import stands and what may come next, as data: a page, the worker and a restart all read the same table.

/**
 * - `uploaded`: the worker reads it. `read`: somebody says which column is which. `mapped`: the data lead signs what each kind
 *   of consent means. `signed`: the worker works out what would change. `previewed`: the data lead starts it, or not.
 * - `applying`: everything that takes away is written. `waiting`: what gives waits for a person. `confirming`: it is written.
 * - `done`, `refused` (the file cannot be used), `dropped` (a person left it before anything was changed).
 */
export const IMPORT_STATES = [
  'uploaded',
  'read',
  'mapped',
  'signed',
  'previewed',
  'applying',
  'waiting',
  'confirming',
  'done',
  'refused',
  'dropped',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

const NEXT: Readonly<Record<ImportState, readonly ImportState[]>> = {
  uploaded: ['read', 'refused', 'dropped'],
  read: ['mapped', 'signed', 'uploaded', 'dropped'],
  mapped: ['mapped', 'signed', 'read', 'uploaded', 'dropped'],
  signed: ['previewed', 'refused', 'dropped'],
  previewed: ['applying', 'read', 'mapped', 'dropped'],
  applying: ['waiting', 'done'],
  waiting: ['confirming', 'done'],
  confirming: ['done'],
  done: [],
  refused: [],
  dropped: [],
};

/** Whether an import may go from one state to another. */
export const mayBecome = (from: ImportState, to: ImportState): boolean => NEXT[from].includes(to);

/** The states in which the worker has something to do. */
export const WORKER_STATES = ['uploaded', 'signed', 'applying', 'confirming'] as const;
export type WorkerState = (typeof WORKER_STATES)[number];

export const isWorkers = (state: ImportState): state is WorkerState =>
  (WORKER_STATES as readonly ImportState[]).includes(state);

/** Nothing more will happen to it. */
export const hasEnded = (state: ImportState): boolean => NEXT[state].length === 0;
