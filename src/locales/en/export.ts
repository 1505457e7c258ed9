const problems = {
  'not-a-question': {
    label: 'Captions',
    text: 'A caption is no question: it is left out. Captions of a single frame go along as frame captions.',
  },
  'no-question': {
    label: 'No question',
    text: 'Left out. Write a question in review, or reject the draft.',
  },
  'no-answer': {
    label: 'No answer',
    text: 'Left out. Write an answer in review, or reject the draft.',
  },
  'no-correct-option': {
    label: 'No option is marked as correct',
    text: 'Left out. Mark the correct option in review.',
  },
  'too-many-options': {
    label: 'More than 26 options',
    text: 'Left out: there are no letters for them.',
  },
  'missing-picture': {
    label: 'A cited picture is not stored',
    text: 'Left out. Open the draft with its video at hand, or drop that frame.',
  },
  'missing-video': {
    label: 'The video was removed',
    text: 'Left out. Add the video to the project again.',
  },
  'unlinked-step': {
    label: 'Step without evidence',
    text: 'Written as it is. Pin a frame to the step in review to ground it.',
  },
  'no-frames': { label: 'No frame is cited', text: 'Written with an empty list of core frames.' },
  'no-options': {
    label: 'Open question',
    text: 'Written with “options” and “correct_answer” empty; the published evaluation reads multiple choice only.',
  },
  'option-count': {
    label: 'Not four options',
    text: 'Written as it is. The released test set has exactly four.',
  },
  'no-task': { label: 'No task', text: 'Written with “task” empty.' },
  'box-without-frame': {
    label: 'Box without a frame',
    text: 'Written, but nobody can tell on which picture it lies.',
  },
  'empty-box': {
    label: 'Box that covers nothing',
    text: 'Written as it is. Draw it again in review.',
  },
  'large-box': {
    label: 'Box over nearly the whole picture',
    text: 'Written as it is. It says little about where.',
  },
} as const;

export const exporting = {
  title: 'Export',
  format: 'Format',
  formats: {
    'videoespresso-test': {
      name: 'VideoEspresso, test',
      text: 'Multiple choice with core frames, captions and grounded reasoning: the keys of the released test set.',
    },
    'videoespresso-train': {
      name: 'VideoEspresso, train',
      text: 'Open answers with key frames and grounded reasoning: the keys of the released training set.',
    },
    'ristretto-archive': {
      name: 'Ristretto archive',
      text: 'Everything of the project, without loss: frames, drafts, every decision. For backup and for another browser.',
    },
  },
  filter: {
    title: 'Which drafts',
    status: 'Status',
    curated: 'Accepted and edited',
    task: 'Task',
    video: 'Video',
    anyTask: 'All tasks',
    anyVideo: 'All videos',
    everything: 'An archive always carries the whole project, whatever was decided.',
  },
  split: {
    title: 'Split by source video',
    label: 'Split into train, val and test',
    hint: 'All drafts of a video stay in one split; adding videos never moves the others.',
    train: 'Train %',
    val: 'Val %',
    test: 'Test %',
    seed: 'Seed',
    invalid: 'The three shares must add up to 100.',
  },
  contents: {
    title: 'What is in the zip',
    dataset:
      'The records as JSON, frames.jsonl with exact times, records.jsonl with provenance and steps, the frames as JPEG, and a manifest.',
    archive: 'A manifest, every table as NDJSON, the frames as JPEG, and a checksum of each file.',
    deterministic: 'The same project gives the same bytes.',
  },
  preview: {
    title: 'First records, as they will be written',
    record: 'Record {{number}}',
    none: 'No draft can be written yet',
    noneText: 'Accept drafts in review, or choose another status above.',
    toReview: 'Go to review',
    records_one: '{{shown}} record',
    records_other: '{{shown}} records',
    leftOut_one: '{{shown}} left out',
    leftOut_other: '{{shown}} left out',
  },
  problems: {
    title: 'Before you export',
    none: 'Nothing to mend: every chosen draft can be written.',
    leavesOut: 'left out',
    warning: 'written',
    show: 'Show drafts',
    hide: 'Hide drafts',
    open: 'Open {{draft}} in review',
    more_one: 'and {{count}} more',
    more_other: 'and {{count}} more',
    capped: 'Only the first {{shown}} problems are listed.',
    codes: problems,
  },
  save: {
    button: 'Export',
    archiveButton: 'Save archive',
    checking: 'Reading the drafts…',
    writing: 'Writing {{name}}',
    progress: '{{done}} of {{total}}',
    soFar: '{{done}} so far',
    cancel: 'Cancel',
    done: 'Saved {{name}}, {{size}}.',
    cancelled: 'Export cancelled; nothing was kept.',
  },
  archiveReminder: {
    refused:
      'This browser may clear its storage when space runs low. Save an archive from time to time.',
    never: 'No archive of this project has been saved from here yet.',
    last: 'Last archive saved {{when}}.',
  },
  import: {
    title: 'Import',
    text: 'An archive becomes a new project. VideoEspresso JSON, JSON lines or a zip of it comes into this project as drafts to review.',
    choose: 'Choose a file…',
    reading: 'Reading {{name}}',
    done: '{{drafts}} drafts from {{records}} records ({{format}}).',
    openQueue: 'Open in the queue',
    problems_one: '{{count}} problem in the file',
    problems_other: '{{count}} problems in the file',
    where: 'Line {{line}}',
    whereColumn: 'Line {{line}}, column {{column}}',
    more_one: '{{count}} more is not listed.',
    more_other: '{{count}} more are not listed.',
  },
} as const;
