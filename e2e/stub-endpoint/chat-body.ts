interface TextPart {
  type: string;
  text?: string;
  image_url?: { url: string };
}

/** What the stub reads of a request: enough to answer it, and to see that it is sound. */
export interface ChatBody {
  model: string;
  messages: { role: string; content: string | TextPart[] }[];
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
  response_format?: {
    type: string;
    json_schema?: { name: string; strict?: boolean; schema?: unknown };
  };
}

const partsOf = ({ content }: ChatBody['messages'][number]): TextPart[] =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : content;

/** All words of a request. */
export const textOf = (body: ChatBody): string =>
  body.messages.flatMap((message) => partsOf(message).map(({ text }) => text ?? '')).join('\n');

/** A picture, and the time that the words before it give it; `null` = none. */
export interface ToldPicture {
  url: string;
  ptsSec: number | null;
}

/** The pictures in order, each with its time where a label stands right before it. */
export const picturesOf = (body: ChatBody): ToldPicture[] =>
  body.messages.flatMap((message) => {
    const parts = partsOf(message);
    return parts.flatMap((part, i) => {
      const label = /^f\d+ at \S+ \(([\d.]+) s\)$/.exec(parts[i - 1]?.text ?? '');
      return part.image_url
        ? [{ url: part.image_url.url, ptsSec: label ? Number(label[1]) : null }]
        : [];
    });
  });

/** How many labels of frames there are: each has to have its picture. */
export const labelsIn = (body: ChatBody): number =>
  textOf(body).match(/^f\d+ at \S+ \([\d.]+ s\)$/gm)?.length ?? 0;

/** Counts that a server might give: four characters a token, 85 for a picture. */
export function usageOf(
  body: ChatBody,
  reply: string,
): { prompt_tokens: number; completion_tokens: number; total_tokens: number } {
  const prompt = Math.ceil(textOf(body).length / 4) + 85 * picturesOf(body).length;
  const completion = Math.ceil(reply.length / 4);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
  };
}
