export type CheckBody = (body: unknown) => string[];
/** A validator for bodies of `/chat/completions` against OpenAI's own description, or `null` where the file is missing. */
export declare function openAiBodyCheck(): CheckBody | null;
/** What is wrong with the pictures of a request: each has to be a whole JPEG in a data URL. */
export declare function pictureProblems(body: unknown): {
  pictures: Buffer[];
  problems: string[];
};
