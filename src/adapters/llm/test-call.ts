import type { ChatReply, ChatRequest } from '../../core/chat.ts';
import { encodeError } from '../../core/errors.ts';
import type { Role } from '../../core/flow.ts';
import type { ChatPort, TextEmbeddings } from '../../core/ports.ts';

const TEST_PICTURE_NAME = 'test-picture';

/** A red square of 64 × 64 px as JPEG, large enough for models that look at patches of 28 px. */
export const TEST_PICTURE =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCABAAEADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAQG/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AjAIGrAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAf/9k=';

export const testPicture = async (): Promise<Uint8Array> =>
  Uint8Array.from(atob(TEST_PICTURE), (character) => character.charCodeAt(0));

export function testRequest(role: Role): ChatRequest {
  return {
    role,
    messages: [
      {
        role: 'user',
        parts: [
          {
            type: 'text',
            text: 'Which colour fills this picture? Answer with one lower-case English word.',
          },
          { type: 'image', imageSha256: TEST_PICTURE_NAME },
        ],
      },
    ],
    schema: {
      name: 'colour',
      schema: {
        type: 'object',
        properties: { colour: { type: 'string' } },
        required: ['colour'],
        additionalProperties: false,
      },
    },
    temperature: 0,
    maxOutputTokens: 200,
    imageDetail: 'low',
  };
}

export type TestResult = Awaited<ReturnType<ChatPort['test']>>;

/** What a test call shows: the model saw the picture when it named the colour. */
export function toTestResult(reply: ChatReply): TestResult {
  return {
    ok: true,
    latencyMs: reply.latencyMs,
    text: reply.raw.slice(0, 500),
    pictures: /red|crimson|scarlet|红/i.test(reply.raw),
    jsonSchema: reply.mode === 'json_schema' && reply.jsonFrom === 'direct',
    error: null,
  };
}

/** What the role `embedder` is tested with. */
export const TEST_SENTENCE = 'A red square fills the picture.';

/** An embedder shows how long its vectors are; pictures and JSON are not its business. */
export function toEmbeddingTest({ vectors, model }: TextEmbeddings, latencyMs: number): TestResult {
  return {
    ok: true,
    latencyMs: Math.round(latencyMs),
    text: `${model}: ${vectors[0]?.length ?? 0} dimensions`,
    pictures: false,
    jsonSchema: false,
    error: null,
  };
}

export function toFailedTest(thrown: unknown, latencyMs: number): TestResult {
  const { code, message } = encodeError(thrown);
  return {
    ok: false,
    latencyMs,
    text: '',
    pictures: false,
    jsonSchema: false,
    error: { code, message },
  };
}
