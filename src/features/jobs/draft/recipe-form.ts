/** What a form needs of a recipe's parameters, read from their JSON Schema. */
export type RecipeField =
  | { name: string; kind: 'number'; isInteger: boolean; min: number; max: number; initial: number }
  | { name: string; kind: 'choice'; options: string[]; initial: string }
  /** Any of a list, in the list's order. */
  | { name: string; kind: 'several'; options: string[]; least: number; initial: string[] }
  /** Drafts that a person chose before; none = all. */
  | { name: string; kind: 'drafts'; initial: string[] }
  | { name: string; kind: 'switch'; initial: boolean }
  | { name: string; kind: 'text'; maxLength: number; initial: string };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const numberOr = (value: unknown, fallback: number): number =>
  typeof value === 'number' ? value : fallback;

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** Every parameter of a kind that a form can show, in the order of the schema; others keep their defaults. */
export function fieldsOf(schema: unknown): RecipeField[] {
  if (!isRecord(schema) || !isRecord(schema.properties)) return [];
  return Object.entries(schema.properties).flatMap(([name, property]): RecipeField[] => {
    const field = isRecord(property) ? fieldOf(name, property) : null;
    return field ? [field] : [];
  });
}

function fieldOf(name: string, property: Record<string, unknown>): RecipeField | null {
  const options = textsIn(property.enum);
  const [first] = options;
  if (first !== undefined) {
    const initial = typeof property.default === 'string' ? property.default : first;
    return { name, kind: 'choice', options, initial };
  }
  switch (property.type) {
    case 'boolean':
      return { name, kind: 'switch', initial: property.default === true };
    case 'integer':
    case 'number': {
      const min = numberOr(property.minimum, 0);
      const max = numberOr(property.maximum, Number.MAX_SAFE_INTEGER);
      const isInteger = property.type === 'integer';
      const initial = numberOr(property.default, min);
      return { name, kind: 'number', isInteger, min, max, initial };
    }
    case 'string': {
      const initial = typeof property.default === 'string' ? property.default : '';
      return { name, kind: 'text', maxLength: numberOr(property.maxLength, 4000), initial };
    }
    case 'array': {
      if (name === 'draftIds') return { name, kind: 'drafts', initial: textsIn(property.default) };
      const all = isRecord(property.items) ? textsIn(property.items.enum) : [];
      if (all.length === 0) return null;
      const least = numberOr(property.minItems, 0);
      return { name, kind: 'several', options: all, least, initial: textsIn(property.default) };
    }
    default:
      return null;
  }
}

/** The values that a form begins with. */
export const initialValues = (fields: readonly RecipeField[]): Record<string, unknown> =>
  Object.fromEntries(fields.map(({ name, initial }) => [name, initial]));

/** The parameters that most runs differ in; the form shows them first and the others on request. */
const USUAL: ReadonlySet<string> = new Set([
  'draftIds',
  'mode',
  'task',
  'language',
  'questions',
  'types',
  'questionsPerCall',
  'questionsPerGroup',
  'sampling',
  'tau',
  'choices',
  'boxes',
  'boxModelId',
  'framesPerSec',
  'l1EverySec',
  'l2EverySec',
  'shortText',
  'clipStartSec',
  'clipEndSec',
  'layout',
  'modelId',
  'blind',
  'single',
  'shuffled',
  'options',
]);

/** The usual fields, and all others. */
export function byUse(fields: readonly RecipeField[]): {
  usual: RecipeField[];
  other: RecipeField[];
} {
  return {
    usual: fields.filter(({ name }) => USUAL.has(name)),
    other: fields.filter(({ name }) => !USUAL.has(name)),
  };
}
