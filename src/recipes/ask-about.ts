import type { ChatPart, ChatRequest, PromptTemplate } from '../core/chat.ts';
import { declinedIn } from '../core/checks/declined.ts';
import { encodeError, StudioError } from '../core/errors.ts';
import type { Role } from '../core/flow.ts';
import { fillTemplate, promptRef } from '../core/prompt-template.ts';
import type { RecipeReply, RunRequest } from '../core/requests.ts';
import { z } from '../core/zod.ts';
import { type AskJson, askAll, type PaidCall, promptById, type RecipeOutput } from './recipe.ts';

/** The languages that drafts are written in, as prompts name them. */
export const LANGUAGES = { en: 'English', zh: 'Simplified Chinese' };

/** What all calls of a run have in common. */
export interface Asker {
  send: RunRequest;
  /** The person's versions, and the ones that came with the recipe. */
  prompts: readonly PromptTemplate[];
  builtIn: readonly PromptTemplate[];
  language: keyof typeof LANGUAGES;
  temperature: number;
  imageDetail: ChatRequest['imageDetail'];
  /** Nobody is asked: what was not answered before is a problem. */
  onlyRemembered?: true;
}

/** What comes back: its schema (`null` = free text), and how it is read; `null` from `read` = not what was asked for. */
export interface ReplyForm<Value> {
  schema: ChatRequest['schema'];
  read: (reply: RecipeReply['askJson']) => Value | null;
}

/** Free text. What declines to answer is no text: it is reported and never becomes a caption. */
export const TEXT: ReplyForm<string> = {
  schema: null,
  read: ({ raw }) => (declinedIn(raw) === null && raw.trim() !== '' ? raw.trim() : null),
};

/** JSON as strict structured output demands it: closed objects, every field required. */
export function json<Value>(name: string, type: z.ZodType<Value>): ReplyForm<Value> {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { target: 'draft-7' });
  return { schema: { name, schema }, read: (reply) => type.safeParse(reply.json).data ?? null };
}

/** One step of a recipe: the same question about every item. */
export interface Ask<Item, Value> {
  step: string;
  role: Role;
  /** The newest version of this prompt is used. */
  prompt: PromptTemplate;
  /** Tells one request of the step from the others; left out = its place. */
  label?: (item: Item) => string;
  /** For the prompt's variables; `language` is always filled. */
  values?: (item: Item) => Record<string, string | number>;
  /** What the model is to look at, behind the instructions. */
  material: (item: Item) => ChatPart[];
  reply: ReplyForm<Value>;
  maxOutputTokens: number;
  /** Yielded as soon as the answer is there. */
  outputs?: (answer: Answered<Item, Value>) => RecipeOutput[];
}

/** An item and what came back about it. */
export interface Answered<Item, Value> extends PaidCall {
  item: Item;
  value: Value;
}

/** The request for one item. @throws `input/invalid` when nothing fills a variable of the prompt */
export function requestFor<Item, Value>(
  asker: Asker,
  ask: Ask<Item, Value>,
  { item, label }: { item: Item; label: string },
): AskJson {
  const prompt = promptById(asker.prompts, asker.builtIn, ask.prompt.id);
  const values = { language: LANGUAGES[asker.language], ...ask.values?.(item) };
  const instructions = fillTemplate(prompt.text, values);
  return {
    kind: 'askJson',
    step: ask.step,
    label,
    prompt: promptRef(prompt),
    ...(asker.onlyRemembered ? { onlyRemembered: true } : {}),
    chat: {
      role: ask.role,
      messages: [
        { role: 'system', parts: [{ type: 'text', text: instructions }] },
        { role: 'user', parts: ask.material(item) },
      ],
      schema: ask.reply.schema,
      temperature: asker.temperature,
      maxOutputTokens: ask.maxOutputTokens,
      imageDetail: asker.imageDetail,
    },
  };
}

/**
 * Asks about every item at once and returns the answers in order. What fails for one item is yielded as a problem, and that
 * item is left out. @throws what would meet every request
 */
export async function* askAbout<Item, Value>(
  asker: Asker,
  items: readonly Item[],
  ask: Ask<Item, Value>,
): AsyncGenerator<RecipeOutput, Answered<Item, Value>[], void> {
  const asks = items.map((item, n) => {
    const label = `${ask.step} ${ask.label?.(item) ?? `${n + 1}/${items.length}`}`;
    return { item, request: requestFor(asker, ask, { item, label }) };
  });
  const answers: Answered<Item, Value>[] = [];
  let next = 0;
  for await (const outcome of askAll(
    asks.map(({ request }) => request),
    asker.send,
  )) {
    const asked = asks[next++];
    if (!asked) break;
    const { item, request } = asked;
    const value = 'reply' in outcome ? ask.reply.read(outcome.reply) : null;
    if ('error' in outcome) yield { type: 'problem', label: request.label, error: outcome.error };
    else if (value === null)
      yield { type: 'problem', label: request.label, error: encodeError(misfit(outcome.reply)) };
    else {
      const answer = { item, request, reply: outcome.reply, value, share: 1 };
      answers.push(answer);
      yield* ask.outputs?.(answer) ?? [];
    }
  }
  // Equal requests are one call, whose cost the items share.
  const uses = (key: string) => answers.filter(({ reply }) => reply.replyKey === key).length;
  return answers.map((answer) => ({ ...answer, share: uses(answer.reply.replyKey) }));
}

/** Why a reply that could not be read is of no use. */
export const misfit = ({ raw }: RecipeReply['askJson']): StudioError =>
  declinedIn(raw) === null
    ? new StudioError('llm/bad-schema', 'The reply is not what was asked for.')
    : new StudioError('llm/refused', 'The model declined to answer.');

/** The same without what went wrong: that something was not answered before is nothing to report where nobody is asked. */
export async function* withoutProblems<T>(
  stage: AsyncGenerator<RecipeOutput, T, void>,
): AsyncGenerator<RecipeOutput, T, void> {
  for (;;) {
    const next = await stage.next();
    if (next.done) return next.value;
    if (next.value.type !== 'problem') yield next.value;
  }
}

/** Text behind the instructions, in one piece. */
export const textPart = (text: string): ChatPart[] => [{ type: 'text', text }];
