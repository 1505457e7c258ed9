/** The values as a stream. */
export async function* streamOf<T>(...values: T[]): AsyncGenerator<T> {
  for (const value of values) yield value;
}

/** All values of a stream. */
export async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of stream) values.push(value);
  return values;
}
