import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type ChatBody, labelsIn, picturesOf } from './chat-body.ts';
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

/** What is wrong with a picture that was sent as the frame of this time; `null` = nothing. */
export type LookAt = (jpeg: Buffer, ptsSec: number) => string | null;

/** What is wrong with the pictures of a request: each has to be a whole JPEG in a data URL, and each label has to have one. */
export function pictureProblems(
  body: ChatBody,
  lookAt: LookAt = () => null,
): { pictures: Buffer[]; timesSec: (number | null)[]; problems: string[] } {
  const told = picturesOf(body);
  const pictures = told.map(({ url }) =>
    Buffer.from(url.replace(/^data:image\/jpeg;base64,/, ''), 'base64'),
  );
  const timesSec = told.map(({ ptsSec }) => ptsSec);
  const problems = told.flatMap(({ url, ptsSec }, i) => {
    const name = `picture ${i + 1}`;
    const jpeg = pictures[i] ?? Buffer.alloc(0);
    if (!url.startsWith('data:image/jpeg;base64,')) return [`${name} is not a JPEG data URL`];
    const problem = jpegProblem(jpeg) ?? (ptsSec === null ? null : lookAt(jpeg, ptsSec));
    return problem ? [`${name} ${problem}`] : [];
  });
  const labelled = timesSec.filter((timeSec) => timeSec !== null).length;
  const labels = labelsIn(body);
  if (labels !== labelled)
    problems.push(`${labels} labels of frames, but ${labelled} pictures behind one`);
  return { pictures, timesSec, problems };
}

/** Strict structured output takes closed objects only, with every property required. */
export function schemaProblems({ response_format: format }: ChatBody): string[] {
  if (format?.type !== 'json_schema') return [];
  const { name, schema, strict } = format.json_schema ?? { name: '' };
  return [
    ...(/^[\w-]{1,64}$/.test(name) ? [] : [`the schema is named "${name}"`]),
    ...(strict ? openObjects(schema, name) : []),
  ];
}

function openObjects(node: unknown, path: string): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, properties, required, additionalProperties } = node as Record<string, unknown>;
  const names = Object.keys((properties ?? {}) as object);
  const asked = new Set(Array.isArray(required) ? required : []);
  const isClosed = additionalProperties === false && names.every((name) => asked.has(name));
  return [
    ...(type === 'object' && !isClosed ? [`the schema is open at ${path}`] : []),
    ...Object.entries(node).flatMap(([key, value]) => openObjects(value, `${path}.${key}`)),
  ];
}
