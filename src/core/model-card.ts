/** What the studio must know to run a model. Fields as in the automation contract. */
export interface ModelCard {
  id: string;
  task: 'image-embedding' | 'text-embedding' | 'image-text-embedding' | 'shot-boundary';
  /** SPDX id or a short name. */
  licence: string;
  files: { path: string; url?: string; sha256: string; bytes: number }[];
  /** Length of one embedding. */
  dim: number;
  input: { widthPx: number; heightPx: number; mean: number[]; std: number[]; resize: 'shortest-crop' | 'squash' };
  installed: boolean;
}
