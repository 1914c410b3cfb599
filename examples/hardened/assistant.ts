import type { Assistant, AskOptions, Resolution } from '../support/assistant.ts'
import { findOrder } from '../support/orders.ts'
import { anthropicModel } from './anthropic-model.ts'
import { checkFiled, checkTurn, needsHuman } from './check.ts'
import { AssistantError, failureOf, type CallFailure } from './failure.ts'
import type { Lookup, Model } from './model.ts'
import { openaiModel } from './openai-model.ts'
import { sleep } from './patience.ts'

/** The longest that a customer waits for an answer, in ms. */
const deadline = 45_000
/** Retries per provider. */
const retries = 2
/** The longest wait for a retry while another provider is available, in ms. */
const patience = 2_000

/**
 * The assistant as it should be: one deadline, one layer of retries, one definition of failure, a second provider, and only answers
 * that the shop's records confirm.
 */
export function createAssistant(): Assistant {
  const models = [openaiModel(), anthropicModel()]
  return {
    async ask(question: string, { onText = () => {}, onRestart = () => {}, signal }: AskOptions = {}): Promise<Resolution> {
      const within = AbortSignal.any([AbortSignal.timeout(deadline), ...(signal === undefined ? [] : [signal])])
      const causes: { provider: string; failure: CallFailure }[] = []
      for (const model of models) {
        try {
          // A slow provider must not use up the next one's time.
          return await resolve(
            model,
            question,
            { onText, onRestart },
            AbortSignal.any([within, AbortSignal.timeout(deadline / models.length)]),
          )
        } catch (error) {
          // After an abort, no other answer is needed.
          signal?.throwIfAborted()
          causes.push({ provider: model.provider, failure: failureOf(error) })
          onRestart()
        }
      }
      throw new AssistantError(causes)
    },
  }
}

/** One complete answer from one provider. Truncated answers of different providers are never mixed. */
async function resolve(
  model: Model,
  question: string,
  { onText, onRestart }: Required<Pick<AskOptions, 'onText' | 'onRestart'>>,
  signal: AbortSignal,
): Promise<Resolution> {
  const turn = (lookup: Lookup | undefined) =>
    persistently(
      async () => {
        const said = await model.turn({ question, lookup }, onText, signal)
        checkTurn(said, { question, lookup })
        return said
      },
      onRestart,
      signal,
    )
  let { text, lookup: wish } = await turn(undefined)
  const lookup = wish === undefined ? undefined : { ...wish, found: findOrder(wish.orderId) }
  if (lookup !== undefined) ({ text } = await turn(lookup))
  const conversation = { question, lookup, answer: text }
  const filed = await persistently(
    async () => {
      const record = await model.file(conversation, signal)
      checkFiled(record, conversation)
      return record
    },
    () => {},
    signal,
  )
  return { answer: text, ...filed, needsHuman: needsHuman(conversation), provider: model.provider }
}

/** Retries temporary failures with full jitter, never before the provider's Retry-After. */
async function persistently<Value>(attempt: () => Promise<Value>, onRestart: () => void, signal: AbortSignal): Promise<Value> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      signal.throwIfAborted()
      const failure = failureOf(error)
      const wait = failure.retryAfter ?? Math.random() * Math.min(patience, 500 * 2 ** tries)
      if (failure.isPermanent || tries >= retries || wait > patience) throw failure
      onRestart()
      await sleep(wait, signal)
    }
  }
}
