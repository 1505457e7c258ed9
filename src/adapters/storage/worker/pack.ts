/** Picture bytes of projects, one growing file for each. The index of what lies where is in the database. */
export interface Packs {
  /**
   * Writes at the end and flushes; the index row is committed afterwards, so a crash in between leaves unused bytes at the
   * end and nothing else.
   *
   * @param usedBytes the end of the last picture that the index knows; what lies after it is overwritten
   * @throws `storage/quota`
   */
  append(project: number, usedBytes: number, pictures: readonly Uint8Array[]): Promise<void>;
  /** @throws `storage/corrupt` when the file ends before the picture */
  read(project: number, offsetBytes: number, sizeBytes: number): Promise<Uint8Array>;
  remove(project: number): Promise<void>;
  /** Lets go of all files. They are opened again when needed. */
  close(): void;
}
