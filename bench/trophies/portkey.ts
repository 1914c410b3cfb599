import type { Mode } from '../matrix/client.ts'
import { abortCell, type Way } from './from-cell.ts'
import type { Trophy } from './trophy.ts'

const way = (client: string, mode: Mode): Way => ({ file: 'openai-like', client: `portkey-ai ${client}`, mode })

const ignoring = {
  package: 'portkey-ai',
  plan: 'stalled-stream, and the app aborts after 5 s',
  expected: 'an APIUserAbortError, and the request is aborted',
  source:
    'the package itself: its RequestOptions take `signal?: AbortSignal | undefined | null` (dist/src/baseClient.d.ts), and it throws APIUserAbortError, "Request was aborted.", if that signal has aborted (dist/src/baseClient.js, dist/src/error.js); buildRequest() leaves the signal out of the request',
  happened: 'neither the call nor its connection ends',
} as const

export const portkey: readonly Trophy[] = [
  {
    ...ignoring,
    name: 'portkey-ignores-abort',
    title: 'A call ignores its abort signal',
    reproduce: () => abortCell(way('chat', 'complete')),
  },
  {
    ...ignoring,
    name: 'portkey-stream-ignores-abort',
    title: 'A stream ignores its abort signal',
    reproduce: () => abortCell(way('chat, stream: true', 'streamed')),
  },
]
