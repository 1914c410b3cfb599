import Anthropic from '@anthropic-ai/sdk'
import type { YardstickApp } from '../../yardstick-app.ts'

/** One narrator for all players: streams the next scene and gives the text of it. */
class Narrator {
  readonly #client = new Anthropic({ apiKey: 'test', timeout: 60_000 })
  #scene = ''

  async narrate(player: string, move: string, signal: AbortSignal): Promise<{ player: string; scene: string }> {
    this.#scene = ''
    const stream = this.#client.messages.stream(
      { model: 'claude-sonnet-4-6', max_tokens: 500, messages: [{ role: 'user', content: `${player} moves: ${move}. Tell the scene.` }] },
      { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
    )
    stream.on('text', (piece) => {
      this.#scene += piece
    })
    const message = await stream.finalMessage()
    if (message.stop_reason !== 'end_turn' || this.#scene === '') throw new Error(`The scene ended with ${String(message.stop_reason)}.`)
    return { player, scene: this.#scene }
  }
}

export const sharedBuffer: YardstickApp = {
  name: 'shared-buffer',
  story:
    'A narrator that all players share collects the pieces of a stream in a field of its own. Two players at once write into the same field: each gets the scenes of both, mixed piece by piece.',
  sources: ['growthbook/growthbook-python#135', 'OpenRIAServices/OpenRiaServices#553', 'OpenStickCommunity/GP2040-CE#1614'],
  faultsNeeded: 0,
  kind: 'race',
  make() {
    const narrator = new Narrator()
    let players = 0
    return ({ signal }) => narrator.narrate(`Player ${(players += 1)}`, 'through the gate', signal)
  },
  scripts: [
    {
      steps: [{ copies: 2 }],
      wrong: ([step]) => {
        const told = step?.[0]?.journal.calls.map(({ truth }) => truth) ?? []
        return step?.every(({ value }) => told.includes((value as { scene: string } | undefined)?.scene))
          ? undefined
          : 'A player gets a scene that the model never told.'
      },
    },
  ],
}
