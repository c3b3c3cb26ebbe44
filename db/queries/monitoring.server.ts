// Sign-ins and views, for the monitoring that people are told of at sign-in: not part of the signed log, kept one month.
import { lt } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { monitoringEvents } from '#db/schema/audit.ts';

export const MONITORING_DAYS = 31;

export type MonitoringEvent = Omit<typeof monitoringEvents.$inferInsert, 'id'>;

export async function noteMonitoring(db: Database | Tx, event: MonitoringEvent): Promise<void> {
  await db.insert(monitoringEvents).values(event);
}

/** Deletes what is older than the month that people were promised. Returns how many rows went. */
export async function deleteOldMonitoring(db: Database | Tx, at: Date): Promise<number> {
  const gone = await db
    .delete(monitoringEvents)
    .where(lt(monitoringEvents.at, new Date(at.getTime() - MONITORING_DAYS * 86_400_000)))
    .returning({ id: monitoringEvents.id });
  return gone.length;
}
