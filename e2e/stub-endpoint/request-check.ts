import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { jpegProblem } from './jpeg-check.ts';

const OPENAPI = fileURLToPath(new URL('../../../shared/data/openapi/openai.json', import.meta.url));
const SCHEMA_ID = 'https://stub.invalid/openai';

/** OpenAPI's `nullable` beside `$ref` or `oneOf` means nothing to JSON Schema 2020: say it as a union. */
function withoutNullable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutNullable);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, withoutNullable(value)]),
  );
  return nullable === true
    ? { anyOf: [rest, { type: 'null' }] }
    : nullable === undefined
      ? rest
      : { ...rest, nullable };
}

export type CheckBody = (body: unknown) => string[];

/** Built once, because OpenAI's description is large. `null` = it is not on this machine. */
let cached: CheckBody | null | undefined;

/** A validator for bodies of `/chat/completions` against OpenAI's own description, or `null` where the file is missing. */
export function openAiBodyCheck(): CheckBody | null {
  if (cached !== undefined) return cached;
  cached = null;
  try {
    const document = JSON.parse(readFileSync(OPENAPI, 'utf8')) as { components: unknown };
    const ajv = new Ajv2020({
      strict: false,
      allErrors: false,
      logger: false,
      validateFormats: false,
      validateSchema: false,
    });
    ajv.addSchema({ $id: SCHEMA_ID, components: withoutNullable(document.components) });
    const validate = ajv.compile({
      $ref: `${SCHEMA_ID}#/components/schemas/CreateChatCompletionRequest`,
    });
    cached = (body) =>
      validate(body)
        ? []
        : (validate.errors ?? [])
            .slice(0, 3)
            .map((error) => `${error.instancePath || '/'} ${error.message}`);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown;
    console.warn(`Requests are not checked against OpenAI's description: ${OPENAPI} is missing.`);
  }
  return cached;
}

/** What is wrong with the pictures of a request: each has to be a whole JPEG in a data URL. */
export function pictureProblems(body: unknown): { pictures: Buffer[]; problems: string[] } {
  const urls = [...JSON.stringify(body).matchAll(/"image_url":\{"url":"([^"]*)"/g)].map(
    (match) => match[1] ?? '',
  );
  const pictures = urls.map((url) =>
    Buffer.from(url.replace(/^data:image\/jpeg;base64,/, ''), 'base64'),
  );
  const problems = urls.flatMap((url, i) => {
    if (!url.startsWith('data:image/jpeg;base64,'))
      return [`picture ${i + 1} is not a JPEG data URL`];
    const problem = jpegProblem(pictures[i] ?? Buffer.alloc(0));
    return problem ? [`picture ${i + 1} ${problem}`] : [];
  });
  return { pictures, problems };
}
