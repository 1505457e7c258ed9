/** Why a frame was kept, in full and for where there is little room, and why another was not. */
export const whys = {
  reasons: {
    first: 'the first frame kept',
    novel: 'shows something new: only {{cosine}} alike to {{time}}',
    'shot-start': 'a shot begins here: only {{cosine}} alike to {{time}}',
    gap: 'without it, {{seconds}} would go unseen',
    last: 'the last frame, {{seconds}} after the one before',
    uniform: 'evenly spread: {{place}} of {{total}}',
    random: 'drawn by chance: {{place}} of {{total}}',
    match: 'fits the question: {{cosine}}, rank {{rank}}',
    shot: 'another shot: at {{time}} neighbours are only {{cosine}} alike',
    spare:
      'blank, but there was room, nothing better was left, and this shot is not shown otherwise; most like {{time}}, {{cosine}} alike',
    'caption-novel': 'its caption says something new: {{cosine}} alike to that of {{time}}',
    chosen: 'picked by a model: rank {{rank}} of {{total}}',
    pinned: 'pinned by you',
  },
  inShort: {
    first: 'first kept',
    novel: 'new · {{cosine}}',
    'shot-start': 'new shot · {{cosine}}',
    gap: 'gap · {{seconds}}',
    last: 'last · {{seconds}}',
    uniform: 'even · {{place}} / {{total}}',
    random: 'drawn · {{place}} / {{total}}',
    match: 'question · {{cosine}}',
    shot: 'new shot · {{cosine}}',
    spare: 'blank, room left',
    'caption-novel': 'caption · {{cosine}}',
    chosen: 'picked · {{rank}}',
    pinned: 'pinned',
  },
  passedOver: {
    blank: 'blank: shows next to nothing',
    'not-new': 'not new: {{cosine}} or more alike to the frame kept before it',
    'not-new-on-grid':
      'not new ({{cosine}} or more alike to the frame kept before it), or not one of those looked at, every {{seconds}}',
    'adds-nothing':
      'there is room left, but it repeats what is kept, or would make the kept frames more alike than evenly spread ones',
    budget_one: 'the budget is spent: the {{count}} kept frame shows more',
    budget_other: 'the budget is spent: the {{count}} kept frames show more',
    caption:
      'its caption says nothing new: {{cosine}} or more alike to that of the frame kept before it',
    between: 'lies between the evenly spread frames; this method does not look at pictures',
    'not-drawn': 'chance drew others; this method does not look at pictures',
    'not-picked': 'the model picked others',
    'less-relevant_one': 'the {{count}} kept frame fits the question better',
    'less-relevant_other': 'the {{count}} kept frames fit the question better',
    weighed_one: 'the {{count}} kept frame is worth more: question, variety and time together',
    weighed_other: 'the {{count}} kept frames are worth more: question, variety and time together',
  },
} as const;
