/** A group of the store port as the worker answers it: the same methods, at once or later. */
export type Served<Group> = {
  [M in keyof Group]: Group[M] extends (...args: infer Args) => Promise<infer Result>
    ? (...args: Args) => Result | Promise<Result>
    : never;
};
