import OpenAI from 'openai'
import { atMost, beside, heading, report } from './report.ts'
import { brownout, openai, virtualTime, type Chaos } from './subject.ts'

const day = 86_400

function openaiSays(text: string, pace: { firstToken?: number; perDelta?: number } = {}): Chaos {
  return brownout({ providers: [openai()], answers: () => ({ parts: [{ type: 'text', text }] }), pace })
}

async function ask(client: OpenAI, content: string): Promise<void> {
  await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] })
}

/** The real time, in seconds, of one call a second for `seconds` virtual seconds. */
async function oneCallASecond(seconds: number): Promise<number> {
  const chaos = openaiSays('It is on its way.')
  const release = chaos.intercept()
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })
  const start = performance.now()
  await virtualTime(
    async () => {
      for (let second = 0; second < seconds; second++) {
        await ask(client, 'Where is my parcel?')
        await new Promise((resolve) => void setTimeout(resolve, 1_000))
      }
    },
    { limit: '48h' },
  )
  release()
  return (performance.now() - start) / 1_000
}

/** A complete day takes long, so a sixth of it is measured. */
export async function benchDay(): Promise<void> {
  heading('a day of one call a second in virtual time')
  await oneCallASecond(500)
  const part = 6
  const wall = (await oneCallASecond(day / part)) * part
  report('  seconds of real time, six times those of four hours', wall.toFixed(1), beside(wall, atMost(25)))
}

/** A complete day, for effects that only a long journal shows. */
export async function benchWholeDay(): Promise<void> {
  heading('a complete day of one call a second in virtual time')
  const wall = await oneCallASecond(day)
  report('  seconds of real time', wall.toFixed(1), beside(wall, atMost(25)))
}

/** Many calls at once, each of which waits for its first token. */
export async function benchCrowd(): Promise<void> {
  heading('5,000 calls at once in virtual time')
  for (const calls of [500, 5_000]) {
    const chaos = openaiSays('It is on its way.', { firstToken: 800 })
    const release = chaos.intercept()
    const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })
    const start = performance.now()
    await virtualTime(() => Promise.all(Array.from({ length: calls }, (_, index) => ask(client, `Where is parcel ${index}?`))))
    const wall = (performance.now() - start) / 1_000
    release()
    if (calls === 5_000) report('  seconds of real time', wall.toFixed(1), beside(wall, atMost(6)))
  }
}
