/** What a form needs of a recipe's parameters, read from their JSON Schema. */
export type RecipeField =
  | { name: string; kind: 'number'; isInteger: boolean; min: number; max: number; initial: number }
  | { name: string; kind: 'choice'; options: string[]; initial: string }
  | { name: string; kind: 'switch'; initial: boolean };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const numberOr = (value: unknown, fallback: number): number =>
  typeof value === 'number' ? value : fallback;

/** Numbers, choices and switches, in the order of the schema; parameters of other kinds keep their defaults and are not shown. */
export function fieldsOf(schema: unknown): RecipeField[] {
  if (!isRecord(schema) || !isRecord(schema.properties)) return [];
  return Object.entries(schema.properties).flatMap(([name, property]): RecipeField[] => {
    if (!isRecord(property)) return [];
    if (Array.isArray(property.enum)) {
      const options = property.enum.filter((value) => typeof value === 'string');
      const initial = typeof property.default === 'string' ? property.default : options[0];
      return initial === undefined ? [] : [{ name, kind: 'choice', options, initial }];
    }
    if (property.type === 'boolean')
      return [{ name, kind: 'switch', initial: property.default === true }];
    if (property.type !== 'integer' && property.type !== 'number') return [];
    const min = numberOr(property.minimum, 0);
    const max = numberOr(property.maximum, Number.MAX_SAFE_INTEGER);
    const isInteger = property.type === 'integer';
    return [
      { name, kind: 'number', isInteger, min, max, initial: numberOr(property.default, min) },
    ];
  });
}

/** The values that a form begins with. */
export const initialValues = (fields: readonly RecipeField[]): Record<string, unknown> =>
  Object.fromEntries(fields.map(({ name, initial }) => [name, initial]));
