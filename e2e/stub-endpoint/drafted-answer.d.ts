/** What the stub reads of a request: enough to answer it. */
export interface ChatBody {
  model: string;
  messages: {
    role: string;
    content:
      | string
      | {
          type: string;
          text?: string;
          image_url?: {
            url: string;
          };
        }[];
  }[];
  stream?: boolean;
  stream_options?: {
    include_usage?: boolean;
  };
  response_format?: {
    type: string;
    json_schema?: {
      name: string;
    };
  };
}
/** The text of a good reply: drafts for drafting requests, the colour for the connection test, prose for anything else. */
export declare function answerTo(body: ChatBody): string;
/** Counts that a server might give: four characters a token, 85 for a picture. */
export declare function usageOf(
  body: ChatBody,
  reply: string,
): {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
};
