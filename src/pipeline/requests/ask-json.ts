import { canonicalJson } from '../../core/canonical-json.ts';
import type { ChatReply, RoleBinding } from '../../core/chat.ts';
import { StudioError } from '../../core/errors.ts';
import type { Role } from '../../core/flow.ts';
import type { ChatPort } from '../../core/ports.ts';
import type { RecipeReply, RecipeRequest } from '../../core/requests.ts';
import { sha256Hex } from '../../core/sha256.ts';
import type { RequestDeps, RequestRun } from './context.ts';

type AskJson = Extract<RecipeRequest, { kind: 'askJson' }>;

/** Memo key of a model call: the request, and who answers it. The same key is never paid twice. */
export function replyKeyOf(
  request: AskJson,
  binding: Pick<RoleBinding, 'baseUrl' | 'model'>,
): string {
  return sha256Hex(
    canonicalJson({ chat: request.chat, baseUrl: binding.baseUrl, model: binding.model }),
  );
}

/** The binding of a role. @throws `llm/no-endpoint` */
export async function bindingOf(
  chat: ChatPort,
  role: Role,
): Promise<RoleBinding & { hasKey: boolean }> {
  const binding = (await chat.bindings())[role];
  if (!binding)
    throw new StudioError('llm/no-endpoint', `No model endpoint is set for the role "${role}".`, {
      details: { role },
    });
  return binding;
}

/** The stored reply to this request; `null` while nobody was asked. */
export async function rememberedReply(
  { store, chat }: Pick<RequestDeps, 'store' | 'chat'>,
  request: AskJson,
  { projectId }: Pick<RequestRun, 'projectId'>,
): Promise<RecipeReply['askJson'] | null> {
  const key = replyKeyOf(request, await bindingOf(chat, request.chat.role));
  const known = await store.replies.get(projectId, key);
  return known && { ...known.reply, replyKey: key };
}

/** Answers from the store what was answered before; the same question is asked once at a time. */
export async function askJson(
  deps: RequestDeps,
  request: AskJson,
  run: RequestRun,
): Promise<RecipeReply['askJson']> {
  const { ledger, projectId, signal } = run;
  const key = replyKeyOf(request, await bindingOf(deps.chat, request.chat.role));
  const answer = async (): Promise<ChatReply> => {
    const known = await deps.store.replies.get(projectId, key);
    if (known) {
      ledger.answered(request, 'memo');
      return known.reply;
    }
    if (request.onlyRemembered)
      throw new StudioError('input/invalid', `"${request.label}" was not asked yet.`, {
        details: { label: request.label },
      });
    const reply = await complete(deps, request, { ...run, key });
    ledger.answered(request, 'work');
    return reply;
  };
  const reply = await deps.resources.asking.use(`${projectId} ${key}`, answer, signal);
  return { ...reply, replyKey: key };
}

/** The call itself; whatever was paid for is stored. */
async function complete(
  { store, chat, resources, clock }: RequestDeps,
  request: AskJson,
  run: RequestRun & { key: string },
): Promise<ChatReply> {
  const { projectId, signal, key } = run;
  const { label, prompt } = request;
  const keep = async (reply: ChatReply, replyKey: string) => {
    run.ledger.spent(request, reply);
    const atMs = clock.nowMs();
    const stored = { key: replyKey, label, request: request.chat, prompt, reply, atMs };
    await store.replies.put(projectId, stored);
    run.onSpend?.(reply.usd);
  };
  const settle = await run.budget?.setAside(await mostUsd({ store, chat }, request, run));
  const unusable: Promise<void>[] = [];
  let paidUsd: number | null = null;
  try {
    const reply = await resources.llm.use(
      () =>
        chat.complete(request.chat, {
          image: (imageSha256) => store.frames.image(projectId, imageSha256),
          // Kept for the audit under a key of its own, so that asking again is a new call.
          onUnusable: (bad, code) => {
            paidUsd = bad.usd;
            unusable.push(keep(bad, `${key}:${code}:${clock.nowMs()}`));
          },
          ...(signal ? { signal } : {}),
        }),
      signal,
    );
    paidUsd = reply.usd;
    await keep(reply, key);
    return reply;
  } finally {
    settle?.(paidUsd);
    await Promise.all(unusable);
  }
}

/** The high end of the estimate, with the true sizes of the pictures. */
async function mostUsd(
  { store, chat }: Pick<RequestDeps, 'store' | 'chat'>,
  request: AskJson,
  { projectId }: RequestRun,
): Promise<number | null> {
  const parts = request.chat.messages.flatMap((message) => message.parts);
  const hashes = parts.flatMap((part) => (part.type === 'image' ? [part.imageSha256] : []));
  const frames = await Promise.all(hashes.map((hash) => store.frames.byHash(projectId, hash)));
  const sizes = Object.fromEntries(
    frames.flatMap((frame) =>
      frame
        ? [[frame.imageSha256, { widthPx: frame.widthPx, heightPx: frame.heightPx }] as const]
        : [],
    ),
  );
  return chat.estimate(request.chat, sizes).usd?.high ?? null;
}
