// Handles that are known: official accounts, partners, and those of pupils and staff that must never be tagged (T-05).
export interface HandleRegister {
  readonly official: readonly string[];
}

export const NO_HANDLES: HandleRegister = { official: [] };
