import { createAnthropic } from '@ai-sdk/anthropic'
import { streamText } from 'ai'
import { slowDrip } from '../../../../faults/index.ts'
import { abortPropagates } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Mailbox {
  show(text: string): void
  send(to: string): void
}

/** Streams a mail to the screen, and sends it when it is done. */
function makeComposer(): (to: string, about: string, mailbox: Mailbox) => Promise<string> {
  const anthropic = createAnthropic({ apiKey: 'test' })
  return async (to, about, { show, send }) => {
    const errors: Error[] = []
    const result = streamText({
      model: anthropic('claude-sonnet-4-6'),
      prompt: `Write a short mail about ${about}.`,
      abortSignal: AbortSignal.timeout(120_000),
      onError: ({ error }) => void errors.push(new Error('The mail was not written.', { cause: error })),
    })
    let text = ''
    for await (const piece of result.textStream) {
      text += piece
      show(piece)
    }
    if (errors[0] !== undefined) throw errors[0]
    if ((await result.finishReason) !== 'stop' || text === '') throw new Error('The mail is not complete.')
    send(to)
    return text
  }
}

export const cancelledMailSent: YardstickApp = {
  name: 'cancelled-mail-sent',
  story:
    'A composer streams a mail to the screen and sends it when it is done. The "Cancel" button closes the dialog, but its signal is never passed to the stream: the model keeps writing, and the cancelled mail is sent.',
  sources: ['TYRMars/Jarvis#341', 'Aaryan-Kapoor/Surface#28', 'BerriAI/litellm#30245'],
  faultsNeeded: 1,
  kind: 'abort',
  fitting: abortPropagates(),
  make() {
    const compose = makeComposer()
    return ({ observe, signal }) => {
      const mailbox = { show: observe.streamed, send: (to: string) => observe.effect(`mail:${to}`) }
      const cancelled = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(new Error('Cancelled.')), { once: true })
      })
      return Promise.race([compose('lee@example.com', 'the move of the office', mailbox), cancelled])
    }
  },
  scripts: [
    {
      steps: [{ inject: [slowDrip({ perDelta: '300ms' })], abortAfter: 2_000 }],
      wrong: ([step]) =>
        step?.[0]?.error !== undefined && step[0].effects.length > 0 ? 'A mail goes out after it was cancelled.' : undefined,
    },
  ],
}
