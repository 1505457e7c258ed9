import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BufferedFile, wasWriteRefused } from './buffered-file.ts';

/** A file in memory that counts its writes and has only so much room. */
class MemoryFile {
  bytes: number[] = [];
  writes = 0;
  room = Number.POSITIVE_INFINITY;
  isClosed = false;

  write(data: Uint8Array, { at = 0 }: { at?: number } = {}): number {
    this.writes += 1;
    if (at + data.length > this.room) return 2 ** 32 - 8;
    while (this.bytes.length < at) this.bytes.push(0);
    this.bytes.splice(at, data.length, ...data);
    return data.length;
  }
  read(into: Uint8Array, { at = 0 }: { at?: number } = {}): number {
    const found = this.bytes.slice(at, at + into.length);
    into.set(found);
    return found.length;
  }
  truncate(size: number): void {
    this.bytes.length = Math.min(size, this.bytes.length);
    while (this.bytes.length < size) this.bytes.push(0);
  }
  getSize = () => this.bytes.length;
  flush = () => {};
  close = () => {
    this.isClosed = true;
  };
}

const acts = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('write' as const),
      at: fc.nat(40),
      data: fc.uint8Array({ minLength: 1, maxLength: 12 }),
    }),
    fc.record({
      do: fc.constant('append' as const),
      data: fc.uint8Array({ minLength: 1, maxLength: 12 }),
    }),
    fc.record({ do: fc.constant('read' as const), at: fc.nat(40), length: fc.nat(12) }),
    fc.record({ do: fc.constant('truncate' as const), size: fc.nat(40) }),
    fc.record({ do: fc.constantFrom('flush' as const, 'size' as const) }),
  ),
);

describe('BufferedFile', () => {
  it('cannot be told from the file below by anyone who uses it', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const plain = new MemoryFile();
        const below = new MemoryFile();
        const buffered = new BufferedFile(below);
        let end = 0;
        for (const act of list) {
          const both = [plain, buffered] as const;
          if (act.do === 'write' || act.do === 'append') {
            const at = act.do === 'append' ? end : act.at;
            for (const file of both) expect(file.write(act.data, { at })).toBe(act.data.length);
            end = at + act.data.length;
          } else if (act.do === 'read') {
            const [a, b] = both.map((file) => {
              const into = new Uint8Array(act.length);
              return [file.read(into, { at: act.at }), ...into];
            });
            expect(a).toEqual(b);
          } else if (act.do === 'truncate') for (const file of both) file.truncate(act.size);
          else if (act.do === 'flush') for (const file of both) file.flush();
          else expect(buffered.getSize()).toBe(plain.getSize());
        }
        buffered.close();
        expect(below.bytes).toEqual(plain.bytes);
        expect(below.isClosed).toBe(true);
      }),
    );
  });

  it('hands on what follows each other as one write, at the flush', () => {
    const below = new MemoryFile();
    const file = new BufferedFile(below);
    for (let n = 0; n < 100; n++) file.write(Uint8Array.of(n), { at: n });
    expect(below.writes).toBe(0);
    file.flush();
    expect(below.writes).toBe(1);
    expect(below.bytes).toHaveLength(100);
  });

  it('says at the flush that there was no room, and goes on when there is', () => {
    const below = new MemoryFile();
    below.room = 4;
    const file = new BufferedFile(below);
    file.write(new Uint8Array(5), { at: 0 });
    expect(() => file.flush()).toThrow(expect.objectContaining({ name: 'QuotaExceededError' }));
    expect(wasWriteRefused()).toBe(true);
    file.write(new Uint8Array(3), { at: 0 });
    file.flush();
    expect(wasWriteRefused()).toBe(false);
    expect(below.bytes).toHaveLength(3);
  });

  it('keeps a long run in pieces', () => {
    const below = new MemoryFile();
    const file = new BufferedFile(below);
    const piece = new Uint8Array(3 * 2 ** 20);
    below.write = () => {
      below.writes += 1;
      return piece.length;
    };
    file.write(piece, { at: 0 });
    file.write(piece, { at: piece.length });
    expect(below.writes).toBe(1);
  });
});
