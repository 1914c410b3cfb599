import { clients, plain, textOf } from './load.ts'
import { median } from './median.ts'
import { heading, report } from './report.ts'
import { openaiURL } from './sample.ts'
import { anthropic, brownout, connectionReset, openai, type Chaos } from './subject.ts'

const rounds = 15
const calls = 50

/** The time of one call in microseconds. */
async function timeOf(chaos: Chaos, idle: number): Promise<number> {
  chaos.reset()
  for (let count = 0; count < idle; count++) chaos.inject(connectionReset().for('another-model'))
  const release = chaos.intercept()
  const ask = clients.fetch(openaiURL, plain)
  const start = performance.now()
  for (let count = 0; count < calls; count++) await ask()
  const time = performance.now() - start
  release()
  return (time / calls) * 1_000
}

/** What more providers and idle injections cost a call. */
export async function benchGrowth(): Promise<void> {
  heading('a call as things are added')
  const answers = (): { parts: { type: 'text'; text: string }[] } => ({ parts: [{ type: 'text', text: textOf(plain) }] })
  const others = Array.from({ length: 20 }, (_, index) => openai({ name: `host-${index}`, baseURL: `https://host-${index}.example/v1` }))
  const one = brownout({ providers: [openai()], answers })
  const many = brownout({ providers: [...others, anthropic(), openai()], answers })
  const times = { one: [] as number[], many: [] as number[], idle: [] as number[] }
  for (const chaos of [one, many]) for (let round = 0; round < 5; round++) await timeOf(chaos, 0)
  for (let round = 0; round < rounds; round++) {
    times.one.push(await timeOf(one, 0))
    times.many.push(await timeOf(many, 0))
    times.idle.push(await timeOf(one, 20))
  }
  for (const [title, burdened] of [
    ['with 22 providers, against one', times.many],
    ['with 20 idle injections, against none', times.idle],
  ] as const) {
    const ratio = median(burdened) / median(times.one)
    report(`  time of a call ${title}`, `${ratio.toFixed(2)}x`, 'as it should be: about 1x')
  }
}
