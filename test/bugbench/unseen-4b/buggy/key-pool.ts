import Anthropic from '@anthropic-ai/sdk'
import type { Task } from '../../../../src/property/index.ts'
import { authenticationFailed } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { within } from '../within.ts'

const parkedFor = 600_000

interface Key {
  readonly name: string
  readonly client: Anthropic
}

/** Keys in order of preference. A refused key is parked for ten minutes. */
class KeyPool {
  readonly #usable: Key[]
  readonly #parked = new Map<Key, number>()

  constructor(names: readonly string[]) {
    this.#usable = names.map((name) => ({ name, client: new Anthropic({ apiKey: name, maxRetries: 2 }) }))
  }

  pick(): Key {
    for (const [key, until] of this.#parked) {
      if (Date.now() < until) continue
      this.#parked.delete(key)
      this.#usable.push(key)
    }
    const [key] = this.#usable
    if (key === undefined) throw new Error('No API key is accepted at the moment.')
    return key
  }

  park(key: Key): void {
    this.#usable.splice(this.#usable.indexOf(key), 1)
    this.#parked.set(key, Date.now() + parkedFor)
  }
}

function make(): Task {
  const pool = new KeyPool(['key-team', 'key-reserve'])

  return async ({ observe, signal }) => {
    for (;;) {
      const key = pool.pick()
      try {
        const message = await key.client.messages.create(
          {
            model: 'claude-haiku-4-5',
            max_tokens: 300,
            messages: [{ role: 'user', content: 'Name three risks of a fixed-price contract.' }],
          },
          { signal: within(90_000, signal) },
        )
        if (message.stop_reason !== 'end_turn') throw new Error(`The answer is incomplete: ${String(message.stop_reason)}`)
        const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
        if (text.trim() === '') throw new Error('The answer is empty.')
        return text
      } catch (error) {
        if (!(error instanceof Anthropic.AuthenticationError)) throw error
        pool.park(key)
        observe.alert(`The key ${key.name} was refused.`)
      }
    }
  }
}

export const keyPool: YardstickApp = {
  name: 'key-pool',
  story:
    'A pool of two Anthropic keys: a refused key is parked for ten minutes, and the next one is used. The bug: if two requests at once are refused with the same key, the second removes by the index -1, which drops the last key, a good one, for good. All users are turned away for ten minutes, and the reserve is gone until a restart.',
  sources: ['Gitlawb/openclaude#780', 'MadAppGang/claudish#61', 'tontinton/maki#222', 'Beingpax/VoiceInk#643'],
  faultsNeeded: 1,
  kind: 'race',
  make,
  scripts: [
    {
      steps: [{ copies: 2, inject: [authenticationFailed().first(2)] }, { after: 60_000 }],
      wrong: (runs) =>
        runs[1]?.[0]?.error === undefined ? undefined : 'A minute later no key is left, though the reserve was never refused.',
    },
  ],
}
