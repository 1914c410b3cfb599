import Anthropic from '@anthropic-ai/sdk'
import { overloaded } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const sayings = [
  'I am allergic to penicillin.',
  'I have had a cough for a week.',
  'No fever so far.',
  'Which medicine may I take?',
  'And for the night?',
]
const summaryMark = 'Summary of the talk so far:'

export const compactionDropsWhatItCannotSumUp: YardstickApp = {
  name: 'compaction-drops-what-it-cannot-sum-up',
  story:
    'Pharmacy chat on the Anthropic SDK; the task is a talk of five turns. When the thread has more than six messages, a smaller model sums up the older half. Bug: the older half is taken out first, and if the summary fails the chat goes on without either. The bot advises a patient whose allergy it has forgotten.',
  sources: ['odysseus-dev/odysseus#2160', 'netclaw-dev/netclaw#65', 'ai-ecoverse/slicc#1985'],
  faultsNeeded: 1,
  kind: 'history',
  make() {
    const client = new Anthropic({ apiKey: 'test', timeout: 30_000 })

    async function say(model: string, messages: Anthropic.MessageParam[], signal: AbortSignal): Promise<string> {
      const reply = await client.messages.create({ model, max_tokens: 500, messages }, { signal })
      const text = reply.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
      if (reply.stop_reason !== 'end_turn' || text === '') throw new Error(`The reply ended with ${reply.stop_reason}.`)
      return text
    }

    async function compact(thread: Anthropic.MessageParam[], alert: (text: string) => void, signal: AbortSignal): Promise<void> {
      if (thread.length <= 6) return
      const older = thread.splice(0, 4)
      try {
        const content = `Sum up for a colleague, with all allergies: ${JSON.stringify(older)}`
        const summary = await say('claude-haiku-4-5', [{ role: 'user', content }], signal)
        thread.unshift({ role: 'user', content: `${summaryMark} ${summary}` }, { role: 'assistant', content: 'Understood.' })
      } catch (error) {
        if (signal.aborted) throw error
        alert('The thread could not be summed up.')
      }
    }

    return async ({ observe, signal }) => {
      const thread: Anthropic.MessageParam[] = []
      const answers: string[] = []
      for (const content of sayings) {
        await compact(thread, (text) => observe.alert(text), signal)
        thread.push({ role: 'user', content })
        const answer = await say('claude-sonnet-4-6', thread, signal)
        thread.push({ role: 'assistant', content: answer })
        answers.push(answer)
      }
      return answers
    }
  },
  scripts: [
    {
      steps: [{ inject: [overloaded().for('claude-haiku-*')] }],
      wrong: (runs) => {
        const run = runs[0]?.[0]
        const asked = JSON.stringify(run?.journal.calls.at(-1)?.call.messages ?? [])
        return run?.value === undefined || asked.includes('penicillin') || asked.includes(summaryMark)
          ? undefined
          : 'The bot answers without the allergy.'
      },
    },
  ],
}
