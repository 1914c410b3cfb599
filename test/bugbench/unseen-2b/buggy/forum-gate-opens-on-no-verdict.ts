import { GoogleGenAI, Type } from '@google/genai'
import { contentFilter } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const responseSchema = {
  type: Type.OBJECT,
  required: ['reasons'],
  properties: { reasons: { type: Type.ARRAY, minItems: '1', items: { type: Type.STRING } } },
}

export const forumGateOpensOnNoVerdict: YardstickApp = {
  name: 'forum-gate-opens-on-no-verdict',
  story:
    'Gate of a forum: Gemini lists the reasons against a post as JSON, and a post without reasons is published. A failing provider is an error, and the post waits. Bug: a verdict that cannot be read counts as no reasons. The worst posts trip the filter of the provider, which leaves no verdict, and are published unread.',
  sources: ['NVIDIA-NeMo/Guardrails#2044', 'knoxiboy/DoubtDesk#295', 'BerriAI/litellm#40416'],
  faultsNeeded: 1,
  kind: 'content',
  make() {
    let published = 0
    const client = new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 30_000 } })
    const reasonsIn = (text: string | undefined): string[] => {
      try {
        const verdict = JSON.parse(text ?? '') as { reasons?: unknown }
        return Array.isArray(verdict.reasons) ? verdict.reasons.map(String) : []
      } catch {
        return []
      }
    }
    return async ({ observe, signal }) => {
      const reply = await client.models.generateContent({
        model: 'gemini-2.5-flash',
        contents: 'List the reasons not to publish this post: "I know where the referee lives."',
        config: { abortSignal: signal, responseMimeType: 'application/json', responseSchema },
      })
      const reasons = reasonsIn(reply.text)
      if (reasons.length > 0) return { published: false, reasons }
      published += 1
      observe.effect(`published:${published}`)
      return { published: true, reasons }
    }
  },
  scripts: [
    {
      steps: [{ inject: [contentFilter()] }],
      wrong: (runs) => (runs[0]?.[0]?.effects.length === 1 ? 'A post is published without a verdict.' : undefined),
    },
  ],
}
