// Proves the log: every link against its key and its neighbour, every chain against its head, every anchor against its chain.
import { type Database, transact } from '#db/client.server.ts';
import { chainHeads, type ChainHead, linksAfter } from '#db/queries/audit.server.ts';
import { type AuditSeal, type ChainFault, faultInLink, GENESIS, type Link } from './audit-chain.ts';

export interface AuditReport {
  ok: boolean;
  chains: number;
  events: number;
  anchors: number;
  /** the first fault of each chain; empty when all is proved */
  faults: ChainFault[];
}

export interface KeptAnchor {
  heads: Record<string, string>;
}

const PAGE = 500;

/** Walks every chain. `anchors` are the lines of the file kept beside the backups. Errors: only a broken database. */
export async function verifyAudit(
  db: Database,
  seal: AuditSeal,
  anchors: readonly KeptAnchor[],
): Promise<AuditReport> {
  const heads = await transact(db, (tx) => chainHeads(tx));
  const known = [...anchors];
  const report: AuditReport = { ok: true, chains: heads.length, events: 0, anchors: 0, faults: [] };
  // The system chain first: it holds anchors for the others.
  const order = [...heads].sort((a, b) => Number(b.chain === 'system') - Number(a.chain === 'system'));
  for (const head of order) {
    const fault = await walk(db, seal, head, known, report);
    if (fault) report.faults.push(fault);
  }
  for (const chain of chainsNamed(known))
    if (!heads.some((head) => head.chain === chain)) report.faults.push({ chain, seq: 0, what: 'missing' });
  report.ok = report.faults.length === 0;
  return report;
}

async function walk(
  db: Database,
  seal: AuditSeal,
  head: ChainHead,
  anchors: KeptAnchor[],
  report: AuditReport,
): Promise<ChainFault | null> {
  const wanted = anchorsOf(anchors, head.chain);
  let from = { seq: 0, mac: GENESIS, atMs: 0 };
  for (;;) {
    const links = await transact(db, (tx) => linksAfter(tx, head.chain, from.seq, PAGE));
    for (const link of links) {
      const fault = faultInLink(seal, from, link);
      if (fault) return fault;
      const anchored = wanted.get(link.seq);
      if (anchored !== undefined && anchored !== link.mac)
        return { chain: head.chain, seq: link.seq, what: 'anchor_differs' };
      if (anchored !== undefined) report.anchors += 1;
      wanted.delete(link.seq);
      if (link.seq === head.seq && link.mac !== head.mac)
        return { chain: head.chain, seq: head.seq, what: 'head_differs' };
      from = link;
      report.events += 1;
      if (head.chain === 'system') anchors.push(...anchorIn(link));
    }
    if (links.length < PAGE) break;
  }
  // More may have been added since the heads were read; less may not.
  if (from.seq < head.seq) return { chain: head.chain, seq: head.seq, what: 'head_differs' };
  const [cut] = wanted.keys();
  return cut === undefined ? null : { chain: head.chain, seq: cut, what: 'missing' };
}

function anchorIn(link: Link): KeptAnchor[] {
  const event = JSON.parse(link.text) as { type?: string; heads?: Record<string, string> };
  return event.type === 'audit.anchored' && event.heads ? [{ heads: event.heads }] : [];
}

/** What the anchors say of one chain: mac by seq. */
function anchorsOf(anchors: readonly KeptAnchor[], chain: string): Map<number, string> {
  return new Map(
    anchors.flatMap(({ heads }) => {
      const [seq, mac] = (heads[chain] ?? '').split(':');
      return seq && mac ? [[Number(seq), mac] as const] : [];
    }),
  );
}

const chainsNamed = (anchors: readonly KeptAnchor[]): string[] => [
  ...new Set(anchors.flatMap(({ heads }) => Object.keys(heads))),
];
