import { readFileSync } from 'node:fs'
import OpenAI from 'openai'
import { catalogue } from '../../../faults/catalogue.ts'
import { answerVaries, confidentlyWrong, overloaded, rateLimited, slowFirstToken, truncatedStream } from '../../../faults/index.ts'
import { answers, brownout, openai, readIncident, virtualTime, type BrownoutOptions, type Chaos } from '../../../src/index.ts'

interface Given {
  readonly seed?: string
  readonly replay?: NonNullable<BrownoutOptions['replay']>
  readonly questions?: readonly string[]
  readonly wording?: (question: string) => string
  readonly says?: string
}

const usualQuestions = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']

/** An app that makes some calls with the official SDK on a bad day. */
export async function badDay({
  seed = 'other',
  replay,
  questions = usualQuestions,
  wording = (question) => question,
  says,
}: Given): Promise<Chaos> {
  const chaos = brownout({
    seed,
    providers: [openai()],
    ...(replay === undefined ? {} : { replay }),
    answers: answers.from(
      ({ tools }) => says ?? (tools.length > 0 ? { reasoning: 'Hm.', toolCalls: [{ name: 'find' }] } : 'It takes 30 days.'),
    ),
  })
  chaos.inject(
    overloaded().chance(0.3),
    rateLimited({ retryAfter: '2s' }).when(({ index }) => index % 3 === 1),
    slowFirstToken({ by: '3s' }).chance(0.3),
    confidentlyWrong().chance(0.5),
    answerVaries().chance(0.5),
    truncatedStream({ afterDeltas: 2 }).chance(0.3),
  )
  const release = chaos.intercept()
  try {
    await virtualTime(async () => {
      const client = new OpenAI({ apiKey: 'test' })
      for (const question of questions) {
        const stream = await client.chat.completions
          .create({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: wording(question) }] })
          .catch(() => undefined)
        if (stream !== undefined) for await (const _chunk of stream) void _chunk
      }
    })
  } finally {
    release()
  }
  return chaos
}

// As a program of its own, it replays an incident and prints the journal.
if (process.argv[1] === import.meta.filename) {
  const chaos = await badDay({ replay: readIncident(readFileSync(process.argv[2]!, 'utf8'), catalogue) })
  process.stdout.write(`${JSON.stringify(chaos.journal)}\n${JSON.stringify(chaos.incident())}\n`)
}
