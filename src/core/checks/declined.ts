/**
 * How models begin when they will not do what they were asked (in the first person, about themselves). Descriptions of a video
 * never begin like this, so it tells a refusal from a caption where a reply is free text.
 */
const DECLINED =
  /^\s*(?:(?:i['’]?m|i am) (?:(?:very|really|so|truly) )?sorry|sorry,|(?:unfortunately|regrettably|sorry),? (?:but )?i\b|i apologi[sz]e|(?:unfortunately,? )?i (?:cannot|can['’]?t|can not|could(?: not|n['’]t)|won['’]?t|am (?:unable|not able)|do(?: not|n['’]t) have)\b|i['’]m (?:unable|not able)\b|as an ai\b|(?:很|非常)?抱歉|对不起|我(?:无法|不能|没法)|作为(?:一个|一名)?(?:AI|人工智能))/iu;

/** The words with which a reply declines to answer; `null` when it does not. */
export const declinedIn = (text: string): string | null => DECLINED.exec(text)?.[0].trim() ?? null;
