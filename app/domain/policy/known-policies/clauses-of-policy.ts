// What a policy's clauses are to the rules: by requirement id, where in the policy that requirement stands.

/** Requirement id (`R-33`) → clause as the policy counts it (`Guidelines b7`); none where the policy does not ask for it. */
export type ClausesOfPolicy = Readonly<Partial<Record<string, string>>>;
