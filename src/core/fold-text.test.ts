import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildBody } from '../testing/builders.ts';
import { matchesSearch, searchableText, searchPhrases, tokensOf } from './fold-text.ts';

describe('tokensOf', () => {
  it('folds case, accents and width, and keeps digits', () => {
    expect(tokensOf('Café ＡＢＣ, RÉSUMÉ-2!')).toEqual(['cafe', 'abc', 'resume', '2']);
  });

  it('takes each Chinese character as a token and words around it whole', () => {
    expect(tokensOf('第3只cat推了杯子。')).toEqual([
      '第',
      '3',
      '只',
      'cat',
      '推',
      '了',
      '杯',
      '子',
    ]);
  });

  it('keeps words of spaced scripts whole, with their vowel signs', () => {
    expect(tokensOf('고양이 हिन्दी')).toEqual(['고양이', 'हिन्दी']);
  });

  it('is stable: tokens of the joined tokens are the tokens', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const tokens = tokensOf(text);
        expect(tokensOf(tokens.join(' ')).join(' ')).toBe(tokens.join(' '));
      }),
    );
  });
});

describe('matchesSearch', () => {
  const text = searchableText(
    buildBody(1, { question: '小猫为什么推杯子？', answer: 'The cat pushes it', caption: null }),
  );

  it.each([
    ['', true],
    ['?!', true],
    ['猫', true],
    ['推杯', true],
    ['杯推', false],
    ['CAT push', true],
    ['push cat', true],
    ['at', false],
    ['cat-pushes', true],
    ['pushes-cat', false],
    ['dog', false],
  ])('query %j gives %j', (query, expected) => {
    expect(matchesSearch(text, query)).toBe(expected);
  });

  it('does not reach from one field into the next', () => {
    const body = buildBody(1, { question: 'red', answer: 'car' });
    expect(matchesSearch(searchableText(body), 'red-car')).toBe(false);
    expect(matchesSearch(searchableText(body), 'red car')).toBe(true);
  });

  it('finds every word of a text by any of its beginnings', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1 }),
        fc.nat(),
        (words, n) => {
          const word = words[n % words.length] ?? '';
          const query = word.slice(0, 1 + (n % word.length));
          expect(
            matchesSearch(searchableText(buildBody(1, { question: words.join(' ') })), query),
          ).toBe(true);
        },
      ),
    );
  });
});

describe('searchPhrases', () => {
  it('lets the last word of a term go on, but no Chinese character', () => {
    expect(searchPhrases('two-wo 推杯')).toEqual([
      { tokens: ['two', 'wo'], isPrefix: true },
      { tokens: ['推', '杯'], isPrefix: false },
    ]);
  });
});
