// The only writer of the audit log: appends a transaction's events to their chains, last thing before the commit.
import type { Tx } from '#db/client.server.ts';
import { insertLink, lockChainHead } from '#db/queries/audit.server.ts';
import { type Actor, actorRef } from './actor.ts';
import { type AuditSeal, forgeLink, type Link } from './audit-chain.ts';
import { type AuditEvent, auditEventSchema } from './audit-events.ts';

export type { AuditEvent } from './audit-events.ts';

/** The chain an event belongs to: its school's, else its trust's, else the system's. */
export function chainOf(event: AuditEvent): string {
  if ('schoolId' in event && event.schoolId) return `school:${event.schoolId}`;
  if ('trustId' in event && event.trustId) return `trust:${event.trustId}`;
  return 'system';
}

/** An event, and who is named as having done it. */
export interface AuditRecord {
  actor: Actor;
  event: AuditEvent;
}

/** Appends events that one actor did, as {@link appendAuditRecords}. */
export function appendAuditEvents(
  db: Tx,
  seal: AuditSeal,
  actor: Actor,
  events: readonly AuditEvent[],
  at: Date,
): Promise<void> {
  const records = events.map((event) => ({ actor, event }));
  return appendAuditRecords(db, seal, records, at);
}

/**
 * Appends events to their chains, chains in sorted order so that two writers never wait for each other in a ring.
 * Errors: throws a ZodError when an event is not of its declared shape; nothing is then written.
 */
export async function appendAuditRecords(
  db: Tx,
  seal: AuditSeal,
  records: readonly AuditRecord[],
  at: Date,
): Promise<void> {
  const byChain = new Map<string, object[]>();
  for (const { actor, event } of records) {
    const entry = { ...auditEventSchema.parse(event), actor: actorRef(actor) };
    const chain = chainOf(event);
    const entries = byChain.get(chain);
    if (entries) entries.push(entry);
    else byChain.set(chain, [entry]);
  }
  for (const chain of [...byChain.keys()].sort()) {
    const head = await lockChainHead(db, chain);
    let { seq, mac } = head;
    const atMs = Math.max(at.getTime(), head.atMs);
    const links: Link[] = [];
    for (const entry of byChain.get(chain) ?? []) {
      const link = forgeLink(seal, chain, seq + 1, atMs, mac, entry);
      links.push(link);
      seq = link.seq;
      mac = link.mac;
    }
    await insertLink(db, { chain, seq, mac, atMs }, ...links);
  }
}
