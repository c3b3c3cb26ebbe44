// What whoever asked on the public page and the school both call a request on the telephone.

/** `3FA8-5C21`: the beginning of the request's id. */
export const referenceOf = ({ id }: { id: string }): string =>
  `${id.slice(0, 4)}-${id.slice(4, 8)}`.toUpperCase();
