/** The same keys as the English texts, with any words: what every other language must be. */
export type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };
