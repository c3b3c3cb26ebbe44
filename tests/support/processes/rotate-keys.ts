// A process that runs `gatepost keys rotate KIND` on a data folder (its arguments: the folder, the kind) and prints a line for everything
// that it opens, so that a test can kill it half-way.
import { loadKeys } from '#app/adapters/key-files.server.ts';
import { auditSeal } from '#app/adapters/keys.server.ts';
import { keysRotate } from '#cli/keys-rotate.ts';
import { ROTATED_KINDS } from '#cli/rotated-kinds.ts';
import { rotationGround } from '#cli/rotation-ground.ts';
import { readEnv } from '#app/env.server.ts';
import type { Ground } from '#app/foundation.server.ts';
import { openDatabase } from '#db/client.server.ts';

const [folder = '', name] = process.argv.slice(2);
const kind = ROTATED_KINDS.find((one) => one === name) ?? 'photos';
const env = readEnv({ GATEPOST_DATA: folder });
const keys = await loadKeys(env);
const database = await openDatabase({ mode: 'solo', dir: `${env.dataDir}/database` });
const say = (line: string): void => console.log(line);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = { now: () => new Date(), trustworthy: () => true };
const opened = {
  database,
  clock,
  seal: auditSeal(keys.audit),
  log,
  close: () => database.close(),
} as unknown as Ground;
const ground = rotationGround(env, opened, kind);

process.exitCode = await keysRotate([kind], {
  say,
  complain: say,
  open: async () => ({
    ...ground,
    held: async () => {
      const held = await ground.held();
      const open = held.vault.open.bind(held.vault);
      const vault = {
        ...held.vault,
        open: async (box: Parameters<typeof open>[0]) => {
          say('opens one');
          return open(box);
        },
      };
      return { ...held, vault };
    },
  }),
});
