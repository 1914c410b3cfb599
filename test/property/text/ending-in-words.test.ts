import { expect, it } from 'vitest'
import { endingInWords } from '../../../src/property/text/ending-in-words.ts'
import { call } from '../properties/evidence.ts'

it.each([
  ['a truncated body that was not streamed', { ending: 'truncated', received: 'Tomo' }, 'body ends before it is complete, after "Tomo"'],
  ['an empty body', { ending: 'truncated', received: '', deltas: 0 }, 'body ends before it is complete, before any text'],
  [
    'a truncated stream without a delta',
    { ending: 'truncated', stream: true, received: '', deltas: 0 },
    'stream ends without its terminal event before any text',
  ],
  [
    'a content filter on a call that was not streamed',
    { ending: 'complete', finish: 'content-filter', received: '', deltas: 0 },
    'answer stopped by the content filter',
  ],
  ['a token limit', { ending: 'complete', finish: 'length', received: 'Tomo' }, 'answer truncated at the token limit: "Tomo"'],
  ['a model refusal', { ending: 'complete', finish: 'refusal', received: 'I cannot.' }, 'model refusal: "I cannot."'],
  ['an answer without text', { ending: 'complete', received: '' }, 'complete answer without any text'],
  ['a handshake', { ending: 'complete', status: 101, received: '', deltas: 0 }, 'WebSocket opened'],
  ['silence', { ending: 'hung', received: '' }, 'sends nothing from here on and is not aborted'],
  ['silence after some text', { ending: 'hung', received: 'Tomo' }, 'sends nothing from here on and is not aborted, after "Tomo"'],
  [
    'a call that a gateway passed on',
    {
      ending: 'complete',
      received: 'Tomorrow.',
      tried: [
        { model: 'openai/gpt-5', status: 529, problem: 'overloaded' },
        { model: 'google/gemini-2.5-flash', status: 200 },
      ],
    },
    'complete answer: "Tomorrow."; tried openai/gpt-5 (529), google/gemini-2.5-flash (200)',
  ],
  ['a call without a reader', { ending: undefined }, 'still open, not read to its end'],
] as const)('%s', (_, ended, words) => {
  expect(endingInWords(call(ended))).toBe(words)
})
