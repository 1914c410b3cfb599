import { serverError, slowFirstToken, splitBytes, truncatedStream } from '../../../../../faults/index.ts'
import { faultsOf } from '../../../../../src/property/index.ts'
import { streamOpenAI } from '../../../apps.ts'
import { ask, request, twice } from '../../client.ts'
import type { CheckCase } from '../../judged.ts'

/** The texts of the events in a stream that end within each chunk: an event that is split by a chunk is lost. */
async function textByChunks(response: Response): Promise<string> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body!)
    for (const line of decoder.decode(chunk).split('\n')) {
      try {
        const event = JSON.parse(line.slice('data: '.length)) as { choices: [{ delta: { content?: string } }] }
        text += event.choices[0].delta.content ?? ''
      } catch {
        // Not an event, or an incomplete one.
      }
    }
  return text
}

/** Apps that use what a model answers. */
export const answerCases = {
  'complete-or-marked': {
    search: { faults: faultsOf(truncatedStream) },
    wrong: {
      'returns what it has when the stream ends': () => async () => (await streamOpenAI()).text,
      'returns it within a sentence': () => async () => ({ reply: `Dear customer, ${(await streamOpenAI()).text}` }),
    },
    right: {
      'rejects an answer without a finish reason': () => async () => {
        const { text, finish } = await streamOpenAI()
        if (finish !== 'stop') throw new Error('the answer is incomplete')
        return text
      },
      'marks an answer without a finish reason': () => async () => {
        const { text, finish } = await streamOpenAI()
        return { text, partial: finish !== 'stop' }
      },
      'reports it in its own words': () => async () => {
        const { text, finish } = await streamOpenAI()
        return finish === 'stop' ? text : `${text} [the connection was lost here]`
      },
    },
  },
  'shown-text-equals-result': {
    search: { faults: faultsOf(truncatedStream) },
    wrong: {
      'starts again below what was shown':
        () =>
        async ({ observe }) =>
          twice(async () => {
            const { text, finish } = await streamOpenAI(undefined, observe.streamed)
            if (finish !== 'stop') throw new Error('the answer is incomplete')
            return text
          }).catch(() => 'Sorry, please try again later.'),
    },
    right: {
      'takes back what was shown before it starts again':
        () =>
        async ({ observe }) =>
          twice(async () => {
            const { text, finish } = await streamOpenAI(undefined, observe.streamed)
            if (finish === 'stop') return text
            observe.retracted()
            throw new Error('the answer is incomplete')
          }),
      'shows below a truncated answer that it was interrupted':
        () =>
        async ({ observe }) => {
          const { text, finish } = await streamOpenAI(undefined, observe.streamed)
          if (text === '') throw new Error('there is no answer')
          if (finish !== 'stop') observe.streamed('\n[The answer was interrupted.]')
          return text
        },
      'shows an answer once it is complete':
        () =>
        async ({ observe }) => {
          const { text, finish } = await streamOpenAI()
          if (finish !== 'stop') throw new Error('the answer is incomplete')
          observe.streamed(text)
          return text
        },
    },
  },
  'chunking-has-no-effect': {
    search: { faults: faultsOf(splitBytes, slowFirstToken) },
    wrong: {
      'treats each chunk as complete events': () => async () => textByChunks(await request('Where is my parcel?', true)),
      'counts chunks': () => async () => {
        let chunks = 0
        for await (const _chunk of (await request('Where is my parcel?', false)).body!) chunks++
        return { chunks }
      },
    },
    right: {
      'leaves the stream to an SDK': () => async () => (await streamOpenAI()).text,
      'reads the complete body': () => async () => (await request('Where is my parcel?', false)).text(),
    },
  },
  'answers-match-questions': {
    search: { faults: faultsOf(serverError) },
    wrong: {
      'fills a gap with the answer before it': () => async () => {
        let last = ''
        const answer = async (question: string): Promise<string> => {
          last = await ask(question).then(
            ({ text }) => text,
            () => last,
          )
          return last
        }
        return { parcel: await answer('Where is my parcel?'), refund: await answer('When is my refund paid?') }
      },
    },
    right: {
      'leaves a gap': () => async () => {
        const answer = (question: string): Promise<string | null> =>
          ask(question)
            .then(({ text }) => text)
            .catch(() => null)
        return { parcel: await answer('Where is my parcel?'), refund: await answer('When is my refund paid?') }
      },
      retries: () => async () => ({
        parcel: await twice(() => ask('Where is my parcel?')).then(({ text }) => text),
        refund: await twice(() => ask('When is my refund paid?')).then(({ text }) => text),
      }),
    },
  },
  'failures-reported': {
    search: { faults: faultsOf(serverError) },
    wrong: {
      'gives out an error as an answer': () => async () => {
        try {
          return { reply: (await ask('Where is my parcel?')).text }
        } catch (error) {
          return { reply: String(error) }
        }
      },
    },
    right: {
      rejects: () => async () => ({ reply: (await ask('Where is my parcel?')).text }),
      apologizes: () => async () => ({
        reply: await ask('Where is my parcel?').then(
          ({ text }) => text,
          () => 'Sorry, I cannot answer right now. Please try again later.',
        ),
      }),
      'adds a reason, with a name of its own': () => async () => {
        try {
          return { kind: 'current', reply: (await ask('Where is my parcel?')).text }
        } catch (error) {
          return { kind: 'none', reply: 'No reply at present. Please try again later.', caution: String(error) }
        }
      },
      'describes the failure in a member of its own': () => async () => {
        try {
          return { ok: true, reply: (await ask('Where is my parcel?')).text }
        } catch (error) {
          return { ok: false, error: String(error) }
        }
      },
    },
  },
} satisfies Record<string, CheckCase>
