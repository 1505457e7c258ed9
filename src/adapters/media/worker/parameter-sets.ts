/** The parameter sets of an `avcC` record: sequence, then picture (ISO/IEC 14496-15, 5.3.3.1). */
export function* avcParameters(record: Uint8Array): Generator<Uint8Array, void, void> {
  const reader = new UnitReader(record, 5);
  yield* reader.units(reader.byte() & 31);
  yield* reader.units(reader.byte());
}

/** The parameter sets of an `hvcC` record: video, sequence, picture (ISO/IEC 14496-15, 8.3.3.1). */
export function* hevcParameters(record: Uint8Array): Generator<Uint8Array, void, void> {
  const reader = new UnitReader(record, 22);
  for (let arrays = reader.byte(); arrays > 0; arrays--) {
    reader.byte();
    yield* reader.units(reader.byte() * 256 + reader.byte());
  }
}

/** Units after each other, each behind its length in two bytes. Ends early where the record does. */
class UnitReader {
  readonly #record: Uint8Array;
  #at: number;

  constructor(record: Uint8Array, at: number) {
    this.#record = record;
    this.#at = at;
  }

  byte(): number {
    return this.#record[this.#at++] ?? 0;
  }

  *units(count: number): Generator<Uint8Array, void, void> {
    for (let i = 0; i < count; i++) {
      const length = this.byte() * 256 + this.byte();
      const unit = this.#record.subarray(this.#at, this.#at + length);
      if (length === 0 || unit.length < length) return;
      yield unit;
      this.#at += length;
    }
  }
}
