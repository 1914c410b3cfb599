/** The measured code. Only this file has its paths in the repository. */
export { brownout, openai, anthropic, virtualTime, type Chaos } from '../src/index.ts'
export { serve } from '../src/server/index.ts'
export { faultsOf, retriesAtMost, survives } from '../src/property/index.ts'
export { connectionReset, overloaded, serverError } from '../faults/index.ts'
export { handledBy } from '../src/intercept/handled-fetch.ts'
export { intercept } from '../src/intercept/network.ts'
