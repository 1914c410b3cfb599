import { FunctionCallingConfigMode, GoogleGenAI } from '@google/genai'
import { gemini } from '../../../src/index.ts'
import { given, readAll, schema, system, usualQuestion, wholeTime, type Dialect } from './dialect.ts'

/** Gemini's generateContent, with its official SDK. */
export const geminiGenerate: Dialect = {
  name: 'Gemini',
  provider: gemini,
  client: '@google/genai',
  spares: { 'forbidden-parallel-calls': 'nothing in a request can forbid several calls' },
  async ask({ stream, question = usualQuestion, json, tool }) {
    const client = new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 20_000 } })
    const result =
      typeof tool === 'object'
        ? [
            {
              role: 'model',
              parts: [{ functionCall: { id: 'call_0', name: 'track', args: JSON.parse(given) as Record<string, unknown> } }],
            },
            { role: 'user', parts: [{ functionResponse: { id: 'call_0', name: 'track', response: { output: tool.result } } }] },
          ]
        : []
    const abort = new AbortController()
    const asked = {
      model: 'gemini-2.5-flash',
      contents: [{ role: 'user', parts: [{ text: question }] }, ...result],
      config: {
        abortSignal: AbortSignal.any([AbortSignal.timeout(wholeTime), abort.signal]),
        systemInstruction: system,
        ...(json === true && { responseMimeType: 'application/json', responseJsonSchema: schema }),
        ...(tool !== undefined && {
          tools: [{ functionDeclarations: [{ name: 'track', parametersJsonSchema: schema }] }],
          toolConfig: {
            functionCallingConfig: { mode: tool === 'required' ? FunctionCallingConfigMode.ANY : FunctionCallingConfigMode.NONE },
          },
        }),
      },
    }
    if (!stream) return client.models.generateContent(asked)
    try {
      await readAll(await client.models.generateContentStream(asked))
    } finally {
      // The SDK abandons a stream that it cannot read, but leaves it open.
      abort.abort()
    }
    return undefined
  },
}
