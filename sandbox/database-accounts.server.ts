// Accounts and tokens of the practice platform in the database.
import { and, asc, eq, gt, isNull, or } from 'drizzle-orm';
import { sandboxTokens, sandboxUsers } from '#db/schema/sandbox.ts';
import type { SandboxDatabase } from './database.ts';
import type { SandboxAccounts, SandboxToken, SandboxUser, TokenKind } from './store.ts';

const asUser = (row: typeof sandboxUsers.$inferSelect): SandboxUser => ({ ...row, id: String(row.id) });
const asToken = (row: typeof sandboxTokens.$inferSelect): SandboxToken => ({
  ...row,
  userId: String(row.userId),
});

const usable = (hash: string, kind: TokenKind, at: Date) =>
  and(
    eq(sandboxTokens.hash, hash),
    eq(sandboxTokens.kind, kind),
    or(isNull(sandboxTokens.expiresAt), gt(sandboxTokens.expiresAt, at)),
  );

/** The part of the store that knows who is who. */
export function databaseAccounts(db: SandboxDatabase): SandboxAccounts {
  return {
    async addUser(user) {
      const [row] = await db
        .insert(sandboxUsers)
        .values({ ...user, id: BigInt(user.id) })
        .onConflictDoUpdate({ target: sandboxUsers.handle, set: { name: user.name } })
        .returning();
      return row ? asUser(row) : user;
    },
    async findUser(id) {
      const [row] = await db
        .select()
        .from(sandboxUsers)
        .where(eq(sandboxUsers.id, BigInt(id)));
      return row ? asUser(row) : null;
    },
    async listUsers() {
      return (await db.select().from(sandboxUsers).orderBy(asc(sandboxUsers.handle))).map(asUser);
    },

    async addToken(token) {
      await db.insert(sandboxTokens).values({ ...token, userId: BigInt(token.userId) });
    },
    async findToken(hash, kind, at) {
      const [row] = await db
        .select()
        .from(sandboxTokens)
        .where(usable(hash, kind, at));
      return row ? asToken(row) : null;
    },
    async useToken(hash, kind, at) {
      const [row] = await db
        .delete(sandboxTokens)
        .where(usable(hash, kind, at))
        .returning();
      return row ? asToken(row) : null;
    },
  };
}
