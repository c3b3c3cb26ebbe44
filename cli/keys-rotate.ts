// `gatepost keys rotate photos|tokens|reasons [--retire]`: changes the key to which originals, accounts' access, or reasons of restrictions are
// sealed, and lets go of old ones once nothing needs them. What they open is not rewritten. Cut off at any point, it loses nothing and goes on when run again.
import type { WorkDeps } from '#app/domain/deps.ts';
import { recordKeysRetired, unneededKeys } from '#app/domain/key-change.ts';
import type { OpeningVault } from '#app/domain/ports/token-vault.ts';
import { ROTATED, ROTATED_KINDS, type RotatedKind } from './rotated-kinds.ts';

/** The keys of one kind as this process holds them now. */
export interface HeldKeys {
  current: string;
  /** every id held, in the order of the file or variable */
  ids: string[];
  vault: OpeningVault;
}

/** The installation, opened for this command alone. */
export interface RotationGround {
  kind: RotatedKind;
  deps: WorkDeps;
  /** read anew each time */
  held(): Promise<HeldKeys>;
  /** makes a key and puts it first; null in a cluster, where keys come from outside */
  putNewKeyFirst: (() => Promise<string>) | null;
  /** a key to be set by hand */
  newKeyTexts(): Promise<{ id: string; secret: string; publicHalf: string }>;
  drop(ids: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export interface KeysRotateIo {
  say: (line: string) => void;
  complain: (line: string) => void;
  open: (kind: RotatedKind) => Promise<RotationGround>;
}

const USAGE = `usage: gatepost keys rotate ${ROTATED_KINDS.join('|')} [--retire]`;

/** In: the words after `keys rotate`. Out: 0 when done, 1 when something needs the operator first, 2 for words it does not know. */
export async function keysRotate(args: string[], io: KeysRotateIo): Promise<number> {
  const [name, ...options] = args;
  const kind = ROTATED_KINDS.find((one) => one === name);
  if (!kind || options.some((option) => option !== '--retire')) {
    io.complain(USAGE);
    return 2;
  }
  const ground = await io.open(kind);
  try {
    return options.length > 0 ? await retire(ground, io) : await rotate(ground, io);
  } finally {
    await ground.close();
  }
}

async function rotate(ground: RotationGround, io: KeysRotateIo): Promise<number> {
  const before = await ground.held();
  const { inUse, reseal, words } = ROTATED[ground.kind];
  const isUnderWay = (await inUse(ground.deps.db)).some(({ keyId }) => keyId !== before.current);
  if (isUnderWay) io.say(`Going on with the change to ${before.current}.`);
  else if (ground.putNewKeyFirst) {
    const id = await ground.putNewKeyFirst();
    io.say(
      `Made ${id}, and put it first. Back the keys folder up now: it opens ${words.opens} from here on.`,
    );
  } else return sayWhatToSet(ground, before, io);
  const { current, ids, vault } = await ground.held();
  const { resealed, damaged } = await reseal(ground.deps, vault, current, ids);
  io.say(`Sealed anew to ${current}: ${resealed} ${words.sealed}.${words.besides}`);
  if (damaged > 0)
    io.complain(
      `${damaged} ${words.sealed} are damaged and stay as they are; the log of this command names them.`,
    );
  const free = unneededKeys(await inUse(ground.deps.db), current, ids);
  if (free.length > 0)
    io.say(
      `Nothing needs any more: ${free.join(', ')}. \`gatepost keys rotate ${ground.kind} --retire\` lets go of them. ` +
        'Backups of the data made before now still need them: keep a copy beside those.',
    );
  return damaged > 0 ? 1 : 0;
}

/** Keys of a cluster live where the operator put them; they are shown what to put there. */
async function sayWhatToSet(ground: RotationGround, held: HeldKeys, io: KeysRotateIo): Promise<number> {
  const { id, secret, publicHalf } = await ground.newKeyTexts();
  const { variable, publicVariable } = ROTATED[ground.kind];
  io.say(
    `Everything of this kind is sealed to ${held.current}. Gatepost does not write the keys of a cluster. To change to a new one:`,
  );
  io.say(`1. On every worker, put this first, a comma after it, before what is there, then restart them:`);
  io.say(`   ${variable}=${secret}`);
  io.say(`2. On every web process that is given only public halves, set this, then restart them:`);
  io.say(`   ${publicVariable}=${publicHalf}`);
  io.say(`3. Run this command again with a worker's settings. It seals everything anew to ${id}.`);
  io.say('Until step 3 is done, web processes may go on sealing to the old key: workers open both.');
  return 0;
}

async function retire(ground: RotationGround, io: KeysRotateIo): Promise<number> {
  const { current, ids } = await ground.held();
  const { inUse, variable, words } = ROTATED[ground.kind];
  const free = unneededKeys(await inUse(ground.deps.db), current, ids);
  const needed = ids.filter((id) => id !== current && !free.includes(id));
  if (needed.length > 0)
    io.complain(
      `${words.still} still sealed to ${needed.join(', ')}: run \`gatepost keys rotate ${ground.kind}\` first.`,
    );
  if (free.length === 0) {
    io.say(`There is no key to let go of; ${current} is in use.`);
    return needed.length > 0 ? 1 : 0;
  }
  await ground.drop(free);
  await recordKeysRetired(ground.deps, ground.kind, free);
  if (ground.putNewKeyFirst) io.say(`Removed: ${free.join(', ')}.`);
  else {
    const places = free.map((id) => `${id} (number ${ids.indexOf(id) + 1})`).join(', ');
    io.say(
      `This data needs them no more: ${places}. Take them out of ${variable} on every worker, once every`,
    );
    io.say(
      'web process has the new public half. Run this on each machine that has a data folder of its own.',
    );
  }
  return needed.length > 0 ? 1 : 0;
}
