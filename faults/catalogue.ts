import type { AnyFault } from '../src/engine/fault.ts'
import { authenticationFailed } from './authentication-failed.ts'
import { coalescedBytes } from './coalesced-bytes.ts'
import { confidentlyWrong } from './confidently-wrong.ts'
import { connectionReset } from './connection-reset.ts'
import { connectionTimeout } from './connection-timeout.ts'
import { contextCollapse } from './context-collapse.ts'
import { droppedInstructions } from './dropped-instructions.ts'
import { emptyReply } from './empty-reply.ts'
import { htmlError } from './html-error.ts'
import { invalidStructuredOutput } from './invalid-structured-output.ts'
import { malformedEvent } from './malformed-event.ts'
import { midStreamError } from './mid-stream-error.ts'
import { missingTerminalMarker } from './missing-terminal-marker.ts'
import { modelNotFound } from './model-not-found.ts'
import { overloaded } from './overloaded.ts'
import { quotaExhausted } from './quota-exhausted.ts'
import { rateLimited } from './rate-limited.ts'
import { refusal } from './refusal.ts'
import { serverError } from './server-error.ts'
import { silentModelSwap } from './silent-model-swap.ts'
import { slowDrip } from './slow-drip.ts'
import { slowFirstToken } from './slow-first-token.ts'
import { splitBytes } from './split-bytes.ts'
import { stalledStream } from './stalled-stream.ts'
import { truncatedStream } from './truncated-stream.ts'
import { usageMissing } from './usage-missing.ts'

/** Every fault there is: what plans, incidents and the command line can name. */
export const catalogue: readonly AnyFault[] = [
  rateLimited.fault,
  quotaExhausted.fault,
  overloaded.fault,
  serverError.fault,
  authenticationFailed.fault,
  modelNotFound.fault,
  contextCollapse.fault,
  droppedInstructions.fault,
  confidentlyWrong.fault,
  refusal.fault,
  emptyReply.fault,
  silentModelSwap.fault,
  invalidStructuredOutput.fault,
  usageMissing.fault,
  connectionReset.fault,
  connectionTimeout.fault,
  slowFirstToken.fault,
  slowDrip.fault,
  stalledStream.fault,
  truncatedStream.fault,
  midStreamError.fault,
  malformedEvent.fault,
  missingTerminalMarker.fault,
  htmlError.fault,
  splitBytes.fault,
  coalescedBytes.fault,
]
