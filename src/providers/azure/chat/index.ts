import type { Endpoint } from '../../../kit.ts'
import type { Payload } from '../../openai/chat/body.ts'
import { chatEndpoint, openaiChat } from '../../openai/chat/index.ts'
import { documentation, pathOf } from '../path.ts'
import { azureHost } from '../host.ts'
import { choiceFilters, promptFilterResults } from './filters.ts'

function isSaid({ message, delta }: Payload): boolean {
  return [message, delta].some((said) => (said as { content?: unknown } | undefined)?.content)
}

/** Chat Completions with what the content filter found: of the prompt before all else, of each piece of the answer beside it. */
export const chat: Endpoint = chatEndpoint({
  ...openaiChat,
  ...azureHost,
  documentation,
  path: pathOf('chat/completions'),
  choice: (content, finish, reply, exchange) => ({
    ...openaiChat.choice(content, finish, reply, exchange),
    content_filter_results: choiceFilters(isSaid(content), finish),
  }),
  bodyFields: { prompt_filter_results: promptFilterResults },
  // The ids of this chunk are empty, and so are its choices: AbanteAI/archive-old-cli-mentat#429.
  leadingChunks: () => [{ choices: [], created: 0, id: '', model: '', object: '', prompt_filter_results: promptFilterResults }],
  streamError: (problem, exchange) => ({ error: azureHost.errorOf(problem, exchange) }),
})
