import { describe, expect, it } from 'vitest';
import { z } from '../../../core/zod.ts';
import { fieldsOf, initialValues } from './recipe-form.ts';

const schema = z.toJSONSchema(
  z.object({
    count: z.int().min(1).max(10).default(3),
    heat: z.number().min(0).max(2).default(0.4),
    task: z.enum(['any', 'Causal Inference']).default('any'),
    boxes: z.boolean().default(true),
    note: z.string().max(80).default(''),
    types: z
      .array(z.enum(['what', 'why', 'how']))
      .min(1)
      .default(['what', 'why']),
    odd: z.array(z.number()).default([]),
    draftIds: z.array(z.string()).default([]),
  }),
  { io: 'input' },
);

describe('fieldsOf', () => {
  it('reads numbers with their bounds, choices with their options, switches, texts and lists', () => {
    expect(fieldsOf(schema)).toEqual([
      { name: 'count', kind: 'number', isInteger: true, min: 1, max: 10, initial: 3 },
      { name: 'heat', kind: 'number', isInteger: false, min: 0, max: 2, initial: 0.4 },
      { name: 'task', kind: 'choice', options: ['any', 'Causal Inference'], initial: 'any' },
      { name: 'boxes', kind: 'switch', initial: true },
      { name: 'note', kind: 'text', maxLength: 80, initial: '' },
      {
        name: 'types',
        kind: 'several',
        options: ['what', 'why', 'how'],
        least: 1,
        initial: ['what', 'why'],
      },
      { name: 'draftIds', kind: 'drafts', initial: [] },
    ]);
  });

  it('begins with the defaults of the recipe', () => {
    expect(initialValues(fieldsOf(schema))).toEqual({
      count: 3,
      heat: 0.4,
      task: 'any',
      boxes: true,
      note: '',
      types: ['what', 'why'],
      draftIds: [],
    });
  });

  it.each([[null], ['text'], [{}], [{ properties: { a: 3 } }]])('finds nothing in %j', (given) => {
    expect(fieldsOf(given)).toEqual([]);
  });
});
