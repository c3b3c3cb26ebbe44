// The practice platform's memory in the product's database, in tables of its own, so that every worker's listener
// and the timeline page see the same accounts, photos and posts.
import { databaseAccounts } from './database-accounts.server.ts';
import { databasePhotos } from './database-media.server.ts';
import { databasePosts } from './database-posts.server.ts';
import type { SandboxDatabase } from './database.ts';
import type { SandboxStore } from './store.ts';

/** Keeps the practice platform's state through `db`; its tables come with the product's migrations. */
export function createDatabaseStore(db: SandboxDatabase): SandboxStore {
  const photos = databasePhotos(db);
  return { ...databaseAccounts(db), ...photos, ...databasePosts(db, photos) };
}
