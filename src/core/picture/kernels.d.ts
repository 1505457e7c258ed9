/** What `assembly/scaling.ts` exports once it is built and started. */
declare module '*/assembly/scaling.ts?assembly' {
  /** 64 KiB a page; `buffer` is another one after `grow`. */
  export const memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  type AddRows = (
    rows: number,
    rowBytes: number,
    count: number,
    weights: number,
    line: number,
    width: number,
  ) => void;
  type AddSpaced = (
    row: number,
    pixelBytes: number,
    weight: number,
    line: number,
    width: number,
  ) => void;
  export const addByteRows: AddRows;
  export const addWordRows: AddRows;
  export const addSpacedBytes: AddSpaced;
  export const addSpacedWords: AddSpaced;
  export const squeezeLine: (
    line: number,
    first: number,
    weights: number,
    perTarget: number,
    target: number,
    width: number,
  ) => void;
}

declare module '*/assembly/painting.ts?assembly' {
  export const memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  export const paint: (
    first: number,
    second: number,
    third: number,
    matrix: number,
    pixels: number,
    count: number,
  ) => void;
}
