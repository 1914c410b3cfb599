import type { Endpoint } from '../../kit.ts'
import { chatEndpoint } from '../openai/chat/index.ts'
import { openaiChat } from '../openai/chat/openai-chat.ts'
import type { ChatFlavor, Payload } from '../openai/chat/flavor.ts'
import { embeddingsEndpoint } from '../openai/embeddings/index.ts'
import { responsesEndpoint } from '../openai/responses/index.ts'
import { choiceFilters, promptFilterResults } from './filters.ts'
import { azureHost } from './host.ts'

const documentation = 'https://learn.microsoft.com/en-us/azure/ai-foundry/openai/reference'

function isSaid({ message, delta }: Payload): boolean {
  return [message, delta].some((said) => (said as { content?: unknown } | undefined)?.content)
}

/** Chat Completions with what the content filter found: of the prompt before all else, of each piece of the answer beside it. */
const chatOfDeployments: ChatFlavor = {
  ...openaiChat,
  ...azureHost,
  documentation,
  path: /^(?:\/api\/projects\/[^/]+)?\/openai\/(?:v1|deployments\/[^/]+)\/chat\/completions$/,
  choice: (content, finish, reply, exchange) => ({
    ...openaiChat.choice(content, finish, reply, exchange),
    content_filter_results: choiceFilters(isSaid(content), finish),
  }),
  addenda: { prompt_filter_results: promptFilterResults },
  // The ids of this chunk are empty, and so are its choices: AbanteAI/archive-old-cli-mentat#429.
  preamble: () => [{ choices: [], created: 0, id: '', model: '', object: '', prompt_filter_results: promptFilterResults }],
  streamError: (problem, exchange) => ({ error: azureHost.errorOf(problem, exchange) }),
}

const responsesOfDeployments = responsesEndpoint(azureHost, /^(?:\/api\/projects\/[^/]+)?\/openai(?:\/v1)?\/responses$/, documentation)

const embeddingsOfDeployments = embeddingsEndpoint(
  azureHost,
  /^(?:\/api\/projects\/[^/]+)?\/openai\/(?:v1|deployments\/[^/]+)\/embeddings$/,
  documentation,
)

export const endpoints: readonly Endpoint[] = [chatEndpoint(chatOfDeployments), responsesOfDeployments, embeddingsOfDeployments]
