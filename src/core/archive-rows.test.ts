import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64ToBytes, bytesToBase64, vectorFromBytes, vectorToBytes } from './archive-rows.ts';

describe('base64', () => {
  it('agrees with the platform and comes back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        const text = bytesToBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64'));
        expect([...base64ToBytes(text)]).toEqual([...bytes]);
      }),
    );
  });

  it('rejects what is not base64', () => {
    expect(() => base64ToBytes('ab*d')).toThrow(/not base64/);
  });
});

describe('vectors', () => {
  it('come back bit by bit', () => {
    fc.assert(
      fc.property(fc.float32Array({ maxLength: 20 }), (vector) => {
        const back = vectorFromBytes(vectorToBytes(vector));
        expect(back.length).toBe(vector.length);
        back.forEach((value, at) => {
          expect(Object.is(value, vector[at])).toBe(true);
        });
      }),
    );
  });

  it('are little-endian', () => {
    expect([...vectorToBytes(Float32Array.of(1))]).toEqual([0, 0, 0x80, 0x3f]);
  });

  it('say so when they are cut short', () => {
    expect(() => vectorFromBytes(new Uint8Array(5))).toThrow(/cut short/);
  });
});
