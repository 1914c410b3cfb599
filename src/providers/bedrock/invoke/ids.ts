import { uuidFrom, type Random } from '../../../kit.ts'
import type { Ids } from '../../anthropic/ids.ts'

/** The ids of one exchange: the request id in AWS's form, the message id with Bedrock's prefix. */
export function drawIds(random: Random): Ids {
  return { request: uuidFrom(random), message: `msg_bdrk_01${random.id(22)}` }
}
