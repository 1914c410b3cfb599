import { heapHeld, heapHeldNow } from './heap.ts'
import { plain, shortStream, textOf, type Load } from './load.ts'
import { heading, report } from './report.ts'
import { openaiURL } from './sample.ts'
import { brownout, openai, virtualTime } from './subject.ts'

const times = 10_000

/** What each of many runs of some work leaves on the heap, in KiB. */
async function leftBy(work: (count: number) => Promise<void>): Promise<number> {
  for (let count = 0; count < 500; count++) await work(count)
  const before = await heapHeld()
  for (let count = 0; count < times; count++) await work(count)
  return ((await heapHeld()) - before) / times / 1_024
}

/**
 * What a virtual session leaves behind when it is over. Looked at before the event loop turns, which a program that runs one
 * after the other does not let it do.
 */
async function leftBySessions(): Promise<number> {
  const before = await heapHeld()
  for (let count = 0; count < times; count++) await virtualTime(async () => {})
  return (heapHeldNow() - before) / times / 1_024
}

/** What an answer leaves behind for as long as the caller's signal lives. The journal, which is meant to grow, is emptied now and then. */
async function leftByAnswers(load: Load, signal: AbortSignal | undefined): Promise<number> {
  const chaos = brownout({ providers: [openai()], answers: () => ({ parts: [{ type: 'text', text: textOf(load) }] }) })
  const release = chaos.intercept()
  const body = JSON.stringify({ model: 'gpt-4o', stream: load.stream, messages: [{ role: 'user', content: 'Where is my parcel?' }] })
  const left = await leftBy(async (count) => {
    if (count % 500 === 499) chaos.reset()
    const headers = { 'content-type': 'application/json', authorization: 'Bearer test' }
    const response = await fetch(`${openaiURL}/chat/completions`, { method: 'POST', headers, body, signal: signal ?? null })
    await response.text()
  })
  release()
  return left
}

/** What is still on the heap when all is done. */
export async function benchLeftovers(): Promise<void> {
  heading(`heap that is left, KiB for each of ${times.toLocaleString('en')}`)
  const figures = [
    ['a virtual session', await leftBySessions()],
    ['an answer', await leftByAnswers(plain, undefined)],
    ["an answer under a caller's signal", await leftByAnswers(plain, new AbortController().signal)],
    ["a stream under a caller's signal", await leftByAnswers(shortStream, new AbortController().signal)],
  ] as const
  for (const [title, left] of figures) report(`  ${title}`, left.toFixed(2))
}
