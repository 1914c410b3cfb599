import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { generateText, type LanguageModel } from 'ai'
import type { Task } from '../../../../src/property/index.ts'
import { neverResponds, slowFirstToken } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { AnswerError, patiently } from '../patiently.ts'

const prompt = 'Word a short post for our followers: the workshop opens on Saturday, there is coffee.'

interface Writer {
  readonly who: string
  readonly model: LanguageModel
  readonly tries: number
}

async function draft({ who, model, tries }: Writer, signal?: AbortSignal): Promise<string> {
  return patiently(
    async (within) => {
      const { text, finishReason } = await generateText({ model, prompt, abortSignal: within, maxRetries: 0 })
      if (finishReason !== 'stop' || text.trim() === '') throw new AnswerError(`${who} did not finish the post: ${finishReason}.`)
      return text
    },
    { who, signal, tries, perTry: 40_000 },
  )
}

function make(): Task {
  const claude = { who: 'Anthropic', model: createAnthropic({ apiKey: 'test' })('claude-sonnet-4-6'), tries: 1 }
  const gpt = { who: 'OpenAI', model: createOpenAI({ apiKey: 'test' })('gpt-4o-mini'), tries: 2 }

  /** The button "Write and publish". Until the post is out there is a button "Cancel", which is the signal. */
  return async ({ observe, signal }) => {
    const post = await draft(claude, signal).then(
      (text) => ({ text, by: claude.who }),
      async (error: unknown) => {
        observe.alert(`The post is written by the second model: ${String(error)}`)
        return { text: await draft(gpt), by: gpt.who }
      },
    )
    observe.effect('publish the post')
    return post
  }
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const run = runs[0]?.[0]
  const cancelled = run?.journal.calls.some((call) => call.provider === 'anthropic' && call.ending === 'aborted')
  return cancelled && run?.effects.includes('publish the post') ? 'The post is published after the user has cancelled it.' : undefined
}

export const postPublisher: YardstickApp = {
  name: 'post-publisher',
  story:
    'A button writes a post with Claude, or else with GPT, and publishes it; until then the user can cancel. The bug: that the user cancels looks like a failure of Claude, so GPT writes the post, without the signal, and it is published against the will of the user.',
  sources: ['vercel/chatbot#1060', 'archestra-ai/archestra#5681', 'hackerai-tech/hackerai#5'],
  faultsNeeded: 1,
  kind: 'abort',
  make,
  scripts: [
    { steps: [{ inject: [slowFirstToken({ by: '30s' }).for('anthropic')], abortAfter: 5000 }], wrong },
    { steps: [{ inject: [neverResponds().for('anthropic')], abortAfter: 5000 }], wrong },
  ],
}
