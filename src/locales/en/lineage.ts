/** Of the review screen: what a draft rests on, and what a person should know before reading it. */
export const lineage = {
  basis_one: 'Made from {{count}} draft',
  basis_other: 'Made from {{count}} drafts',
  made_one: '{{count}} draft was made from this one',
  made_other: '{{count}} drafts were made from this one',
  rewrittenFrom: 'Written again from',
  rewrittenAs: 'Written again as',
  compare: 'Compare the two',
  more: '{{count}} more',
  gone: 'a draft that was removed',
  change: { words: 'changed since', rejected: 'rejected since', stale: 'out of date itself' },
  stale: {
    stale: 'Out of date',
    staleText:
      'What this was made from was changed or rejected since: see below. Running the recipe again asks only what changed.',
    redraft: 'Redraft what is out of date',
    replaced: 'Replaced',
    replacedText: 'A later run made another draft in its place, from what stands now.',
  },
  filtered: {
    title: 'The quality filter turned this down',
    overrule: 'Accept or edit it to overrule the filter: the next run takes it on, in your words.',
    overruled: 'You overruled the filter: the next run takes it on.',
  },
  machine: {
    boxes_one: '{{count}} box to check',
    boxes_other: '{{count}} boxes to check',
    boxesHint: 'Drawn by a model. Accepting the draft confirms them.',
    spans_one: '{{count}} time span to check',
    spans_other: '{{count}} time spans to check',
    spansHint: 'Given by a model. Accepting the draft confirms them.',
  },
} as const;
