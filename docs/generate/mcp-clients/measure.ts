import { brownout, virtualTime, type Chaos, type Journal } from '../../../src/index.ts'
import type { McpClient, McpPackage } from './packages/package.ts'
import type { Occasion } from './occasions.ts'
import type { ServerKind } from './servers.ts'

/** The longest wait for one step, and the time before and after the close, in ms of the client's clock. */
const [patience, idle] = [150_000, 30_000]

/** How one step ended. */
export type Ended =
  | { readonly type: 'value'; readonly value: unknown }
  | { readonly type: 'error'; readonly error: string; readonly after: number }
  | { readonly type: 'hang' }

export type Step = 'connect' | 'list' | 'order' | 'next order' | 'close'

/** What a client did on one occasion. */
export interface Measured {
  readonly steps: ReadonlyMap<Step, Ended>
  readonly requests: number
  /** How often the tool ran for the first order. */
  readonly runs: number
  /** Whether a cancelled call was announced with a notification, or only its stream was closed. */
  readonly cancelled: 'notice' | 'closed' | undefined
  /** Whether a process of the server still runs, although the client was closed. */
  readonly leavesProcess: boolean
  readonly chaos: Chaos
}

/** Connects, lists the tools, orders twice, waits and closes. After a step that never ends, only the close is tried. */
export async function measure(client: McpPackage, kind: ServerKind, occasion: Occasion): Promise<Measured> {
  const chaos = brownout({ seed: 'tuesday', providers: [kind.provider(occasion.options ?? {})] })
  chaos.inject(...occasion.injections)
  const using = new Using(kind, occasion)
  const release = chaos.intercept()
  try {
    await virtualTime(() => using.run(client))
  } finally {
    release()
  }
  const { calls } = chaos.journal
  return {
    steps: using.steps,
    requests: calls.length,
    runs: calls.filter(({ effect }) => isForLamp(effect?.arguments)).length,
    cancelled: occasion.cancelAfter === undefined ? undefined : cancelIn(chaos.journal),
    leavesProcess: calls.some(({ endpoint, status, exitedAt }) => endpoint === 'spawn' && status === 101 && exitedAt === undefined),
    chaos,
  }
}

/** The steps of one client on one occasion. */
class Using {
  readonly steps = new Map<Step, Ended>()
  readonly #kind: ServerKind
  readonly #occasion: Occasion

  constructor(kind: ServerKind, occasion: Occasion) {
    this.#kind = kind
    this.#occasion = occasion
  }

  async run(client: McpPackage): Promise<void> {
    let connected: McpClient | undefined
    await this.#step('connect', async () => {
      connected = await client.connect(this.#kind.reach)
    })
    if (connected === undefined) return
    await this.#useTools(connected)
    await after(idle)
    await this.#step('close', () => connected!.close())
    await after(idle)
  }

  async #useTools(client: McpClient): Promise<void> {
    const { cancelAfter } = this.#occasion
    const isOver = (): boolean => [...this.steps.values()].some(({ type }) => type === 'hang')
    await this.#step('list', () => client.list())
    if (isOver()) return
    const signal = cancelAfter === undefined ? undefined : AbortSignal.timeout(cancelAfter)
    await this.#step('order', () => client.call('order', { item: 'lamp' }, signal))
    if (isOver()) return
    await this.#step('next order', () => client.call('order', { item: 'chair' }))
  }

  async #step(name: Step, act: () => Promise<unknown>): Promise<void> {
    const from = Date.now()
    const ended = act().then(
      (value): Ended => ({ type: 'value', value }),
      (error: unknown): Ended => ({ type: 'error', error: classOf(error), after: Date.now() - from }),
    )
    this.steps.set(name, await Promise.race([ended, after(patience).then((): Ended => ({ type: 'hang' }))]))
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function classOf(error: unknown): string {
  return error instanceof Error ? error.constructor.name : typeof error
}

function cancelIn({ calls }: Journal): 'notice' | 'closed' | undefined {
  const isNotice = calls.some(({ call }) => call.messages.some(({ parts }) => JSON.stringify(parts).includes('notifications/cancelled')))
  if (isNotice) return 'notice'
  return calls.some(({ endpoint, ending }) => endpoint === 'tools/call' && ending === 'aborted') ? 'closed' : undefined
}

function isForLamp(given: unknown): boolean {
  return typeof given === 'object' && given !== null && 'item' in given && given.item === 'lamp'
}
