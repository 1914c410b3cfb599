import { encodeText, questionOf, type Exchange } from '../../../kit.ts'
import { generateRequest, type GenerateRequest } from './schema.ts'

type Payload = Readonly<Record<string, unknown>>

/** What the tools that run at Google bring to an answer as text. */
export interface HostedResults {
  /** Parts before the answer. */
  readonly parts: readonly Payload[]
  /** Whether it matters what the answer says. A long one is then kept. */
  readonly isGrounded: boolean
  /** Fields of the candidate, once the answer has been said. */
  candidate(said: string): Payload
}

const none: HostedResults = { parts: [], isGrounded: false, candidate: () => ({}) }

/** Tools that run at Google and that are emulated, by the names that requests have for them. */
const emulated = ['googleSearch', 'codeExecution', 'urlContext'] as const
/** Tools whose results would be part of the answer, and that are not emulated. */
const foreign = [
  'computerUse',
  'enterpriseWebSearch',
  'exaAiSearch',
  'fileSearch',
  'googleMaps',
  'googleSearchRetrieval',
  'mcpServers',
  'parallelAiSearch',
  'retrieval',
] as const

/** The tool of a request that runs elsewhere and is not emulated, if there is one. */
export function foreignToolOf({ tools = [] }: GenerateRequest): string | undefined {
  return foreign.find((name) => tools.some((tool) => tool[name] != null))
}

/** What code that the model has written prints (https://ai.google.dev/gemini-api/docs/code-execution). */
const codeParts: readonly Payload[] = [
  { executableCode: { language: 'PYTHON', code: 'print(2 + 2)\n' } },
  { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '4\n' } },
]

/** Where an answer comes from (https://ai.google.dev/gemini-api/docs/google-search). The ends of a segment are in bytes. */
function groundingOf(question: string, said: string): Payload {
  const title = 'example.com'
  return {
    searchEntryPoint: { renderedContent: `<div>${title}</div>` },
    groundingChunks: [1, 2].map((number) => ({ web: { uri: `https://example.com/results/${number}`, title } })),
    groundingSupports: said === '' ? [] : [{ segment: { endIndex: encodeText(said).length, text: said }, groundingChunkIndices: [0, 1] }],
    webSearchQueries: [question],
  }
}

/** The pages that a question names, at most as many as the API reads (https://ai.google.dev/gemini-api/docs/url-context). */
function pagesOf(question: string): Payload {
  const urls = question.match(/https?:\/\/[^\s"'<>)\]]+/g) ?? []
  const status = 'URL_RETRIEVAL_STATUS_SUCCESS'
  return {
    urlMetadata: urls.slice(0, 20).map((url) => ({ retrievedUrl: url.replace(/[.,;:!?]+$/, ''), urlRetrievalStatus: status })),
  }
}

/** What the tools that run at Google do for a question that is answered as text: each that is offered is used once. */
export function hostedResultsOf({ call, request }: Exchange): HostedResults {
  // Read again from the request only if one can be there: a prompt can be long, and few ask for this.
  if (!/"(?:google_?search|code_?execution|url_?context)"/i.test(request.text)) return none
  if (call.toolChoice === 'none' || call.messages.at(-1)?.role !== 'user') return none
  const { tools = [] } = generateRequest.parse(JSON.parse(request.text))
  const [searches, runs, reads] = emulated.map((name) => tools.some((tool) => tool[name] != null))
  const question = questionOf(call)
  return {
    parts: runs === true ? codeParts : [],
    isGrounded: searches === true,
    candidate: (said) => ({
      ...(searches === true ? { groundingMetadata: groundingOf(question, said) } : {}),
      ...(reads === true ? { urlContextMetadata: pagesOf(question) } : {}),
    }),
  }
}
