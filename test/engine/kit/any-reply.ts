import fc from 'fast-check'
import type { ReplyPart } from '../../../src/engine/model/reply.ts'
import { replyOf } from '../sample.ts'

const anyPart: fc.Arbitrary<ReplyPart> = fc.oneof(
  fc.record({ type: fc.constantFrom('text' as const, 'reasoning' as const, 'refusal' as const), text: fc.lorem({ maxCount: 8 }) }),
  fc.record({
    type: fc.constant('tool-call' as const),
    id: fc.constant('call_1'),
    name: fc.constant('track'),
    arguments: fc.json({ maxDepth: 1 }),
  }),
)
const anyPace = fc.record({ firstToken: fc.nat(5_000), perDelta: fc.nat(100) })

/** Any reply. */
export const anyReply = fc.record({ parts: fc.array(anyPart, { maxLength: 4 }), pace: anyPace }).map(replyOf)
