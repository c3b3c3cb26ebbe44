// What a use case may lean on: the world's doors, handed in from the compositions.
import type { Database } from '#db/client.server.ts';
import type { AuditSeal } from './audit-chain.ts';
import type { Connectors } from './ports/account-connector.ts';
import type { ConnectSettings } from './accounts/connection-rules.ts';
import type { Clock } from './ports/clock.ts';
import type { FaceFinder } from './ports/face-finder.ts';
import type { FileArchive } from './ports/file-archive.ts';
import type { LinkLooker } from './ports/link-looker.ts';
import type { Post } from './ports/mailer.ts';
import type { OneTimeKeys, OneTimeSeal } from './ports/one-time-key.ts';
import type { PhotoEngine } from './ports/photo-engine.ts';
import type { PhotoIntake, PhotoStore } from './ports/photo-store.ts';
import type { PracticePlatform } from './ports/practice-platform.ts';
import type { Publishers } from './ports/publisher.ts';
import type { Queue } from './ports/queue.ts';
import type { RecordsPage } from './ports/records-page.ts';
import type { TableReader } from './ports/table-reader.ts';
import type { OpeningVault, SealingVault } from './ports/token-vault.ts';
import type { VisitKeeper } from './ports/visit-secrets.ts';

/** Lines for the operator: ids and codes only, never a name, a caption or a token. */
export interface Log {
  info(message: string, details?: unknown): void;
  warn(message: string, details?: unknown): void;
  error(message: string, details?: unknown): void;
}

/** An fsynced note of every create call about to be made (solo mode: the embedded database does not fsync). */
export interface IntentJournal {
  append(intent: { deliveryId: string; attempt: number; mediaIds: string[] }): Promise<void>;
  /** The database knows how that attempt ended. */
  settle(deliveryId: string, attempt: number): Promise<void>;
}

/** An append-only file beside the backups that remembers where each chain of the log stood. */
export interface AnchorFile {
  append(anchor: { at: Date; heads: Record<string, string> }): Promise<void>;
}

export interface Deps {
  db: Database;
  clock: Clock;
  queue: Queue;
  auditSeal: AuditSeal;
  log: Log;
}

/** What one unit of work needs: enough for every change that tells no queue. */
export type WorkDeps = Pick<Deps, 'db' | 'clock' | 'auditSeal' | 'log'>;

/** The web side: no publisher, no photo engine, and a vault that seals but cannot open. */
export interface WebDeps extends Deps {
  intake: PhotoIntake;
  restrictionVault: SealingVault;
  /** closes names that pupils no longer have; only the worker can read them, to match words */
  nameVault: SealingVault;
  /** keyed digest of a code on a private slip, hex: nothing that is kept can be turned back into a code */
  slipDigest(text: string): string;
  /** for the one thing the web side is told in the clear, after asking the worker: see consent/read-restriction-reason */
  oneTimeKeys: OneTimeKeys;
  /** closes what a try to connect an account needs; only the worker can read it */
  tokenVault: SealingVault;
  /** draws the secrets of a visit to a platform */
  visits: VisitKeeper;
  /** how this installation connects accounts */
  connecting: ConnectSettings;
  /** opens accounts where everybody practises */
  practicePlatform: PracticePlatform;
  /** whether letters can leave by e-mail; where they cannot, they are printed */
  mailIsSetUp: boolean;
  /** resolves after `ms` */
  pause(ms: number): Promise<void>;
}

/** The worker's side. */
export interface WorkerDeps extends Deps {
  photos: PhotoStore;
  engine: PhotoEngine;
  /** looks for faces in clean photos; a look that fails is `unavailable`, never "no faces" */
  faces: FaceFinder;
  /** reads schools' exports, apart from everything else */
  tables: TableReader;
  publishers: Publishers;
  /** gets, renews and ends accounts' connections */
  connectors: Connectors;
  connecting: ConnectSettings;
  /** sees where the links in posts lead; null = this installation does not look */
  links: LinkLooker | null;
  /** how letters leave by e-mail; null = they are printed */
  post: Post | null;
  tokens: OpeningVault;
  /** closes, and for matching words opens, names that pupils no longer have */
  nameVault: OpeningVault;
  /** opens the reasons of restrictions */
  reasons: OpeningVault;
  oneTimeSeal: OneTimeSeal;
  /** puts one pupil's records into one file, and prints them as a page */
  archive: FileArchive;
  recordsPage: RecordsPage;
  journal: IntentJournal;
  anchors: AnchorFile;
}
