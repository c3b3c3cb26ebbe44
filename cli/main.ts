// The command line but for its photo commands (photo-main). Each command is a function that takes arguments and what it works on, and returns its exit code.
import { readAnchors } from '#app/adapters/anchor-file.server.ts';
import { type AuditReport, verifyAudit } from '#app/domain/verify-audit.ts';
import type { Health } from '#app/health.server.ts';
import { auditVerify } from './audit-verify.ts';
import { demoReset } from './demo-reset.ts';
import { doctorChecks } from './doctor-checks.ts';
import { doctor } from './doctor.ts';
import { keysRotate } from './keys-rotate.ts';
import { rotationGround } from './rotation-ground.ts';
import { setup } from './setup.ts';
import * as terminal from './terminal.ts';
import { textCheck } from './text-check.ts';
import { textAtSchool } from './text-school.ts';

const HELP = `gatepost: the gate that every post on a school's official accounts must pass

  gatepost doctor                          checks every part, one line each; exit 1 when something is not ready
  gatepost photo clean IN OUT [--json]     cleans one photo with the worker's own engine; exit 2 when it cannot be used
                   [--max-edge PX]         its longest edge; 2,048 px unless said
  gatepost photo faces IN [--json]         says where faces are in one photo, never whose they are
  … --batch LIST.txt [--out DIR]           for either: many photos, one on each line of LIST.txt; one line of JSON each
  gatepost text check FILE|- [--json]      reads a text as the checks read a post; exit 1 when something is found
                   [--school ID]           against a school of this installation: its pupils, classes, adults and lists
                   [--roster FILE.csv]     or against a list of pupils
                   [--policy ID]           with the clauses of a policy: generic, symphony, reach2, core, hamblin
                   [--with-photo]          as beside a photo that shows a child
  gatepost keys rotate photos              changes the key that originals are sealed to; no photo is rewritten
  gatepost keys rotate tokens              changes the key that accounts' access is sealed to; no platform is asked
  gatepost keys rotate reasons             changes the key that reasons of restrictions and earlier names are sealed to
                   [--retire]              for each: lets go of old keys that nothing needs any more
  gatepost audit verify [--json]           proves the log, or names what was changed; exit 1 when something was
  gatepost demo reset [--yes]              makes the practice world anew; a real trust is never touched
  gatepost setup                           makes a real trust, its first school and its first administrator

Settings are environment variables; .env.example lists them all.`;

const { say, complain } = terminal;

const COMMANDS: Record<string, (args: string[]) => Promise<number>> = {
  doctor: (args) =>
    doctor(args, {
      say,
      complain,
      running: () => terminal.askServer<Health>('health'),
      checks: doctorChecks,
    }),
  'audit verify': (args) => auditVerify(args, { say, complain, verify: verifyHere }),
  'keys rotate': (args) =>
    keysRotate(args, {
      say,
      complain,
      open: async (kind) => rotationGround(terminal.settings(), await terminal.openInstallation(), kind),
    }),
  'text check': (args) =>
    textCheck(args, {
      say,
      complain,
      readStdin: terminal.readStdinBytes,
      now: () => new Date(),
      ofSchool: async (school, parts, childShown) => {
        const ground = await terminal.openInstallation();
        try {
          return await textAtSchool(ground.database.db, school, parts, childShown, ground.clock.now());
        } finally {
          await ground.close();
        }
      },
    }),
  'demo reset': (args) => {
    const env = terminal.settings();
    return demoReset(args, {
      say,
      complain,
      ask: terminal.ask(),
      dataDir: env.mode === 'solo' ? env.dataDir : null,
      lock: terminal.lockDataFolder,
      openDatabase: terminal.openSoloDatabase,
      makePractice: terminal.makePractice,
    });
  },
  setup: (args) =>
    setup(args, {
      say,
      complain,
      ask: terminal.ask(),
      readFile: terminal.readText,
      readStdin: terminal.readStdin,
      open: async () => {
        const ground = await terminal.openInstallation();
        const { database, clock, seal, passwords, log } = ground;
        return { db: database.db, clock, auditSeal: seal, passwords, log, close: () => ground.close() };
      },
    }),
};

async function verifyHere(): Promise<AuditReport> {
  const running = await terminal.askServer<AuditReport>('audit verify');
  if (running) return running;
  const ground = await terminal.openInstallation();
  try {
    return await verifyAudit(ground.database.db, ground.seal, await readAnchors(ground.folder.anchors));
  } finally {
    await ground.close();
  }
}

/** Finds the command in the first two words or the first one. */
async function main(args: string[]): Promise<number> {
  for (const words of [2, 1]) {
    const command = COMMANDS[args.slice(0, words).join(' ')];
    if (command) return command(args.slice(words));
  }
  const asked = args.length === 0 || ['help', '--help', '-h'].includes(args[0] ?? '');
  (asked ? say : complain)(asked ? HELP : `Gatepost has no command "${args.join(' ')}".\n\n${HELP}`);
  return asked ? 0 : 2;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    complain(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
