import { textOf, type Endpoint } from '../../../kit.ts'
import type { Payload } from '../../openai/chat/body.ts'
import { chatEndpoint, openaiChat } from '../../openai/chat/index.ts'
import { documentation, pathOf } from '../path.ts'
import { azureHost } from '../host.ts'
import { choiceFilters, filterResults, promptFilterResults } from './filters.ts'

function isSaid({ message, delta }: Payload): boolean {
  return [message, delta].some((said) => (said as { content?: unknown } | undefined)?.content)
}

/** The filter's results for an answer that it checks after sending: a chunk whose choice has no delta (microsoft/autogen#6465). */
function annotation(start: number, end: number): Payload {
  const offsets = { check_offset: start, start_offset: start, end_offset: end }
  const choice = { content_filter_offsets: offsets, content_filter_results: filterResults(false), finish_reason: null, index: 0 }
  return { choices: [choice], created: 0, id: '', model: '', object: '' }
}

/**
 * Chat Completions with the content filter's results: first for the prompt, then for the answer, next to each delta or, if it
 * is asynchronous, at the end.
 */
export const chat = (hasAsynchronousFilter: boolean): Endpoint =>
  chatEndpoint({
    ...openaiChat,
    ...azureHost,
    obfuscates: false,
    documentation,
    path: pathOf('chat/completions'),
    choice: (content, finish, reply, exchange) => ({
      ...openaiChat.choice(content, finish, reply, exchange),
      content_filter_results: hasAsynchronousFilter ? {} : choiceFilters(isSaid(content), finish),
    }),
    bodyFields: { prompt_filter_results: promptFilterResults },
    // The ids of this chunk are empty, and so are its choices: AbanteAI/archive-old-cli-mentat#429.
    leadingChunks: () => [{ choices: [], created: 0, id: '', model: '', object: '', prompt_filter_results: promptFilterResults }],
    trailingChunks: ({ call }, said) => {
      if (!hasAsynchronousFilter) return []
      const prompt = textOf(call).length
      return [annotation(prompt, prompt + said)]
    },
    streamError: (problem, exchange) => ({ error: azureHost.errorOf(problem, exchange) }),
  })
