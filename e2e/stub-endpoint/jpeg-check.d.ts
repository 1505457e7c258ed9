/** Why these bytes are not a whole baseline or progressive JPEG; `null` when they are. Walks every marker (ITU T.81 §B). */
export declare function jpegProblem(bytes: Buffer): string | null;
