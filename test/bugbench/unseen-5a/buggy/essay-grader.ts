import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import OpenAI from 'openai'
import { z } from 'zod'
import { invalidStructuredOutput, overloaded } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Grade {
  /** From 1 to 10. */
  readonly grade: number
  readonly comments: readonly string[]
}

const Opinion = z.object({ score: z.number().int().min(1).max(10), comment: z.string().min(1) })
type Opinion = z.infer<typeof Opinion>
type Judge = (essay: string, signal: AbortSignal) => Promise<unknown>

const schema = {
  type: 'object',
  properties: { score: { type: 'integer', minimum: 1, maximum: 10 }, comment: { type: 'string' } },
  required: ['score', 'comment'],
  additionalProperties: false,
} as const
const order = 'Grade this essay of a pupil from 1 to 10, and say why:'
const essay = 'Bees matter because they carry pollen. Without them many fruits would not grow. We should plant more flowers.'

function makeJudges(): readonly Judge[] {
  const openai = new OpenAI({ apiKey: 'test', maxRetries: 0 })
  const anthropic = new Anthropic({ apiKey: 'test', maxRetries: 0 })
  const google = new GoogleGenAI({ apiKey: 'test' })
  return [
    async (text, signal) => {
      const completion = await openai.chat.completions.create(
        {
          model: 'gpt-4o',
          response_format: { type: 'json_schema', json_schema: { name: 'opinion', strict: true, schema } },
          messages: [{ role: 'user', content: `${order}\n${text}` }],
        },
        { signal },
      )
      return JSON.parse(completion.choices[0]?.message.content ?? '') as unknown
    },
    async (text, signal) => {
      const message = await anthropic.messages.create(
        {
          model: 'claude-sonnet-4-6',
          max_tokens: 400,
          tools: [{ name: 'grade', description: 'Hands in the grade.', input_schema: { ...schema, required: [...schema.required] } }],
          tool_choice: { type: 'tool', name: 'grade' },
          messages: [{ role: 'user', content: `${order}\n${text}` }],
        },
        { signal },
      )
      return message.content.find((block) => block.type === 'tool_use')?.input
    },
    async (text, signal) => {
      const response = await google.models.generateContent({
        model: 'gemini-2.5-flash',
        contents: `${order}\n${text}`,
        config: { abortSignal: signal, responseMimeType: 'application/json', responseJsonSchema: schema },
      })
      return JSON.parse(response.text ?? '') as unknown
    },
  ]
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const grade = runs[0]?.[0]?.value as Grade | undefined
  if (grade === undefined || grade.comments.length === 3) return undefined
  return `The grade is ${grade.grade}: ${3 - grade.comments.length} of 3 judges gave none, which counts as 0 and is not said.`
}

export const essayGrader: YardstickApp = {
  name: 'essay-grader',
  story: `Grades essays of pupils by the mean of three judges at OpenAI, Anthropic and Google. Answers are validated, and without any judge
    there is no grade. Bug: a judge that fails counts as a score of 0 in the mean, and nothing says so. The pupil gets a worse grade because
    a provider was busy.`,
  sources: ['rjmurillo/ai-agents#3915', 'EntityProcess/agentv#484', 'lizhiyao/oh-my-knowledge#270'],
  faultsNeeded: 1,
  kind: 'fallback',
  make() {
    const judges = makeJudges()

    async function ask(judge: Judge, reasons: string[], signal: AbortSignal): Promise<Opinion | { score: 0; comment: '' }> {
      try {
        return Opinion.parse(await judge(essay, AbortSignal.any([signal, AbortSignal.timeout(40_000)])))
      } catch (error) {
        if (signal.aborted) throw error
        reasons.push(error instanceof Error ? error.message : String(error))
        return { score: 0, comment: '' }
      }
    }

    return async ({ signal }): Promise<Grade> => {
      const reasons: string[] = []
      const opinions = await Promise.all(judges.map(async (judge) => ask(judge, reasons, signal)))
      const comments = opinions.flatMap(({ comment }) => (comment === '' ? [] : [comment]))
      if (comments.length === 0) throw new Error(`The essay has no grade, as no judge gave a valid one: ${reasons.join('; ')}`)
      const sum = opinions.reduce((total, { score }) => total + score, 0)
      return { grade: Math.round((10 * sum) / opinions.length) / 10, comments }
    }
  },
  scripts: [
    { steps: [{ inject: [overloaded().for('anthropic')] }], wrong },
    { steps: [{ inject: [invalidStructuredOutput({ kind: 'missing-field' }).for('openai')] }], wrong },
  ],
}
