import type {
  ChatCompletionContentPart,
  ChatCompletionCreateParams,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import type { ChatMessage, ChatRequest } from '../../core/chat.ts';
import type { Dialect } from './dialect.ts';

/** A picture as a data URL, its bytes unchanged. */
export function toDataUrl(jpeg: Uint8Array): string {
  let binary = '';
  // In pieces, because the arguments of a call are limited.
  for (let at = 0; at < jpeg.length; at += 0x8000) {
    binary += String.fromCharCode(...jpeg.subarray(at, at + 0x8000));
  }
  return `data:image/jpeg;base64,${btoa(binary)}`;
}

function schemaInWords(schema: NonNullable<ChatRequest['schema']>): string {
  return `Reply with one JSON object and nothing else: no prose around it, no code fence. It must be valid against this JSON Schema:\n${JSON.stringify(schema.schema)}`;
}

function toContent(
  message: ChatMessage,
  dataUrls: ReadonlyMap<string, string>,
  detail: ChatRequest['imageDetail'],
): ChatCompletionContentPart[] {
  return message.parts.map(
    (part): ChatCompletionContentPart =>
      part.type === 'text'
        ? { type: 'text', text: part.text }
        : { type: 'image_url', image_url: { url: dataUrls.get(part.imageSha256) ?? '', detail } },
  );
}

const textOf = (message: ChatMessage): string =>
  message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n\n');

function toMessages(
  request: ChatRequest,
  dataUrls: ReadonlyMap<string, string>,
): ChatCompletionMessageParam[] {
  return request.messages.map((message): ChatCompletionMessageParam => {
    const { role } = message;
    const hasPictures = message.parts.some((part) => part.type === 'image');
    if (role !== 'user') return { role, content: textOf(message) };
    // A plain string where there is no picture: servers of text models know nothing else.
    return {
      role,
      content: hasPictures ? toContent(message, dataUrls, request.imageDetail) : textOf(message),
    };
  });
}

export interface WireOptions {
  model: string;
  streaming: boolean;
  dialect: Dialect;
  /** Data URLs by `imageSha256`. */
  dataUrls: ReadonlyMap<string, string>;
}

/** The body of a call to `/chat/completions`, as the server's dialect wants it. */
export function toBody(
  request: ChatRequest,
  { model, streaming, dialect, dataUrls }: WireOptions,
): ChatCompletionCreateParams {
  const messages = toMessages(request, dataUrls);
  const { schema } = request;
  if (schema && dialect.mode !== 'json_schema') {
    messages.push({ role: 'user', content: schemaInWords(schema) });
  }
  const format =
    schema && dialect.mode === 'json_schema'
      ? {
          type: 'json_schema' as const,
          json_schema: { name: schema.name, strict: true, schema: schema.schema },
        }
      : schema && dialect.mode === 'json_object'
        ? { type: 'json_object' as const }
        : null;
  return {
    model,
    messages,
    [dialect.limit]: request.maxOutputTokens,
    ...(dialect.temperature ? { temperature: request.temperature } : {}),
    ...(format ? { response_format: format } : {}),
    ...(streaming
      ? {
          stream: true,
          ...(dialect.streamUsage ? { stream_options: { include_usage: true } } : {}),
        }
      : { stream: false }),
  };
}
