import { overloaded, stalledStream, truncatedStream } from '../../faults/index.ts'
import { heapHeld } from '../heap.ts'
import { brownout, openai, serve } from '../subject.ts'

// A server whose journal keeps so many calls, in a process of its own: it is sent a message whenever its memory is to be measured.

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
