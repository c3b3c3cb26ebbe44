// What a field of a form starts with when its page comes back: what was typed into it before, and what is wrong with that.

/** A form as it came back: values and one sentence at most, each by field name. */
export interface FilledForm {
  typed: Readonly<Record<string, string | readonly string[]>>;
  errors: Readonly<Record<string, string>>;
}

interface TextFilled {
  name: string;
  defaultValue?: string;
  error?: string;
}

interface TicksFilled {
  name: string;
  chosen: readonly string[];
  error?: string;
}

/** Properties to spread into a field by its name: `text` for one value, `ticks` for several. */
export function filledFields({ typed, errors }: FilledForm) {
  const error = (name: string) => (errors[name] ? { error: errors[name] } : {});
  const values = (name: string) => [typed[name] ?? []].flat();
  return {
    text: (name: string): TextFilled => {
      const [first] = values(name);
      return { name, ...(first ? { defaultValue: first } : {}), ...error(name) };
    },
    ticks: (name: string): TicksFilled => ({ name, chosen: values(name), ...error(name) }),
  };
}
