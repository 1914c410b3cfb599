import { uuidFrom, type Random } from '../../../kit.ts'
import type { Ids } from '../../anthropic/ids.ts'

/** The names that one exchange has on the wire: the request's as AWS gives them, the message's with a mark of Bedrock's. */
export function drawIds(random: Random): Ids {
  return { request: uuidFrom(random), message: `msg_bdrk_01${random.id(22)}` }
}
