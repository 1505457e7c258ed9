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
    text: 'Left out: nobody could tell on which picture it lies. Pin the box to a frame in review.',
  },
  'unnamed-box': {
    label: 'Box without a label',
    text: 'Left out: its tag would name nothing. Name the box in review.',
  },
  'unplaced-box': {
    label: 'Imported box without a frame',
    text: 'Written as it was read: the file did not say on which frame it lies.',
  },
  'image-token': {
    label: '<image> in the words',
    text: 'Left out: the loader puts the video in its place. Take it out in review.',
  },
  'no-caption': {
    label: 'Empty caption',
    text: 'Left out. Write it in review, or reject the draft.',
  },
  'partial-caption': {
    label: 'Caption of another kind',
    text: 'Left out: this format has no place for captions of such a part of the video.',
  },
  'not-a-caption': {
    label: 'Questions',
    text: 'Left out: this format carries captions only.',
  },
  'no-timed-frame': {
    label: 'Nothing says when',
    text: 'Left out: this format needs a frame or a span. Pin one in review.',
  },
  'outside-video': {
    label: 'Time outside the video',
    text: 'Left out: a cited frame or span is before the video begins or after it ends.',
  },
  'no-whole-caption': {
    label: 'No caption of the whole video',
    text: 'Written without it. Accept one in review.',
  },
  'benchmark-video': {
    label: 'Video of a public benchmark',
    text: 'Written all the same. Leave it out where the dataset trains models that are measured on it.',
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
    'video-espresso-test': {
      name: 'VideoEspresso, test',
      text: 'Multiple choice with core frames, captions and grounded reasoning: the keys of the released test set.',
    },
    'video-espresso-train-video': {
      name: 'VideoEspresso, train, video',
      text: 'Open answers with key frames and grounded reasoning: the keys of the released training set.',
    },
    'video-espresso-train-images': {
      name: 'VideoEspresso, train, images',
      text: 'The same records with the captions of their key frames, for models that take several pictures.',
    },
    'llava-video': {
      name: 'LLaVA-Video',
      text: 'Conversations for captions, open questions and multiple choice, and the YAML that its trainer loads.',
    },
    sharegpt4video: {
      name: 'ShareGPT4Video',
      text: 'A line for each video: captions of its windows with key frames and times, then of the whole.',
    },
    stgr: {
      name: 'STGR, grounded',
      text: 'Questions whose reasoning names when and where: key frames with times, boxes in 0–1 on each.',
    },
    'ristretto-archive': {
      name: 'Ristretto archive',
      text: 'Everything of the project, without loss: frames, drafts, every decision. For backup and for another browser.',
    },
  },
  settings: {
    title: 'About the dataset',
    version: 'Version',
    licence: 'Licence',
    changes: 'What changed',
    changesHint: 'For the changelog in the manifest and the README.',
  },
  llava: {
    title: 'How LLaVA-Video is written',
    dataSource: 'data_source',
    captionPrompt: 'Question before a caption',
    choiceAnswer: 'Answer to multiple choice',
    letter: 'Letter: “B.”',
    letterAndOption: 'Letter and option: “B. The left one.”',
    suffix: 'Last line of multiple choice',
    sampling: 'Sampling in the YAML',
    cap: 'Captions',
    oe: 'Open',
    mc: 'Choice',
    strategyHint: 'all, first:100, end:10%, random:25%',
    strategyInvalid: 'Write all, first:N, end:N or random:N; N may be a percentage.',
  },
  tokens: {
    title: 'What the model will see',
    video: 'Video',
    model: 'Model',
    frames: 'Frames',
    stride: 'Slow every',
    pool: 'Pooling',
    mode: 'Pooling in the code',
    average: 'Average',
    bilinear: 'Bilinear',
    paper: 'By the paper',
    code: 'By the code',
    tokens: '{{shown}} tokens',
    codeText: '{{slow}} slow × {{perSlow}}, {{fast}} fast × {{perFast}}',
    codeHint: 'With a newline token for each row and, with fast frames, one more for each frame.',
    paperHint: '⌊T/s⌋·⌊M/p²⌋ + (T − ⌊T/s⌋)·⌊M/4p²⌋ with M = {{perFrame}}',
    sentence: 'Time sentence',
    sentenceHint:
      'Added by the loader, not by the export. Times are the true ones of the video’s frames.',
    storedTimes: 'The video cannot be opened now: times of the stored frames.',
    noVideo: 'Add a video to see its times.',
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
      'The records, records.jsonl with provenance and steps, frames.jsonl with exact times, the cited frames as JPEG, a manifest with hashes, counts and the videos that are not in the zip, and a README.',
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
    text: 'An archive becomes a new project. VideoEspresso, LLaVA-Video, ShareGPT4Video and STGR files, as JSON, JSON lines or a zip of ours, come into this project as drafts to review.',
    choose: 'Choose a file…',
    reading: 'Reading {{name}}',
    done: '{{drafts}} drafts from {{records}} records ({{format}}).',
    scores:
      'Answers of a model: {{answers}}; right: {{micro}} of all (micro), {{macro}} as the mean of the tasks (macro).',
    openQueue: 'Open in the queue',
    problems_one: '{{count}} problem in the file',
    problems_other: '{{count}} problems in the file',
    where: 'Line {{line}}',
    whereColumn: 'Line {{line}}, column {{column}}',
    more_one: '{{count}} more is not listed.',
    more_other: '{{count}} more are not listed.',
  },
} as const;
