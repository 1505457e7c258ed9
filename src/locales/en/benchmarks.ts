export const benchmarks = {
  intro:
    'Videos that models are tested on should not be in what they learn from. Enter the videos of a benchmark: drafts of a video of the same name, or with the same content, are marked (F7) in all projects, and an export warns of them.',
  lists: 'Lists',
  none: 'No list yet.',
  count_one: '{{shown}} video',
  count_other: '{{shown}} videos',
  remove: 'Remove {{name}}',
  add: 'Add a list',
  name: 'Name of the benchmark',
  videos: 'Videos',
  videosHint:
    'Ids, file names or fingerprints, one a line; or a CSV, JSON or JSONL with a column such as video or video_id.',
  load: 'Load from a file…',
  save: 'Save the list',
  saved: 'The list is saved, and drafts are marked.',
} as const;
