import { Ollama } from 'ollama'
import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

/** Allows a number of tasks at the same time; the others wait in line. */
class Slots {
  #free: number
  readonly #line: (() => void)[] = []

  constructor(count: number) {
    this.#free = count
  }

  async acquire(): Promise<void> {
    if (this.#free > 0) this.#free -= 1
    else await new Promise<void>((resolve) => void this.#line.push(resolve))
  }

  release(): void {
    const next = this.#line.shift()
    if (next === undefined) this.#free += 1
    else next()
  }
}

/** A model on the machine under the desk, which holds two conversations at a time. */
function makeLocalModel(): (prompt: string, signal: AbortSignal) => Promise<string> {
  const slots = new Slots(2)
  return async (prompt, signal) => {
    await slots.acquire()
    const limit = AbortSignal.any([signal, AbortSignal.timeout(120_000)])
    const ollama = new Ollama({ host: 'http://127.0.0.1:11434', fetch: (url, init) => fetch(url, { ...init, signal: limit }) })
    const { message, done_reason } = await ollama.chat({ model: 'llama3.2', messages: [{ role: 'user', content: prompt }] })
    slots.release()
    if (done_reason !== 'stop' || message.content === '') throw new Error(`The answer ended with ${done_reason}.`)
    return message.content
  }
}

export const slotLeaked: YardstickApp = {
  name: 'slot-leaked',
  story:
    'An office bot lets two conversations at a time use the local model. A slot is given back after the answer, but not after an error. After two errors no slot is left: everybody waits in line forever, though the model is idle.',
  sources: ['ollama/ollama#10005', 'argoproj/argo-workflows#16405', 'kestra-io/kestra#17759'],
  faultsNeeded: 1,
  kind: 'state',
  make() {
    const ask = makeLocalModel()
    return ({ signal }) => ask('Write a birthday wish for a colleague.', signal)
  },
  scripts: [
    {
      steps: [{ inject: [serverError()], copies: 2 }, { after: 3_600_000 }],
      wrong: ([, later]) => ((later?.[0]?.settledAfter ?? 0) > 3_600_000 ? 'An hour after the errors nobody gets a slot.' : undefined),
    },
  ],
}
