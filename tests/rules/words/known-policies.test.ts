// The clause of a trust's own policy beside a rule: which it is, and that none is made up where the policy asks for nothing.
import { describe, expect, it } from 'vitest';
import { isKnownPolicy, KNOWN_POLICIES, policyClause } from '#app/domain/policy/known-policies.ts';
import { clauseLink } from '#app/presenters/clauses.ts';

const all = Object.entries(KNOWN_POLICIES);

describe('the clause of a policy', () => {
  it.each([
    ['hamblin', 'R-33, R-36', 'Guidelines b7'],
    ['core', 'R-42, R-40', '§6'],
    ['symphony', 'R-35', 'Employee Responsibility b4, Social Media Security ¶1'],
    ['reach2', 'R-38', '3.7'],
    ['generic', 'R-46', '§5.2 b3, §5.2 b4, §5.2 b8, §5.1 b2, §5.2 b18'],
  ])('%s answers %s with %s', (policy, cited, clause) => {
    expect(policyClause(policy, cited)).toBe(clause);
  });

  it('is that of the first rule cited for which the policy has one', () => {
    expect(policyClause('symphony', 'R-33, R-37')).toBe('Employee Responsibility b4');
  });

  it('is none where the policy asks for nothing, none is cited, or nobody knows the policy', () => {
    expect(policyClause('generic', 'R-33, R-36')).toBeNull();
    expect(policyClause(null, 'R-33')).toBeNull();
    expect(policyClause('constructor', 'R-33')).toBeNull();
    expect(policyClause('hamblin', 'toString')).toBeNull();
    expect(isKnownPolicy('__proto__')).toBe(false);
  });

  it('stands beside the rule on a screen only for a school that cites a policy', () => {
    const rule = clauseLink('R-35');
    expect(rule?.label).not.toContain('Guidelines');
    expect(clauseLink('R-35', 'hamblin')).toEqual({
      href: rule?.href,
      label: `${rule?.label} (Hamblin Education Trust, Guidelines b7)`,
    });
    expect(clauseLink('R-35', 'nobody’s')).toEqual(rule);
  });

  it.each(all)('of %s is a short label by requirement', (_id, { clauses }) => {
    expect(Object.keys(clauses).length).toBeGreaterThan(30);
    for (const [id, label] of Object.entries(clauses)) {
      expect(id).toMatch(/^R-\d{2,3}$/);
      expect(label).toMatch(/^[A-Z§\d][\w§¶.,()\- ]*$/);
      expect(label).not.toMatch(/\.txt|\bL\d/);
    }
  });
});
