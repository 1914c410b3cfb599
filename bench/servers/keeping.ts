import { overloaded, stalledStream, truncatedStream } from '../../faults/index.ts'
import { heapHeld } from '../heap.ts'
import { brownout, openai, serve } from '../subject.ts'

// A server whose journal keeps a given number of calls, in a process of its own. It measures its memory at each message that it gets.

const chaos = brownout({ providers: [openai()], keep: Number(process.argv[2]) })
chaos.inject(
  overloaded({ retryAfter: '1s' }).every(7),
  truncatedStream({ afterDeltas: 2, ending: 'reset' }).every(11),
  stalledStream({ afterDeltas: 2 }).every(101),
)
const { baseUrls } = await serve(chaos)
process.on('message', () => {
  const { calls, dropped } = chaos.journal
  const counts = { kept: calls.length, dropped: dropped?.calls ?? 0 }
  void heapHeld().then((heap) => process.send!({ heap, rss: process.memoryUsage().rss, ...counts }))
})
process.send!({ baseURL: baseUrls['openai'] })
