// `gatepost audit verify [--json]`: proves the whole log, through the running server when there is one.
import type { AuditReport } from '#app/domain/verify-audit.ts';

export interface AuditVerifyIo {
  say: (line: string) => void;
  complain: (line: string) => void;
  /** the report of the running server, or of this process when none runs */
  verify: () => Promise<AuditReport>;
}

const USAGE = 'usage: gatepost audit verify [--json]';

const WHAT: Record<AuditReport['faults'][number]['what'], string> = {
  changed: 'was changed after it was written',
  missing: 'is missing',
  out_of_order: 'does not follow the entry before it',
  head_differs: 'is not where the log says it ends',
  unknown_key: 'is signed with a key that is not here',
  anchor_differs: 'differs from what was noted beside the backups',
};

/** In: the words after `audit verify`. Out: 0 when all is proved, 1 when something is not, 2 for words it does not know. */
export async function auditVerify(args: string[], io: AuditVerifyIo): Promise<number> {
  if (args.some((arg) => arg !== '--json')) {
    io.complain(USAGE);
    return 2;
  }
  const report = await io.verify();
  if (args.includes('--json')) io.say(JSON.stringify(report));
  else {
    for (const fault of report.faults)
      io.say(`NOT PROVED: entry ${fault.seq} of ${fault.chain} ${WHAT[fault.what]}`);
    if (report.ok)
      io.say(
        `Proved: ${report.events} entries in ${report.chains} chains, ${report.anchors} of them noted elsewhere too.`,
      );
  }
  return report.ok ? 0 : 1;
}
