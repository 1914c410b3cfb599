import OpenAI from 'openai'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import { invalidStructuredOutput } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { askOpenAI } from '../asked.ts'
import { AnswerError, patiently } from '../patiently.ts'

const Profile = z.object({ name: z.string().min(1), trade: z.string().min(1), languages: z.array(z.string()) })
type Profile = z.infer<typeof Profile>

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'trade', 'languages'],
  properties: { name: { type: 'string' }, trade: { type: 'string' }, languages: { type: 'array', items: { type: 'string' } } },
}

const letters = [
  'I am Ayla Demir, a baker for nine years. I was ill for a long time and want to work again.',
  'My name is Jonas Berg. I am a carpenter and speak Norwegian and English.',
]

const instructions: readonly OpenAI.ChatCompletionMessageParam[] = [
  { role: 'system', content: 'Read the letter of an applicant. Answer with JSON only. Leave out illnesses, family and faith.' },
]

type Reading = { readonly ok: true; readonly profile: Profile } | { readonly ok: false; readonly problem: string }

function read(text: string): Reading {
  try {
    const read = Profile.safeParse(JSON.parse(text))
    return read.success ? { ok: true, profile: read.data } : { ok: false, problem: z.prettifyError(read.error) }
  } catch (error) {
    return { ok: false, problem: String(error) }
  }
}

function make(): Task {
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })
  const messages = [...instructions]
  let letter = 0

  async function extract(text: string, signal: AbortSignal | undefined): Promise<Profile> {
    const beginning = messages.length
    messages.push({ role: 'user', content: text })
    for (let round = 1; ; round += 1) {
      const answer = await patiently(
        async (within) =>
          askOpenAI(client, within, {
            model: 'gpt-4o',
            messages: [...messages],
            response_format: { type: 'json_schema', json_schema: { name: 'profile', strict: true, schema } },
          }),
        { who: 'OpenAI', signal, tries: 2 },
      )
      const reading = read(answer)
      if (reading.ok) {
        messages.length = beginning
        return reading.profile
      }
      if (round === 3) throw new AnswerError(`The letter could not be read: ${reading.problem}`)
      messages.push(
        { role: 'assistant', content: answer },
        { role: 'user', content: `That does not fit the schema: ${reading.problem} Answer again.` },
      )
    }
  }

  return async ({ signal }) => extract(letters[letter++ % letters.length] ?? '', signal)
}

export const applicantProfiles: YardstickApp = {
  name: 'applicant-profiles',
  story:
    'GPT reads letters of applicants one after another into profiles; an answer that does not fit the schema is sent back with the problem, three times at most. The bug: the conversation is cleared only after a success. After a failure the next applicant is read with the letter of the former one, illness and all, in the prompt.',
  sources: ['instructor-ai/instructor-js src/instructor.ts', 'hydropix/TranslateBooksWithLLMs#204'],
  faultsNeeded: 1,
  kind: 'history',
  make,
  scripts: [
    {
      steps: [{ inject: [invalidStructuredOutput()] }, { after: 60_000 }],
      wrong: (runs) => {
        const asked = runs[1]?.[0]?.journal.calls[0]?.call.messages ?? []
        const text = asked.flatMap(({ parts }) => parts.map((part) => (part.type === 'text' ? part.text : ''))).join('\n')
        return text.includes('Jonas Berg') && text.includes('Ayla Demir')
          ? 'The letter of one applicant is in the prompt for another one.'
          : undefined
      },
    },
  ],
}
