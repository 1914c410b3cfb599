import OpenAI from 'openai'
import { expect, it } from 'vitest'
import { catalogue } from '../../faults/catalogue.ts'
import type { Need } from '../../src/engine/model/fault-traits.ts'
import { clientOptions, usualQuestion, type Dialect } from '../../docs/generate/dialects/dialect.ts'
import { openaiChat } from '../../docs/generate/dialects/openai-chat.ts'
import { openaiEmbeddings } from '../../docs/generate/dialects/openai-embeddings.ts'
import { playFault, type PlayOptions } from '../../docs/generate/dialects/play.ts'

const withoutSystemPrompt: Dialect = {
  ...openaiChat,
  ask: () => new OpenAI(clientOptions).chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: usualQuestion }] }),
}

/** An app that gives a fault all that it needs, apart from this. */
const unmet: Readonly<Record<Need, Partial<PlayOptions> & { readonly dialect?: Dialect }>> = {
  generation: { dialect: openaiEmbeddings },
  prose: { besides: { json: true } },
  'structured-output': {},
  tools: {},
  'tool-result': {},
  'prompt-injection': {},
  'system-prompt': { dialect: withoutSystemPrompt },
  'cached-prompt': { answers: () => ({ parts: [{ type: 'text', text: 'It is in Lyon.' }], usage: { cachedInputTokens: 0 } }) },
  stream: {},
  vectors: {},
  batch: {},
  'tool-server': {},
  'tool-run': {},
  'json-result': {},
  'tool-list': {},
  session: {},
  'resumable-stream': {},
  'tool-task': {},
  process: {},
  'long-input': {},
  'earlier-calls': {},
  'concurrent-calls': {},
}

const needy = catalogue.flatMap((fault) => fault.needs.map((need) => ({ fault, name: fault.name, need })))

// That it fires if all needs are met is tested in test/dialects, for each dialect.
it.for(needy)('$name does not fire without $need', async ({ fault, need }) => {
  const { dialect = openaiChat, ...way } = unmet[need]
  const chaos = await playFault(dialect, fault, { stream: false, without: need, ...way })
  expect(chaos.journal.calls).not.toEqual([])
  expect(chaos.neverFired).toMatchObject([{ fault: { name: fault.name } }])
})
