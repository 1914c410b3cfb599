import { encodeText, promptOf, type Exchange } from '../../../kit.ts'
import { generateRequest, type GenerateRequest } from './schema.ts'

type Payload = Readonly<Record<string, unknown>>

/** The parts and metadata that tools hosted by Google add to a text answer. */
export interface HostedResults {
  /** Parts before the answer. */
  readonly parts: readonly Payload[]
  /** Whether the results depend on the answer's text, which is then kept. */
  readonly isGrounded: boolean
  /** Fields of the candidate for the complete answer. */
  candidate(said: string): Payload
}

const none: HostedResults = { parts: [], isGrounded: false, candidate: () => ({}) }

/** Emulated tools hosted by Google, by their names in requests. */
const emulated = ['googleSearch', 'codeExecution', 'urlContext'] as const
/** Tools whose results would be part of the answer, but that are not emulated. */
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

/** The hosted tool of a request that is not emulated, if any. */
export function foreignToolOf({ tools = [] }: GenerateRequest): string | undefined {
  return foreign.find((name) => tools.some((tool) => tool[name] != null))
}

/** The output of code written by the model (https://ai.google.dev/gemini-api/docs/code-execution). */
const codeParts: readonly Payload[] = [
  { executableCode: { language: 'PYTHON', code: 'print(2 + 2)\n' } },
  { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '4\n' } },
]

/** The sources of an answer (https://ai.google.dev/gemini-api/docs/google-search). The ends of a segment are in bytes. */
function groundingOf(question: string, said: string): Payload {
  const title = 'example.com'
  return {
    searchEntryPoint: { renderedContent: `<div>${title}</div>` },
    groundingChunks: [1, 2].map((number) => ({ web: { uri: `https://example.com/results/${number}`, title } })),
    groundingSupports: said === '' ? [] : [{ segment: { endIndex: encodeText(said).length, text: said }, groundingChunkIndices: [0, 1] }],
    webSearchQueries: [question],
  }
}

/** The URLs in a prompt, up to the API's limit (https://ai.google.dev/gemini-api/docs/url-context). */
function pagesOf(question: string): Payload {
  const urls = question.match(/https?:\/\/[^\s"'<>)\]]+/g) ?? []
  const status = 'URL_RETRIEVAL_STATUS_SUCCESS'
  return {
    urlMetadata: urls.slice(0, 20).map((url) => ({ retrievedUrl: url.replace(/[.,;:!?]+$/, ''), urlRetrievalStatus: status })),
  }
}

/** The results of tools hosted by Google for a text answer: each offered tool is used once. */
export function hostedResultsOf({ call, request }: Exchange): HostedResults {
  // Parsed again only if there might be one: prompts can be long, and few requests need this.
  if (!/"(?:google_?search|code_?execution|url_?context)"/i.test(request.text)) return none
  if (call.toolChoice === 'none' || call.messages.at(-1)?.role !== 'user') return none
  const { tools = [] } = generateRequest.parse(JSON.parse(request.text))
  const [searches, runs, reads] = emulated.map((name) => tools.some((tool) => tool[name] != null))
  const question = promptOf(call)
  return {
    parts: runs === true ? codeParts : [],
    isGrounded: searches === true,
    candidate: (said) => ({
      ...(searches === true ? { groundingMetadata: groundingOf(question, said) } : {}),
      ...(reads === true ? { urlContextMetadata: pagesOf(question) } : {}),
    }),
  }
}
