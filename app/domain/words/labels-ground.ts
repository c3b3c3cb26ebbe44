// The school's classes, forms and year groups, as its records call them (T-03).
export interface LabelsOfSchool {
  readonly groups: readonly string[];
}

export const NO_LABELS: LabelsOfSchool = { groups: [] };
