import { createMistral } from '@ai-sdk/mistral'
import { generateText } from 'ai'
import { contentFilter, truncatedAtMaxTokens } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Outcome {
  readonly status: 'done' | 'failed'
  readonly text?: string
  readonly reason?: string
  readonly balance: number
}

class GenerationFailed extends Error {
  override readonly name = 'GenerationFailed'
}

class Wallet {
  #credits = 20

  get balance(): number {
    return this.#credits
  }

  take(credits: number): void {
    if (this.#credits < credits) throw new GenerationFailed(`This costs ${credits} credits, and ${this.#credits} are left.`)
    this.#credits -= credits
  }

  giveBack(credits: number): void {
    this.#credits += credits
  }
}

const price = 5

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const outcome = runs[0]?.[0]?.value as Outcome | undefined
  if (outcome?.status !== 'failed' || outcome.balance === 20) return undefined
  return `Nothing was delivered (${outcome.reason ?? 'no reason'}), and ${20 - outcome.balance} credits are gone.`
}

export const creditStudio: YardstickApp = {
  name: 'credit-studio',
  story: `A studio for cover letters on the AI SDK with Mistral. Credits are taken before the call, so that two tabs cannot spend the same
    ones, and given back when the call fails. Bug: they are given back only if the call throws. A letter that is cut off or empty is
    refused as it should be, and the customer pays for it.`,
  sources: ['Muneerali199/Draftdeckai#859', 'wontlost-ltd/chrono-synth-os#420', 'aprin-labs/archimedes#1498'],
  faultsNeeded: 1,
  kind: 'accounting',
  make() {
    const model = createMistral({ apiKey: 'test' })('mistral-small-latest')

    async function writeLetter(wallet: Wallet, job: string, signal: AbortSignal): Promise<string> {
      wallet.take(price)
      const limit = AbortSignal.timeout(60_000)
      const prompt = `Write a cover letter for the position of ${job}.`
      const result = await generateText({
        model,
        prompt,
        maxRetries: 0,
        abortSignal: AbortSignal.any([signal, limit]),
      }).catch((error: unknown) => {
        wallet.giveBack(price)
        if (signal.aborted) throw error
        const isUnreadable = error instanceof TypeError && !error.message.includes('fetch')
        if (isUnreadable) throw new GenerationFailed('The letter was not written: the response cannot be read', { cause: error })
        const reason = limit.aborted ? 'it took longer than a minute' : error instanceof Error ? error.message : String(error)
        throw new GenerationFailed(`The letter was not written: ${reason}`, { cause: error })
      })
      if (result.finishReason !== 'stop') throw new GenerationFailed(`The letter is not complete (${result.finishReason}).`)
      if (result.text.trim() === '') throw new GenerationFailed('The letter is empty.')
      return result.text
    }

    return async ({ signal }): Promise<Outcome> => {
      const wallet = new Wallet()
      try {
        const text = await writeLetter(wallet, 'night baker', signal)
        return { status: 'done', text, balance: wallet.balance }
      } catch (error) {
        if (!(error instanceof GenerationFailed)) throw error
        return { status: 'failed', reason: error.message, balance: wallet.balance }
      }
    }
  },
  scripts: [
    { steps: [{ inject: [truncatedAtMaxTokens()] }], wrong },
    { steps: [{ inject: [contentFilter()] }], wrong },
  ],
}
