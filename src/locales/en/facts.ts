/** What a person should know about a file: one sentence for each remark code of a probe. */
export const facts = {
  remarks: {
    'start-not-zero': 'Its first picture is not at 0:00; times follow its own clock.',
    rotated: 'The file asks to be shown rotated; pictures are upright.',
    mirrored: 'The file asks to be shown mirrored.',
    'non-square-pixels': 'Its pixels are not square; pictures are stretched to the shown size.',
    'variable-frame-rate': 'The frame rate varies; every frame carries its own time.',
    hdr: 'High dynamic range; colours are converted and may look flatter.',
    interlaced: 'Interlaced; fine lines may show in moving parts.',
    'header-duration-wrong': 'Its header states another duration; the measured one is used.',
    truncated: 'The file is cut short; what is there can be used.',
    'no-timestamps': 'It carries no usable times; they are counted from the frame rate.',
  },
  remarkNames: {
    'start-not-zero': 'late start',
    rotated: 'rotated',
    mirrored: 'mirrored',
    'non-square-pixels': 'pixel aspect',
    'variable-frame-rate': 'variable rate',
    hdr: 'HDR',
    interlaced: 'interlaced',
    'header-duration-wrong': 'wrong header',
    truncated: 'cut short',
    'no-timestamps': 'no times',
  },
  fps: '{{fps}} fps',
  variableFps: '~{{fps}} fps',
} as const;
